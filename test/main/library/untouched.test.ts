import { expect, it } from 'vitest';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { touchOddFiles } from './untouched-trials.ts';

it('keeps every byte that the author did not change, and notices a program that does not', async () => {
  const count = await touchOddFiles(await temporaryFolder(), 23);
  expect(count).toEqual({ files: 71, changed: 0, disturbed: 0, firstFault: '' });
  const control = await touchOddFiles(await temporaryFolder(), 90, (source) =>
    source.replaceAll('\r\n', '\n').trimEnd(),
  );
  expect(control.changed).toBeGreaterThan(3);
}, 120_000);
