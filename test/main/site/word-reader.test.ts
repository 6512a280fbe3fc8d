import { expect, test } from 'vitest';
import { searchWords } from '../../../main/site/search-words.ts';
import { createWordReader } from '../../../main/site/word-reader.ts';

const texts = [
  'The tide, the TIDE and 12 tides; a x-ray of B2B.',
  'Über die Tide: the tide in café 12',
  '海の日 tide',
  `${'long'.repeat(10)} ${'long'.repeat(11)} Tide2 ide`,
  Array.from({ length: 3_000 }, (_, at) => `word${at} WORD${at % 7}`).join(' '),
  'tide',
  '',
];

test('the words of a text are those of the search page, each once, whatever was read before', () => {
  const read = createWordReader();
  for (const text of [...texts, ...texts]) expect(read(text)).toEqual([...searchWords(text)]);
});

test('a vocabulary without end is begun anew', () => {
  const read = createWordReader();
  for (let from = 0; from < 200_000; from += 10_000) {
    const text = Array.from({ length: 10_000 }, (_, at) => `w${from + at}`).join(' ');
    expect(read(text)).toHaveLength(10_000);
    expect(read(texts[0] ?? '')).toEqual([...searchWords(texts[0] ?? '')]);
  }
});

test('words whose hashes are alike stay two words', () => {
  expect(createWordReader()('aao abP 0nO 1OO')).toEqual([...searchWords('aao abP 0nO 1OO')]);
});
