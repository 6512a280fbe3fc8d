import { isPlainText, searchWords } from './search-words.ts';

/**
 * Reads the words of texts as `searchWords` does, each once and in their order. Words of plain letters and digits that earlier
 * texts had are known again where they stand: to cut each of them out took a twentieth of the time of a build.
 */
export function createWordReader(): (text: string) => readonly string[] {
  let table = emptyTable();
  return (text) => {
    if (!isPlainText(text)) return [...searchWords(text)];
    if (table.words.length > maxKnown) table = emptyTable();
    return readWords(text, table);
  };
}

/** A larger vocabulary is begun anew, so that memory is bounded. */
const maxKnown = 60_000;
/** As in `searchWords`. */
const minLength = 2;
const maxLength = 40;

interface WordTable {
  readonly words: string[];
  readonly hashes: number[];
  /** For each word, the number of the last text that had it. */
  readonly lastText: number[];
  /** Indexes of words by hash, the next free place taken; -1 for none. */
  slots: Int32Array;
  texts: number;
}

function emptyTable(): WordTable {
  return { words: [], hashes: [], lastText: [], slots: new Int32Array(2_048).fill(-1), texts: 0 };
}

function readWords(text: string, table: WordTable): readonly string[] {
  const found: string[] = [];
  table.texts += 1;
  let start = 0;
  let hash = 0;
  for (let at = 0; at <= text.length; at += 1) {
    const letter = at < text.length ? (plainLetter[text.charCodeAt(at)] ?? 0) : 0;
    if (letter !== 0) {
      hash = (Math.imul(hash, 31) + letter) | 0;
      continue;
    }
    const length = at - start;
    if (length >= minLength && length <= maxLength) {
      const index = indexOf(text, start, at, hash, table);
      if (table.lastText[index] !== table.texts) {
        table.lastText[index] = table.texts;
        found.push(table.words[index] ?? '');
      }
    }
    start = at + 1;
    hash = 0;
  }
  return found;
}

/** Index of a word in the table, which gets it when it does not have it. */
function indexOf(text: string, start: number, end: number, hash: number, table: WordTable): number {
  const { words, hashes, slots } = table;
  const slot = slotOf(text, start, end, hash, table);
  const known = slots[slot] ?? -1;
  if (known >= 0) return known;
  slots[slot] = words.length;
  words.push(text.slice(start, end).toLowerCase());
  hashes.push(hash);
  table.lastText.push(0);
  if (words.length * 2 > slots.length) grow(table);
  return words.length - 1;
}

/** The slot of a word, or the free one where it belongs. */
function slotOf(text: string, start: number, end: number, hash: number, { words, hashes, slots }: WordTable): number {
  const mask = slots.length - 1;
  let slot = hash & mask;
  for (;;) {
    const known = slots[slot] ?? -1;
    if (known < 0) return slot;
    const word = words[known] ?? '';
    if (hashes[known] === hash && word.length === end - start && standsAt(word, text, start)) return slot;
    slot = (slot + 1) & mask;
  }
}

function grow(table: WordTable): void {
  table.slots = new Int32Array(table.slots.length * 2).fill(-1);
  for (const [index, word] of table.words.entries()) {
    table.slots[slotOf(word, 0, word.length, table.hashes[index] ?? 0, table)] = index;
  }
}

/** The code of an ASCII letter in lower case, or of a digit; 0 for what ends a word. */
const plainLetter = Uint8Array.from({ length: 128 }, (_, code) => {
  const letter = String.fromCharCode(code).toLowerCase();
  return /[a-z0-9]/.test(letter) ? letter.charCodeAt(0) : 0;
});

/** Whether a word in lower case stands in a text there, in any case. */
function standsAt(word: string, text: string, start: number): boolean {
  for (let at = 0; at < word.length; at += 1) {
    if (word.charCodeAt(at) !== plainLetter[text.charCodeAt(start + at)]) return false;
  }
  return true;
}
