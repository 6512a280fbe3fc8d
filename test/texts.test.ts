import path from 'node:path';
import { expect, test } from 'vitest';
import { wordsBelow, wordsIn } from './support/texts.ts';

const root = path.resolve(import.meta.dirname, '..');

test.each(['renderer', 'preload', 'main/library', 'main/handlers'])(
  'no words for the author stand in %s: they are in the file of each language',
  async (folder) => {
    expect(await wordsBelow(root, folder)).toEqual([]);
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
