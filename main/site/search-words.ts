/**
 * Words as the search page compares them: without accents and letter case. Chinese and Japanese, which set no spaces, give
 * each pair of neighbouring signs. `themes/longread/assets/search.js` takes a reader's words apart the same way.
 */
export function searchWords(text: string): ReadonlySet<string> {
  if (isAscii.test(text)) return new Set((text.toLowerCase().match(/[a-z0-9]{2,}/g) ?? []).filter(isShort));
  const words = new Set<string>();
  for (const [run] of plain(text).matchAll(/[\p{L}\p{N}]+/gu)) {
    if (ideographs.test(run)) for (const pair of pairs(run)) words.add(pair);
    else if (run.length > 1 && isShort(run)) words.add(run);
  }
  return words;
}

/** Longer ones are addresses and program text rather than words. */
const maxLength = 40;

const ideographs = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;

function isShort(run: string): boolean {
  return run.length <= maxLength;
}

function plain(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase();
}

const isAscii = /^[\0-\x7f]*$/;

function pairs(run: string): readonly string[] {
  const signs = [...run];
  if (signs.length === 1) return signs;
  return signs.slice(1).map((sign, index) => `${signs[index]}${sign}`);
}

/** The words of a Markdown text, without the addresses of its links and the names of HTML elements. */
export function markdownWords(text: string): string {
  return text
    .replace(/\]\([^)\s]*/g, ']')
    .replace(/<[^>\n]*>/g, ' ')
    .replace(/\bhttps?:\/\/\S+/g, ' ');
}
