import path from 'node:path';
import { expect, test } from 'vitest';
import { wordsBelow, wordsIn } from './support/texts.ts';

const root = path.resolve(import.meta.dirname, '..');

/** Files whose English is for machines: other programs, a protocol, the log, or a file that explains itself. */
const forMachines = [
  /^main\/loopback\/(answer|guard)\.ts: /,
  /^main\/publish\/(source\/source-commit|git\/git-commit|git\/git-target|git\/iso-git)\.ts: (M |Offprint made this)/,
  /^main\/publish\/look-by-record\.ts: Offprint wrote this/,
  /^main\/media\/picture-edits\.ts: How pictures are shown/,
  /^main\/import\/fetch\/ask\.ts: Offprint \(/,
  /^main\/cli\/process-faults\.ts: /,
];

test.each(['renderer', 'preload', 'main'])(
  'no words for the author stand in %s: they are in the file of each language',
  async (folder) => {
    const found = await wordsBelow(root, folder);
    expect(found.filter((words) => !forMachines.some((pattern) => pattern.test(words.replace(/:\d+:/, ':'))))).toEqual(
      [],
    );
  },
);

test.each([
  ['renderer/a.tsx', '<button title="Move to the trash">'],
  ['renderer/a.tsx', '  Nothing was found here\n'],
  ['main/a.ts', "return { reason: 'The file is no text' };"],
  ['main/a.ts', `return \`“\${name}” is no date. Write another\`;`],
])('a planted text is found: %s with %s', (file, source) => {
  expect(wordsIn(file, source)).toHaveLength(1);
});

test.each([
  ['main/a.ts', "log.error('The window did not close', error);"],
  ['main/a.ts', '/** The window of the program. */\n// It is one of many.'],
  ['renderer/a.tsx', '<p class="note quiet is-wide">{text.list.empty}</p>'],
])('what no author reads is left alone: %s with %s', (file, source) => {
  expect(wordsIn(file, source)).toEqual([]);
});
