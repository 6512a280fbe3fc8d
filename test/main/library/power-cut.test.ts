import { describe, expect, it } from 'vitest';
import { cutPower } from './power-cut-trials.ts';

describe('a power cut at any moment', () => {
  it('leaves whole files and everything that was synced', async () => {
    const count = await cutPower(1, 800);
    expect(count).toMatchObject({ damaged: 0, lost: 0, firstFault: '' });
    expect(count.states).toBeGreaterThan(700);
  });

  it('is noticed when the program does not sync', async () => {
    const control = await cutPower(1, 800, 'everywhere');
    expect(control.damaged + control.lost).toBeGreaterThan(100);
    expect((await cutPower(1, 800, 'in the history')).lost).toBeGreaterThan(0);
  });
});
