import type { MarkdownIt, Token } from 'markdown-it';
import { type Found, factsOf, parseEnv } from '../environment.ts';
import { localAddress } from '../html/safe-url.ts';
import { plainText } from '../plain-text.ts';

/** Notes down the links and pictures of a block with their lines. Comes last. */
export function collect(markdown: MarkdownIt): void {
  markdown.core.ruler.push('collect', (state) => {
    const { found } = parseEnv(state.env);
    for (const tokens of [state.tokens, ...found.footnotes.map((note) => note.tokens)]) {
      for (const token of tokens) {
        if (token.type === 'inline' && token.children) collectInline(token.children, token.map?.[0] ?? 0, found);
        if (token.type === 'html_block') collectPieces(token, token.map?.[0] ?? 0, found);
      }
    }
  });
}

/** Inline tokens that a warning may name. */
const named: ReadonlySet<string> = new Set(['link_open', 'wiki_link', 'image', 'html_inline', 'math_inline']);

function collectInline(children: readonly Token[], firstLine: number, found: Found): void {
  let line = firstLine;
  for (const token of children) {
    if (token.type === 'softbreak' || token.type === 'hardbreak') line++;
    else if (token.type === 'link_open')
      found.links.push({ href: String(token.attrGet('href') ?? ''), form: 'address', line });
    else if (token.type === 'wiki_link') found.links.push({ href: token.content, form: 'title', line });
    else if (token.type === 'image') {
      found.images.push({
        src: localAddress(String(token.attrGet('src') ?? '')),
        alt: plainText(token.children ?? []),
        line,
      });
    } else if (token.type === 'html_inline') collectPieces(token, line, found);
    if (named.has(token.type)) factsOf(token).line = line;
  }
}

function collectPieces(token: Token, line: number, found: Found): void {
  for (const piece of factsOf(token).pieces ?? []) {
    if (piece.kind !== 'open') continue;
    const src = piece.attributes.get('src');
    const href = piece.attributes.get('href');
    if (src !== undefined) found.images.push({ src: localAddress(src), alt: piece.attributes.get('alt') ?? '', line });
    if (piece.name === 'a' && href !== undefined) found.links.push({ href, form: 'address', line });
  }
}
