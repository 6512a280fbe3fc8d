import { describe, expect, it } from 'vitest';
import { callsOfStory, type DiskFault, failDisk, fillDisk } from './disk-fault-trials.ts';

/** Every call of a story failing with each of these codes, once and for good. */
async function everyFault(codes: readonly string[]): Promise<readonly DiskFault[]> {
  const calls = await callsOfStory();
  const numbers = Array.from({ length: calls }, (_, index) => index + 1);
  return codes.flatMap((code) =>
    [true, false].flatMap((isLasting) => numbers.map((call) => ({ call, code, isLasting }))),
  );
}

describe('a disk that fails at any call', () => {
  it('damages nothing, and nothing is called saved that is not', async () => {
    const faults = await everyFault(['ENOSPC']);
    expect(faults.length).toBeGreaterThan(100);
    expect(await failDisk(faults)).toEqual({
      trials: faults.length,
      damaged: 0,
      falseSuccess: 0,
      silent: 0,
      firstFault: '',
    });
  });

  it('is noticed when the program does not listen', async () => {
    const control = await failDisk(await everyFault(['ENOSPC']), true);
    expect(control.damaged + control.falseSuccess).toBeGreaterThan(0);
  });
});

describe('a disk that is full', () => {
  it('damages nothing, at whatever byte it is full', async () => {
    const count = await fillDisk(31, 70);
    expect(count).toMatchObject({ trials: 70, damaged: 0, falseSuccess: 0, silent: 0, firstFault: '' });
    const control = await fillDisk(40, 40, true);
    expect(control.damaged + control.falseSuccess).toBeGreaterThan(0);
  });
});
