import { expect, test } from 'vitest';
import { excerptOf } from '../../../main/library/post-summary.ts';

test.each([
  ['See [[Other post]] and [[Other post|that one]].', 'See Other post and that one.'],
  ['A [link](b.md), a [reference][r] and a note[^1].', 'A link, a reference and a note.'],
  ['# Title\n\nThe *first* `words`.', 'The first words.'],
])('the first words of %j are plain', (text, words) => {
  expect(excerptOf(text)).toBe(words);
});
