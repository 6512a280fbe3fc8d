import { expect, test } from 'vitest';
import { silentLog } from '../../main/node/log.ts';
import { createScheduledPublishes } from '../../main/scheduled-publishes.ts';

/** A clock that stands still until it is moved, and the posts that wait for it. */
function standIn(due: number[]) {
  let nowMs = 1_000;
  let wakeUp: () => void = () => undefined;
  const waits: number[] = [];
  const published: number[] = [];
  let onWait: () => void = () => undefined;
  const schedule = createScheduledPublishes({
    now: () => nowMs,
    nextDueMs: async (sinceMs) => due.filter((dueMs) => dueMs > sinceMs)[0],
    publish: async () => published.push(nowMs),
    log: silentLog,
    wait: (delayMs, signal) =>
      new Promise((resolve, reject) => {
        waits.push(delayMs);
        wakeUp = resolve;
        signal.addEventListener('abort', () => reject(signal.reason));
        onWait();
      }),
  });
  const untilItWaits = () =>
    new Promise<void>((resolve) => {
      onWait = resolve;
    });
  return {
    due,
    schedule,
    waits,
    published,
    untilItWaits,
    moveTo: (ms: number) => {
      nowMs = ms;
      wakeUp();
    },
  };
}

test('publishes when the time of a post comes, and goes on with the next', async () => {
  const { schedule, waits, published, untilItWaits, moveTo } = standIn([5_000, 9_000]);
  let waiting = untilItWaits();
  schedule.wake();
  await waiting;
  waiting = untilItWaits();
  moveTo(5_000);
  await waiting;
  expect(published).toEqual([5_000]);
  expect(waits).toEqual([4_000, 4_000]);
  await schedule.close();
});

test('follows a date that was changed, and looks at the clock every hour', async () => {
  const { schedule, due, waits, published, untilItWaits } = standIn([100_000_000]);
  let waiting = untilItWaits();
  schedule.wake();
  await waiting;
  due[0] = 2_000;
  waiting = untilItWaits();
  schedule.wake();
  await waiting;
  expect(waits).toEqual([3_600_000, 1_000]);
  expect(published).toEqual([]);
  await schedule.close();
});

test('catches up with what was due while the program did not run, once', async () => {
  const { schedule, waits, published, untilItWaits, moveTo } = standIn([500, 9_000]);
  let waiting = untilItWaits();
  schedule.wake();
  await waiting;
  waiting = untilItWaits();
  moveTo(1_000);
  await waiting;
  expect(published).toEqual([1_000]);
  expect(waits).toEqual([0, 8_000]);
  await schedule.close();
});

test('does nothing when no post waits, and nothing after it was closed', async () => {
  const { schedule, waits } = standIn([]);
  schedule.wake();
  await schedule.close();
  schedule.wake();
  expect(waits).toEqual([]);
});
