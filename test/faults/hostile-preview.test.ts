import { expect, it } from 'vitest';
import { hostilePayloads } from '../renderer/preview/hostile-payloads.ts';
import { attack } from '../renderer/preview/hostile-run.ts';

it('lets none of a thousand hostile texts run, reach the network or our own addresses', async () => {
  const control = await attack('none', hostilePayloads.length);
  console.log(
    `Without walls ${control.fired.length} of ${control.payloads} ran, ${control.foreign.length} foreign and ${control.own.length} own requests.`,
  );
  expect(control.fired.length).toBeGreaterThan(300);
  expect(await attack('all', hostilePayloads.length)).toEqual({
    payloads: hostilePayloads.length,
    fired: [],
    foreign: [],
    own: [],
  });
  expect((await attack('renderer only', hostilePayloads.length)).fired).toEqual([]);
  expect((await attack('sanitiser only', hostilePayloads.length)).fired).toEqual([]);
});
