import { expect, test } from 'vitest';
import { launchChromium } from '../support/chromium.ts';
import { forgetJournals, runPageCrashTrials } from '../support/page-crash-trials.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

/** 60 trials as a rule; `OFFPRINT_FAULT_SHARE` between 0 and 1 runs a part of them. */
const trials = Math.ceil(60 * Number(process.env.OFFPRINT_FAULT_SHARE ?? 1));

test(`of ${trials} kills while typing into the real page, none loses a key that was acknowledged`, async () => {
  const browser = await launchChromium();
  try {
    const report = await runPageCrashTrials({ browser, folder: await temporaryFolder(), trials, seed: 7 });
    console.info(
      `${report.trials} kills of the host, ${report.acknowledged} acknowledged keys, ${report.lost.length} trials with a loss`,
    );
    expect(report.lost).toEqual([]);
    const bad = { trials: 1, seed: 1, sabotage: forgetJournals };
    const control = await runPageCrashTrials({ browser, folder: await temporaryFolder(), ...bad });
    console.info(`control whose journals are gone: ${control.lost.length} of ${control.trials} found`);
    expect(control.lost.length).toBeGreaterThan(0);
  } finally {
    await browser.close();
  }
});
