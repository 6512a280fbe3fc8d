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
const asciiWordPattern = /[a-z0-9]+(?:['.-][a-z0-9]+)*/gi;

/** Counts words; a Han, kana or Thai character counts as one, since these scripts put no space between words. */
export function countWords(text: string): number {
  const pattern = /[^\u0000-\u007f]/.test(text) ? wordPattern : asciiWordPattern;
  let words = 0;
  pattern.lastIndex = 0;
  while (pattern.exec(text)) words++;
  return words;
}
