import { expect, it } from 'vitest';
import { callsOfStory, failDisk, fillDisk } from '../main/library/disk-fault-trials.ts';
import { cutPower } from '../main/library/power-cut-trials.ts';

/** 100,000 states as a rule; `OFFPRINT_FAULT_SHARE` between 0 and 1 makes a part of them. */
const wanted = Math.ceil(100_000 * Number(process.env.OFFPRINT_FAULT_SHARE ?? 1));

it('leaves whole files and everything synced in every state a power cut can make', async () => {
  let [states, damaged, lost] = [0, 0, 0];
  for (let seed = 1; states < wanted; seed += 1) {
    const count = await cutPower(seed, wanted - states);
    states += count.states;
    damaged += count.damaged;
    lost += count.lost;
    expect(count.firstFault).toBe('');
  }
  console.info(`power cut: ${states} states, ${damaged} damaged, ${lost} acknowledged and lost`);
  expect({ damaged, lost }).toEqual({ damaged: 0, lost: 0 });
  const control = await cutPower(1, 5_000, 'everywhere');
  console.info(`control without sync: ${control.states} states, ${control.damaged} damaged, ${control.lost} lost`);
  expect(control.damaged + control.lost).toBeGreaterThan(0);
  const forgetful = await cutPower(1, 5_000, 'in the history');
  console.info(`control whose history is not synced: ${forgetful.states} states, ${forgetful.lost} lost`);
  expect(forgetful.lost).toBeGreaterThan(0);
});

it('damages nothing at whatever byte the disk is full', async () => {
  const count = await fillDisk(1, 2_600);
  console.info(
    `full disk: ${count.trials} sizes, ${count.writes} writes, ${count.damaged} damaged, ${count.falseSuccess} false successes`,
  );
  expect(count).toMatchObject({ damaged: 0, falseSuccess: 0, silent: 0, firstFault: '' });
  const control = await fillDisk(20, 100, true);
  console.info(
    `control that ignores failed writes: ${control.trials} sizes, ${control.damaged + control.falseSuccess} found`,
  );
  expect(control.damaged + control.falseSuccess).toBeGreaterThan(0);
});

it('damages nothing when any call fails, once or for good', async () => {
  const calls = await callsOfStory();
  const faults = ['ENOSPC', 'EIO', 'EACCES', 'EROFS'].flatMap((code) =>
    [true, false].flatMap((isLasting) =>
      Array.from({ length: calls }, (_, index) => ({ call: index + 1, code, isLasting })),
    ),
  );
  const count = await failDisk(faults);
  console.info(
    `failing calls: ${count.trials} trials, ${count.damaged} damaged, ${count.falseSuccess} false successes`,
  );
  expect(count).toMatchObject({ damaged: 0, falseSuccess: 0, silent: 0, firstFault: '' });
  const some = faults.filter(({ code }) => code === 'ENOSPC');
  const control = await failDisk(some, true);
  console.info(
    `control that ignores failed calls: ${control.trials} trials, ${control.damaged + control.falseSuccess} found`,
  );
  expect(control.damaged + control.falseSuccess).toBeGreaterThan(0);
});
