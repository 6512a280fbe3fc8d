import { expect, it } from 'vitest';
import { buildCrashChild, killWhileTyping } from '../main/library/crash-trials.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

/** 3,000 trials as a rule; `OFFPRINT_FAULT_SHARE` between 0 and 1 runs a part of them. */
const trials = Math.ceil(3_000 * Number(process.env.OFFPRINT_FAULT_SHARE ?? 1));

it('loses no acknowledged word in thousands of kills', async () => {
  const child = await buildCrashChild(await temporaryFolder());
  const hands = 4;
  const roots = await Promise.all(Array.from({ length: hands }, () => temporaryFolder()));
  const counts = await Promise.all(
    roots.map((root) => killWhileTyping({ child, root, trials: Math.ceil(trials / hands), mode: 'honest' })),
  );
  const sum = (key: 'trials' | 'lost' | 'damaged' | 'acknowledged'): number =>
    counts.reduce((total, count) => total + count[key], 0);
  console.info(
    `kill -9 while typing: ${sum('trials')} trials, ${sum('acknowledged')} words acknowledged, ${sum('lost')} lost`,
  );
  expect(sum('lost')).toBe(0);
  expect(sum('damaged')).toBe(0);
  const control = await killWhileTyping({ child, root: await temporaryFolder(), trials: 10, mode: 'forgetful' });
  console.info(`control with a forgetful disk: ${control.trials} trials, ${control.lost} lost`);
  expect(control.lost).toBeGreaterThan(0);
});
