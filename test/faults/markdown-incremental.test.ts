import { expect, it } from 'vitest';
import { checkIncremental } from '../common/markdown/incremental-property.ts';

it('renders every edit of 10,000 random series like a full rendering', () => {
  const { failed, counterexample, errorInstance, numRuns } = checkIncremental(10_000, Date.now());
  expect({ failed, counterexample, errorInstance, numRuns }).toEqual({
    failed: false,
    counterexample: null,
    errorInstance: null,
    numRuns: 10_000,
  });
});
