import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchChromium } from '../support/chromium.ts';
import { forgetJournals, runPageCrashTrials } from '../support/page-crash-trials.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());

describe('killing the host while somebody types into its page', () => {
  test('loses no key that was acknowledged (a fast share of the long count)', async () => {
    const report = await runPageCrashTrials({ browser, folder: await temporaryFolder(), trials: 2, seed: 20_261_122 });
    expect(report.lost).toEqual([]);
    expect(report.acknowledged).toBeGreaterThan(0);
  });

  test('is found out when the journal does not come back', async () => {
    const folder = await temporaryFolder();
    const report = await runPageCrashTrials({ browser, folder, trials: 1, seed: 1, sabotage: forgetJournals });
    expect(report.lost.length).toBeGreaterThan(0);
  });
});
