import { expect, it } from 'vitest';
import { buildSystemChild, failSystemCalls, type SystemFault } from '../main/library/syscall-trials.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const calls = ['pwrite64', 'fsync', 'fdatasync', 'rename', 'link', 'ftruncate', 'unlink', 'mkdir'] as const;
const codes = ['ENOSPC', 'EIO', 'EACCES', 'EROFS'] as const;

/** 512 trials as a rule; `OFFPRINT_FAULT_SHARE` between 0 and 1 makes a part of them. */
const times = Math.ceil(16 * Number(process.env.OFFPRINT_FAULT_SHARE ?? 1));

it('damages nothing and claims nothing false at each failing call of the system', async () => {
  const child = await buildSystemChild(await temporaryFolder());
  const faults = calls.flatMap((call) =>
    codes.flatMap((code) =>
      Array.from({ length: times }, (_, index): SystemFault => ({ call, code, when: index + 1 })),
    ),
  );
  const count = await failSystemCalls(child, await temporaryFolder(), faults);
  console.info(
    `failing system calls: ${count.trials} trials, ${count.damaged} damaged, ${count.falseSuccess} false successes`,
  );
  expect(count).toMatchObject({ damaged: 0, falseSuccess: 0, firstFault: '' });
  const some = faults.filter(({ call, code }) => call === 'pwrite64' && code === 'ENOSPC');
  const control = await failSystemCalls(child, await temporaryFolder(), some, 'deaf');
  console.info(
    `control that ignores failed writes: ${control.trials} trials, ${control.damaged + control.falseSuccess} found`,
  );
  expect(control.damaged + control.falseSuccess).toBeGreaterThan(0);
});
