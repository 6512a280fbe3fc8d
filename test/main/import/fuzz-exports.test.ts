import { expect, test } from 'vitest';
import { fuzzExports } from './fuzz-exports.ts';
import { readExportText } from './read-text.ts';

test('damaged exports neither crash nor hang the import', async () => {
  const share = Number(process.env.OFFPRINT_FAULT_SHARE ?? 1);
  const count = await fuzzExports(Math.max(50, Math.round(200 * share)), 11);
  expect(count).toMatchObject({ crashed: 0, hung: 0, firstFault: '' });
  expect(count.items).toBeGreaterThan(100);
});

test('the control: a reader that trusts its input is caught', async () => {
  const trusting: typeof readExportText = async (text, onItem) => {
    if (text.includes('\u0000')) throw new Error('NUL');
    return readExportText(text, onItem);
  };
  expect((await fuzzExports(120, 11, trusting)).crashed).toBeGreaterThan(0);
});
