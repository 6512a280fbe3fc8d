import type { MarkdownIt } from 'markdown-it';
import { factsOf } from '../environment.ts';

/**
 * Addresses in running text become links as on GitHub: `https://…`, `www.…` and mail addresses; `readme.md` and other bare
 * names stay text. Their words are shown as they are.
 */
export function autolink(markdown: MarkdownIt): void {
  markdown.set({ linkify: true });
  markdown.linkify.set({ fuzzyLink: false, fuzzyEmail: true, fuzzyIP: false });
  const rest = /^[a-z0-9-]+(?:\.[a-z0-9-]+)+(?:[/?#:][^\s<]*)?/i;
  markdown.linkify.add('www.', {
    validate: (text: string, at: number) => {
      const match = rest.exec(text.slice(at));
      return match ? trimmedLength(match[0]) : 0;
    },
    normalize: (match: { url: string }) => {
      match.url = `http://${match.url}`;
    },
  });
  // A name behind an @ that no host can have makes no mail address.
  const match = markdown.linkify.match.bind(markdown.linkify);
  markdown.linkify.match = (text) => {
    const found = match(text)?.filter(({ schema, url }) => schema !== 'mailto:' || !/@[^?]*\+/.test(url)) ?? [];
    return found.length > 0 ? found : null;
  };
  // Nearly no text holds an address outside of its written links: this look saves the search for one, which is the largest cost
  // of reading plain words.
  let mayHoldAddress = false;
  markdown.core.ruler.before('linkify', 'look_for_addresses', ({ tokens }) => {
    mayHoldAddress = tokens.some(({ children }) =>
      children?.some(({ type, content }) => type === 'text' && addressMark.test(content)),
    );
  });
  const test = markdown.linkify.test.bind(markdown.linkify);
  markdown.linkify.test = (text) => mayHoldAddress && addressMark.test(text) && test(text);
  markdown.core.ruler.after('linkify', 'verbatim_addresses', (state) => {
    for (const { children } of state.tokens) {
      children?.forEach((token, at) => {
        const next = children[at + 1];
        if (token.type === 'link_open' && token.info === 'auto' && next) factsOf(next).verbatim = true;
      });
    }
  });
}

const addressMark = /\/\/|@|www\.|mailto:/i;

/** Length without trailing punctuation, a closing bracket that was not opened, and what looks like a character's name (`&copy;`). */
function trimmedLength(text: string): number {
  let end = text.length;
  for (;;) {
    const last = text[end - 1] ?? '';
    const named = last === ';' ? /&[a-z0-9]+;$/i.exec(text.slice(0, end))?.[0] : undefined;
    if (named !== undefined) {
      end -= named.length;
      continue;
    }
    const isOpenBracket = last === ')' && text.slice(0, end).split('(').length >= text.slice(0, end).split(')').length;
    if (isOpenBracket || !/[?!.,:*_~'")]/.test(last)) return end;
    end--;
  }
}
