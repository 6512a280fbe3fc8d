import type { Token } from 'markdown-it';

/** The words of inline tokens without any marks: for headings' ids, alternative texts and excerpts. */
export function plainText(tokens: readonly Token[]): string {
  return tokens
    .map((token) => {
      if (token.type === 'softbreak' || token.type === 'hardbreak') return ' ';
      if (token.type === 'image') return plainText(token.children ?? []);
      if (token.type === 'html_inline' || token.type === 'footnote_ref') return '';
      return token.type === 'wiki_link' ? token.info || token.content : token.content;
    })
    .join('');
}

/** A heading's words as an address: lower case, letters and digits of any script kept, the rest hyphens. `What's new?` is `whats-new`. */
export function anchorSlug(text: string): string {
  const slug = text
    .normalize('NFC')
    .toLowerCase()
    .replace(/['’]/g, '')
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '');
  return slug || 'section';
}

const wordPattern =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]|[\p{L}\p{N}][\p{L}\p{M}\p{N}]*(?:['’.-][\p{L}\p{M}\p{N}]+)*/gu;

/** Counts words; a Han, kana or Thai character counts as one, since these scripts put no space between words. */
export function countWords(text: string): number {
  let words = 0;
  let isInWord = false;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code > 0x7f) return countAnyWords(text);
    if (isAsciiLetterOrDigit(code)) {
      if (!isInWord) words++;
      isInWord = true;
    } else if (!isInWord || !isJoiner(code) || !isAsciiLetterOrDigit(text.charCodeAt(at + 1))) isInWord = false;
  }
  return words;
}

function countAnyWords(text: string): number {
  let words = 0;
  wordPattern.lastIndex = 0;
  while (wordPattern.exec(text)) words++;
  return words;
}

function isAsciiLetterOrDigit(code: number): boolean {
  return (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a) || (code >= 0x30 && code <= 0x39);
}

/** An apostrophe, hyphen or dot. */
function isJoiner(code: number): boolean {
  return code === 0x27 || code === 0x2d || code === 0x2e;
}
