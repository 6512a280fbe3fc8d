import { expect, it } from 'vitest';
import { Breath } from '../../../main/site/breath.ts';

it('is due after many small portions of work as after a large one, and lets others in', async () => {
  let now = 0;
  const breath = new Breath(undefined, () => now);
  for (let portion = 0; portion < 3; portion += 1) {
    expect(breath.isDue).toBe(false);
    now += 5;
    // As between portions of pages: it lets nobody in, and counts for nothing.
    await Promise.resolve();
  }
  expect(breath.isDue).toBe(true);
  let others = 0;
  setImmediate(() => {
    others += 1;
  });
  await breath.take();
  expect(others).toBe(1);
  expect(breath.isDue).toBe(false);
});

it('ends a build that is to stop', async () => {
  const stop = new AbortController();
  const breath = new Breath(stop.signal);
  stop.abort(new Error('enough'));
  await expect(breath.take()).rejects.toThrow('enough');
});
