import { execFileSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { buildSystemChild, failSystemCalls, type SystemFault } from './syscall-trials.ts';

it('claims nothing that is not so when calls of the system fail, and a program that does is noticed', async () => {
  expect(execFileSync('strace', ['--version'], { encoding: 'utf8' })).toContain('strace');
  const child = await buildSystemChild(await temporaryFolder());
  const faults: readonly SystemFault[] = [
    { call: 'pwrite64', code: 'ENOSPC', when: 1 },
    { call: 'fsync', code: 'EIO', when: 3 },
    { call: 'fdatasync', code: 'EIO', when: 1 },
    { call: 'rename', code: 'EACCES', when: 2 },
    { call: 'link', code: 'ENOSPC', when: 1 },
  ];
  const count = await failSystemCalls(child, await temporaryFolder(), faults);
  expect(count).toEqual({ trials: faults.length, damaged: 0, falseSuccess: 0, firstFault: '' });
  const every = Array.from(
    { length: 3 },
    (_, index): SystemFault => ({ call: 'pwrite64', code: 'ENOSPC', when: index + 1 }),
  );
  const control = await failSystemCalls(child, await temporaryFolder(), every, 'deaf');
  expect(control.damaged + control.falseSuccess).toBeGreaterThan(0);
}, 120_000);
