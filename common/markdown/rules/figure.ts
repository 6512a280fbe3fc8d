import type { MarkdownIt, Token } from 'markdown-it';
import { factsOf, renderEnv } from '../environment.ts';
import { lineAttribute } from './source-lines.ts';

/**
 * A picture alone in a paragraph, linked or not, is a figure: its title, or `{caption="…"}`, is the caption, `{credit="…"}` the
 * credit; both may hold inline Markdown. Two or more alone in a paragraph are a gallery.
 */
export function figure(markdown: MarkdownIt): void {
  markdown.core.ruler.after('footnote_hoist', 'figure', (state) => {
    for (let at = 0; at + 2 < state.tokens.length; at++) {
      const open = state.tokens[at];
      const inline = state.tokens[at + 1];
      const close = state.tokens[at + 2];
      if (open?.type !== 'paragraph_open' || !inline?.children || !close || open.hidden) continue;
      const pictures = picturesOf(inline.children);
      if (!pictures) continue;
      const figures = pictures.flatMap((tokens) =>
        figureTokens(tokens, open, state.Token, (text) => inlineTokens(text, state)),
      );
      if (pictures.length > 1) figures.unshift(galleryToken('gallery_open', 1, open, pictures.length, state.Token));
      if (pictures.length > 1) figures.push(galleryToken('gallery_close', -1, open, pictures.length, state.Token));
      state.tokens.splice(at, 3, ...figures);
      at += figures.length - 1;
    }
  });
  markdown.renderer.rules.gallery_open = (tokens, index, _options, env, renderer) => {
    const token = tokens[index] as Token;
    return `<div${renderer.renderAttrs(token)}${lineAttribute(token, renderEnv(env))}>\n`;
  };
  markdown.renderer.rules.gallery_close = () => '</div>\n';
  markdown.renderer.rules.figure_open = (tokens, index, _options, env, renderer) => {
    const token = tokens[index] as Token;
    return `<figure${renderer.renderAttrs(token)}${lineAttribute(token, renderEnv(env))}>`;
  };
  markdown.renderer.rules.figure_close = () => '</figure>\n';
  markdown.renderer.rules.caption_open = () => '<figcaption>';
  markdown.renderer.rules.caption_close = () => '</figcaption>';
  markdown.renderer.rules.credit_open = (tokens, index) =>
    `${factsOf(tokens[index] as Token).isDone ? ' ' : ''}<small class="credit">`;
  markdown.renderer.rules.credit_close = () => '</small>';
}

/** The pictures, each with the link around it, when there is nothing else. */
function picturesOf(children: readonly Token[]): Token[][] | undefined {
  const pictures: Token[][] = [];
  for (let at = 0; at < children.length; at++) {
    const token = children[at] as Token;
    if (
      token.type === 'softbreak' ||
      token.type === 'hardbreak' ||
      (token.type === 'text' && token.content.trim() === '')
    )
      continue;
    if (token.type === 'image') pictures.push([token]);
    else if (
      token.type === 'link_open' &&
      children[at + 1]?.type === 'image' &&
      children[at + 2]?.type === 'link_close'
    ) {
      pictures.push(children.slice(at, at + 3));
      at += 2;
    } else return undefined;
  }
  return pictures.length > 0 ? pictures : undefined;
}

type TokenClass = new (type: string, tag: string, nesting: -1 | 0 | 1) => Token;

function figureTokens(picture: Token[], paragraph: Token, Kind: TokenClass, read: (text: string) => Token[]): Token[] {
  const image = picture.find((token) => token.type === 'image') as Token;
  const caption = take(image, 'caption') ?? take(image, 'title');
  const credit = take(image, 'credit');
  const open = blockToken(new Kind('figure_open', 'figure', 1), paragraph);
  for (const name of ['id', 'class', 'lang', 'dir']) {
    const value = take(image, name) ?? paragraph.attrGet(name);
    if (value !== null && value !== undefined) open.attrSet(name, value);
  }
  const close = blockToken(new Kind('figure_close', 'figure', -1), paragraph);
  const parts = [open, inlineToken(Kind, picture, paragraph)];
  if (caption || credit) {
    parts.push(new Kind('caption_open', 'figcaption', 1));
    if (caption) parts.push(inlineToken(Kind, read(caption), paragraph));
    if (credit) {
      const creditOpen = new Kind('credit_open', 'small', 1);
      factsOf(creditOpen).isDone = caption !== undefined;
      parts.push(creditOpen, inlineToken(Kind, read(credit), paragraph), new Kind('credit_close', 'small', -1));
    }
    parts.push(new Kind('caption_close', 'figcaption', -1));
  }
  return [...parts, close];
}

function take(image: Token, name: string): string | undefined {
  const at = image.attrIndex(name);
  if (at < 0) return undefined;
  const value = String(image.attrs?.[at]?.[1] ?? '').trim();
  image.attrs?.splice(at, 1);
  return value === '' ? undefined : value;
}

function inlineTokens(text: string, state: { md: MarkdownIt; env: Parameters<MarkdownIt['parseInline']>[1] }): Token[] {
  const tokens: Token[] = [];
  state.md.inline.parse(text, state.md, state.env, tokens);
  return tokens;
}

function inlineToken(Kind: TokenClass, children: Token[], paragraph: Token): Token {
  const token = blockToken(new Kind('inline', '', 0), paragraph);
  token.children = children;
  token.level = paragraph.level + 1;
  return token;
}

function blockToken(token: Token, paragraph: Token): Token {
  token.map = paragraph.map;
  token.block = true;
  token.level = paragraph.level;
  return token;
}

function galleryToken(type: string, nesting: 1 | -1, paragraph: Token, count: number, Kind: TokenClass): Token {
  const token = blockToken(new Kind(type, 'div', nesting), paragraph);
  token.attrJoin('class', `gallery gallery-${Math.min(count, 9)}`);
  const own = nesting > 0 ? paragraph.attrGet('class') : null;
  if (own !== null) token.attrJoin('class', String(own));
  return token;
}
