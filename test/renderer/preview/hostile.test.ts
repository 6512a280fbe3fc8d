import { describe, expect, it } from 'vitest';
import { hostilePayloads } from './hostile-payloads.ts';
import { attack } from './hostile-run.ts';

/** A share of the payloads, the most varied; `test/faults` sends all of them. */
const share = 60;

describe('hostile texts', () => {
  it('are a thousand and more', () => {
    expect(new Set(hostilePayloads).size).toBeGreaterThanOrEqual(1_000);
  });

  it('do fire in a frame without walls', async () => {
    const { fired, foreign, own } = await attack('none', share);
    expect(fired.length).toBeGreaterThan(share / 3);
    expect(foreign.length).toBeGreaterThan(0);
    expect(own.length).toBeGreaterThan(0);
  }, 120_000);

  it('run nothing and reach nothing in the preview', async () => {
    expect(await attack('all', share)).toEqual({ payloads: share, fired: [], foreign: [], own: [] });
  }, 120_000);

  it('run nothing even where only the renderer stands between, as on the published page', async () => {
    expect((await attack('renderer only', share)).fired).toEqual([]);
  }, 120_000);

  it('run nothing where only the second wall stands', async () => {
    expect((await attack('sanitiser only', share)).fired).toEqual([]);
  }, 120_000);
});
