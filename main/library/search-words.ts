/** One part of a search: words that must follow each other; the last may be the beginning of a longer one. */
export interface SearchPart {
  readonly words: readonly string[];
  readonly isPrefix: boolean;
}

const ideograph = /[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]/;
const ideographs = new RegExp(ideograph.source, 'g');

/** The text as the index holds it: characters of Chinese and Japanese stand apart, so that any of them can be found. */
export function textToIndex(text: string): string {
  return ideograph.test(text) ? text.replace(ideographs, ' $& ') : text;
}

/**
 * What an author typed into the search field: words that must all be there, the last one possibly unfinished; "words in
 * quotes" in this order. Marks are no words.
 */
export function readSearch(query: string): readonly SearchPart[] {
  const parts: SearchPart[] = [];
  const pieces = query.matchAll(/"([^"]*)"?|([^"\s]+)/g);
  for (const [whole, quoted, plain] of pieces) {
    const isLast = query.trimEnd().endsWith(whole);
    if (quoted !== undefined) addPart(parts, wordsOf(quoted), false);
    else {
      // `don't` and `2026-11-22` are several words to the index, one to the author.
      const words = wordsOf(plain ?? '');
      addPart(parts, words, isLast && !/\s$/.test(query));
    }
  }
  return parts;
}

/** The search in the language of SQLite's FTS5. Every word is quoted, so nothing an author types is an operator. */
export function matchExpression(parts: readonly SearchPart[]): string {
  return parts.map((part) => `"${part.words.join(' ')}"${part.isPrefix ? '*' : ''}`).join(' AND ');
}

/** Letters without marks and in small form, as the index compares them; as long as the text itself, character for character. */
export function foldText(text: string): string {
  // Most letters of most texts are plain already; the others are few and often the same. Once those are in small form, no letter
  // changes the number of its units.
  return text.replace(/[^\0-\x7f]/g, foldUnit).toLowerCase();
}

function foldUnit(unit: string): string {
  const known = foldedUnits.get(unit);
  if (known !== undefined) return known;
  const plain = unit.normalize('NFD').charAt(0).toLowerCase();
  const folded = plain.length === 1 ? plain : unit;
  foldedUnits.set(unit, folded);
  return folded;
}

/** A constant table, filled as it is used; at most one entry a UTF-16 unit. */
const foldedUnits = new Map<string, string>();

/** Number of letters to add, leave out, change or swap to make one word of the other; more than `most` counts as more. */
export function wordDistance(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const isSame = a[row - 1] === b[column - 1];
      const cost = Math.min(
        (last[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (last[column - 1] ?? 0) + (isSame ? 0 : 1),
      );
      const isSwapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      current.push(isSwapped ? Math.min(cost, (beforeLast[column - 2] ?? 0) + 1) : cost);
    }
    if (Math.min(...current) > most) return most + 1;
    beforeLast = last;
    last = current;
  }
  return last[b.length] ?? most + 1;
}

function addPart(parts: SearchPart[], words: readonly string[], isPrefix: boolean): void {
  if (words.length > 0) parts.push({ words, isPrefix });
}

/** The words of a text as the index tells them apart. */
export function wordsOf(text: string): readonly string[] {
  return textToIndex(text).match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
}
