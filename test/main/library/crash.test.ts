import { expect, it } from 'vitest';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { buildCrashChild, killWhileTyping } from './crash-trials.ts';

it('loses no acknowledged word when the host is killed while typing, and notices a host that does', async () => {
  const folder = await temporaryFolder();
  const child = await buildCrashChild(folder);
  const honest = await killWhileTyping({ child, root: await temporaryFolder(), trials: 6, mode: 'honest' });
  expect(honest).toMatchObject({ trials: 6, lost: 0, damaged: 0 });
  // More than the one word after which each was killed; how many more, the machine decides.
  expect(honest.acknowledged).toBeGreaterThan(6);
  const control = await killWhileTyping({ child, root: await temporaryFolder(), trials: 5, mode: 'forgetful' });
  expect(control.lost).toBeGreaterThan(0);
}, 120_000);
