/**
 * A word is a run of letters, marks and digits with the signs that may stand inside one (don’t, e-mail, 3.5). Each
 * ideograph or kana counts as one, because those scripts write without spaces.
 */
const word =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]|[\p{L}\p{N}](?:(?![\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}])[\p{L}\p{M}\p{N}]|['’.,_-](?=[\p{L}\p{N}]))*/gu;

/** Words of a text, Markdown signs left out. The count of a text is the sum over its lines. */
export function countWords(text: string): number {
  let count = 0;
  word.lastIndex = 0;
  while (word.test(text)) count += 1;
  return count;
}

/** Minutes that an adult takes for so many words, at least one: 230 words a minute, as measured for prose in English. */
export function readingMinutes(words: number): number {
  return Math.max(1, Math.round(words / 230));
}
