import { expect, it } from 'vitest';
import { mergeRandomly } from '../main/library/merge-trials.ts';
import { touchOddFiles } from '../main/library/untouched-trials.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

it('keeps every byte of every odd file that the author did not change', async () => {
  const count = await touchOddFiles(await temporaryFolder(), 1);
  console.info(`untouched bytes: ${count.files} files, ${count.changed} changed, ${count.disturbed} disturbed`);
  expect(count).toMatchObject({ changed: 0, disturbed: 0, firstFault: '' });
  const control = await touchOddFiles(await temporaryFolder(), 30, (source) => source.replaceAll('\r\n', '\n'));
  console.info(`control that changes line ends: ${control.files} files, ${control.changed} changed`);
  expect(control.changed).toBeGreaterThan(0);
});

it('loses no word in ten thousand merges', () => {
  const count = mergeRandomly(10_000, 2);
  console.info(
    `three-way merges: ${count.merges}, put together ${count.merged}, ${count.lost} lost words, ${count.kept} kept a removed one`,
  );
  expect(count).toMatchObject({ lost: 0, firstFault: '' });
  const control = mergeRandomly(1_000, 2, (_base, _mine, theirs) => theirs);
  console.info(`control, newest wins: ${control.merges} merges, ${control.lost} lost words`);
  expect(control.lost).toBeGreaterThan(0);
});
