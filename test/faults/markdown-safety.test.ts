import { expect, it } from 'vitest';
import { checkSafety } from '../common/markdown/safe-output.ts';

it('writes only allowed elements, well nested, for 20,000 hostile texts', () => {
  expect(checkSafety(20_000, Date.now())).toEqual({ failed: false, counterexample: null, error: null });
});
