import fc from 'fast-check';
import { expect, test } from 'vitest';
import { countWords } from '../../../main/site/count-words.ts';
import { plainBytes } from '../../../main/site/plain-bytes.ts';

test.each([
  ['', 0],
  [' \t\n', 0],
  ['Two words.', 2],
  ["It's half-time - or so.", 4],
  ['**bold** [link](https://a.example/x y)', 3],
  ['Grüße aus Köln', 3],
  ['海の日 tide', 4],
  ['a\u00a0b\u3000c', 3],
])('words as a reader counts them: %j has %i', (text, words) => {
  expect(countWords(text)).toBe(words);
});

test('ASCII is counted as it is among other letters', () => {
  const ascii = fc.string({ unit: 'binary-ascii', maxLength: 60 });
  // The last word is one more letter's own, which shows what the same text is when it is not looked at as bytes.
  fc.assert(fc.property(ascii, (text) => countWords(`${text} é`) === countWords(text) + 1));
});

test('the bytes of a text are its letters, and there are none of one that is not ASCII', () => {
  const long = 'x'.repeat(300_000);
  for (const text of ['', 'a', 'tide', '\0\x7f', long])
    expect(Buffer.from(plainBytes(text) ?? []).toString()).toBe(text);
  for (const text of ['é', 'éa', 'aé', '€', 'a€b', '🙂', 'ab🙂', `${long}é`, `é${long}`, '\ud800', 'ab\udc00'])
    expect(plainBytes(text), text.slice(-5)).toBeUndefined();
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 20 }), (text) => {
      const bytes = plainBytes(text);
      return bytes === undefined ? /[^\0-\x7f]/.test(text) : Buffer.from(bytes).toString('latin1') === text;
    }),
  );
});
