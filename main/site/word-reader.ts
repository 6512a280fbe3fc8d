import { plainBytes } from './plain-bytes.ts';
import { searchWords } from './search-words.ts';

/**
 * Reads the words of texts as `searchWords` does, each once and in their order. Words of plain letters and digits that earlier
 * texts had are known again where they stand: to cut each of them out took a twentieth of the time of a build.
 */
export function createWordReader(): (text: string) => readonly string[] {
  let table = emptyTable();
  return (text) => {
    const bytes = plainBytes(text);
    if (bytes === undefined) return [...searchWords(text)];
    if (table.words.length > maxKnown) table = emptyTable();
    return readWords(bytes, table);
  };
}

/** A larger vocabulary is begun anew, so that memory is bounded. */
const maxKnown = 60_000;
/** As in `searchWords`. */
const minLength = 2;
const maxLength = 40;

/** Words that were met; what is known of each lies at its index. */
interface WordTable {
  readonly words: string[];
  /** The letters of all words, in lower case, one word after another. */
  letters: Uint8Array;
  /** Where the letters of a word end, and those of the next begin. */
  ends: Int32Array;
  hashes: Int32Array;
  /** The number of the last text that had it. */
  lastTexts: Int32Array;
  /** Indexes of words by hash, the next free place taken; -1 for none. Twice as many as there may be words. */
  slots: Int32Array;
  texts: number;
}

function emptyTable(): WordTable {
  return {
    words: [],
    letters: new Uint8Array(1_024 * maxLength),
    ends: new Int32Array(1_024),
    hashes: new Int32Array(1_024),
    lastTexts: new Int32Array(1_024),
    slots: new Int32Array(2_048).fill(-1),
    texts: 0,
  };
}

function readWords(bytes: Uint8Array, table: WordTable): readonly string[] {
  const found: string[] = [];
  table.texts += 1;
  let start = 0;
  let hash = 0;
  for (let at = 0; at <= bytes.length; at += 1) {
    const letter = at < bytes.length ? (plainLetter[bytes[at] ?? 0] ?? 0) : 0;
    if (letter !== 0) {
      hash = (Math.imul(hash, 31) + letter) | 0;
      continue;
    }
    const length = at - start;
    if (length >= minLength && length <= maxLength) {
      const index = indexOf(bytes, start, at, hash, table);
      if (table.lastTexts[index] !== table.texts) {
        table.lastTexts[index] = table.texts;
        found.push(table.words[index] ?? '');
      }
    }
    start = at + 1;
    hash = 0;
  }
  return found;
}

/** Index of a word in the table, which gets it when it does not have it. */
function indexOf(bytes: Uint8Array, start: number, end: number, hash: number, table: WordTable): number {
  const { slots, hashes } = table;
  const mask = slots.length - 1;
  let slot = hash & mask;
  for (;;) {
    const known = slots[slot] ?? -1;
    if (known < 0) return add(bytes, start, end, hash, table);
    if (hashes[known] === hash && standsAt(bytes, start, end, known, table)) return known;
    slot = (slot + 1) & mask;
  }
}

/** Whether a known word stands there, in any case. */
function standsAt(bytes: Uint8Array, start: number, end: number, known: number, table: WordTable): boolean {
  const { letters, ends } = table;
  let letter = known === 0 ? 0 : (ends[known - 1] ?? 0);
  if ((ends[known] ?? 0) - letter !== end - start) return false;
  for (let at = start; at < end; at += 1, letter += 1) {
    if (letters[letter] !== plainLetter[bytes[at] ?? 0]) return false;
  }
  return true;
}

function add(bytes: Uint8Array, start: number, end: number, hash: number, table: WordTable): number {
  const index = table.words.length;
  if (index === table.hashes.length) grow(table);
  const { words, letters, ends, hashes } = table;
  let letter = index === 0 ? 0 : (ends[index - 1] ?? 0);
  let word = '';
  for (let at = start; at < end; at += 1, letter += 1) {
    letters[letter] = plainLetter[bytes[at] ?? 0] ?? 0;
    word += String.fromCharCode(letters[letter] ?? 0);
  }
  ends[index] = letter;
  hashes[index] = hash;
  words.push(word);
  place(index, hash, table);
  return index;
}

/** Puts a word into the first free slot from its hash on. */
function place(index: number, hash: number, { slots }: WordTable): void {
  const mask = slots.length - 1;
  let slot = hash & mask;
  while ((slots[slot] ?? -1) >= 0) slot = (slot + 1) & mask;
  slots[slot] = index;
}

function grow(table: WordTable): void {
  const { letters, ends, hashes, lastTexts, slots } = table;
  table.letters = new Uint8Array(letters.length * 2);
  table.letters.set(letters);
  table.ends = twiceAsMany(ends);
  table.hashes = twiceAsMany(hashes);
  table.lastTexts = twiceAsMany(lastTexts);
  table.slots = new Int32Array(slots.length * 2).fill(-1);
  for (let index = 0; index < table.words.length; index += 1) place(index, hashes[index] ?? 0, table);
}

function twiceAsMany(numbers: Int32Array): Int32Array {
  const larger = new Int32Array(numbers.length * 2);
  larger.set(numbers);
  return larger;
}

/** The code of an ASCII letter in lower case, or of a digit; 0 for what ends a word. */
const plainLetter = Uint8Array.from({ length: 128 }, (_, code) => {
  const letter = String.fromCharCode(code).toLowerCase();
  return /[a-z0-9]/.test(letter) ? letter.charCodeAt(0) : 0;
});
