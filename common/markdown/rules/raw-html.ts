import type { MarkdownIt, Token } from 'markdown-it';
import { type Found, factsOf, type Pairing, parseEnv, type RenderEnv, renderEnv } from '../environment.ts';
import { isAddressAttribute } from '../html/allowlist.ts';
import { escapeHtml } from '../html/escape.ts';
import { type ClosePiece, type HtmlPiece, type OpenPiece, readPieces } from '../html/pieces.ts';
import { hidesContent } from '../html/read-html.ts';
import { isSafeUrl, localAddress } from '../html/safe-url.ts';
import { hrefAttributes } from './link.ts';
import { pictureHtml } from './picture.ts';

type Place = 'block' | 'inline';

/**
 * Raw HTML in a text: read, reduced to an allowlist, and paired, so that what is written is well nested by construction.
 * An element that is open when the quote, list item or paragraph around it ends is closed there; only at the outer level
 * may its end tag stand in a later block.
 */
export function rawHtml(markdown: MarkdownIt): void {
  markdown.core.ruler.push('raw_html', (state) => {
    if (!holdsHtml(state.tokens)) return;
    const { found } = parseEnv(state.env);
    const { tokens, open } = pairTokens(state.tokens, 'block', found);
    state.tokens = tokens;
    const outer = tokens.filter((token) => token.level === 0 && token.type === 'html_block');
    const alone = outer
      .flatMap((token) => factsOf(token).pieces ?? [])
      .filter((piece) => piece.kind !== 'text' && piece.state === 'alone');
    found.unpaired.push(...alone);
    if (outer.length === 0) for (const piece of open) piece.state = 'dropped';
    if (tokens[0]?.type === 'html_block' && /^<!--\s*more\b/i.test(tokens[0].content)) found.isMore = true;
  });
  markdown.renderer.rules.html_block = (tokens, index, _options, env) => {
    const token = tokens[index];
    return token ? renderPieces(factsOf(token).pieces ?? [], token, renderEnv(env)) : '';
  };
  markdown.renderer.rules.html_inline = markdown.renderer.rules.html_block;
}

/** Most blocks hold none, and there is nothing to do for them. */
function holdsHtml(tokens: readonly Token[]): boolean {
  for (const { type, children } of tokens) {
    if (type === 'html_inline' || type === 'html_block' || (type === 'inline' && children && holdsHtml(children)))
      return true;
  }
  return false;
}

/** Pairs the tags among the tokens of one level and, by itself, within each container; answers what the outer level left open. */
function pairTokens(tokens: readonly Token[], place: Place, found: Found): { tokens: Token[]; open: OpenPiece[] } {
  const result: Token[] = [];
  const outer: OpenPiece[] = [];
  const containers: OpenPiece[][] = [];
  let hiddenUntil: string | undefined;
  let line = 0;
  for (const token of tokens) {
    line = token.map?.[0] ?? factsOf(token).line ?? line;
    // What opens or closes an element of ours is kept: else emphasis that reaches into a script would never end.
    if (hiddenUntil !== undefined && token.nesting === 0) {
      if (token.content.toLowerCase().startsWith(hiddenUntil)) hiddenUntil = undefined;
      continue;
    }
    if (token.nesting < 0) result.push(...closing(containers.pop() ?? [], token));
    if (token.type === 'html_block' || token.type === 'html_inline') {
      hiddenUntil = place === 'inline' ? endOfHidden(token, tokens) : undefined;
      const pieces = readPieces(token.content, place, (subject) =>
        found.warnings.push({ kind: 'removed-html', subject, line }),
      );
      pair(pieces, containers.at(-1) ?? outer, place === 'inline' || containers.length > 0);
      factsOf(token).pieces = pieces;
    } else if (token.type === 'inline' && token.children) {
      const inner = pairTokens(token.children, 'inline', found);
      token.children = [...inner.tokens, ...closing(inner.open, token)];
    }
    result.push(token);
    if (token.nesting > 0) containers.push([]);
  }
  return { tokens: result, open: outer };
}

/** What was opened after a start tag that ends now, and is open still, could only be closed by guessing: it is dropped. */
function pair(pieces: readonly HtmlPiece[], open: OpenPiece[], isWhole: boolean): void {
  for (const piece of pieces) {
    if (piece.kind === 'open' && piece.state === 'alone') open.push(piece);
    if (piece.kind !== 'close' || piece.state !== 'alone') continue;
    const at = open.findLastIndex((candidate) => candidate.name === piece.name);
    if (at >= 0) {
      const [partner, ...between] = open.splice(at);
      if (partner) partner.state = 'paired';
      for (const lost of between) lost.state = 'dropped';
      piece.state = 'paired';
    } else if (isWhole) {
      piece.state = 'dropped';
    }
  }
}

/** End tags for what is open where a container ends. */
function closing(open: readonly OpenPiece[], end: Token): Token[] {
  if (open.length === 0) return [];
  const pieces: ClosePiece[] = [];
  for (const piece of open.toReversed()) {
    piece.state = 'paired';
    pieces.push({ kind: 'close', name: piece.name, state: 'paired' });
  }
  const token = Object.assign(Object.create(Object.getPrototypeOf(end)) as Token, {
    ...end,
    type: 'html_inline',
    nesting: 0,
    children: null,
  });
  token.map = null;
  token.meta = { pieces };
  return [token];
}

/** The end tag up to which the words after a `<script>` in a paragraph are left out; undefined when it has none. */
function endOfHidden(token: Token, tokens: readonly Token[]): string | undefined {
  const name = /^<([a-z]+)/i.exec(token.content)?.[1]?.toLowerCase();
  if (name === undefined || !hidesContent(name)) return undefined;
  const end = `</${name}`;
  const later = tokens.slice(tokens.indexOf(token) + 1);
  return later.some((other) => other.type === 'html_inline' && other.content.toLowerCase().startsWith(end))
    ? end
    : undefined;
}

function renderPieces(pieces: readonly HtmlPiece[], token: Token, env: RenderEnv): string {
  const late: string[] = [];
  const html = pieces.map((piece) => {
    if (piece.kind === 'text') return escapeHtml(piece.text);
    const pairing: Pairing | undefined = piece.state === 'paired' ? 'paired' : env.pairings.get(piece);
    if (pairing === undefined) return '';
    if (piece.kind === 'close') return `</${piece.name}>`;
    if (pairing === 'closed-here') late.unshift(`</${piece.name}>`);
    return piece.name === 'img'
      ? authorsPicture(piece, token, env)
      : `<${piece.name}${attributesHtml(piece, token, env)}>`;
  });
  return html.join('') + late.join('');
}

function authorsPicture(piece: OpenPiece, token: Token, env: RenderEnv): string {
  const { src = '', alt = '', ...others } = Object.fromEntries(piece.attributes);
  return pictureHtml({ src: localAddress(src), alt, attributes: Object.entries(others), token }, env);
}

function attributesHtml(piece: OpenPiece, token: Token, env: RenderEnv): string {
  return [...piece.attributes]
    .map(([name, value]) => {
      if (piece.name === 'a' && name === 'href')
        return hrefAttributes(value, 'address', token, env, piece.attributes.get('class'));
      if (piece.name === 'a' && name === 'class' && piece.attributes.has('href')) return '';
      if (isAddressAttribute(name)) return mediaAddress(name, value, env);
      if (name === 'target') return value === '_blank' ? ' target="_blank" rel="noopener"' : '';
      return name === 'rel' && piece.attributes.has('target') ? '' : ` ${name}="${escapeHtml(value)}"`;
    })
    .join('');
}

function mediaAddress(name: string, value: string, env: RenderEnv): string {
  const address = env.context.resolvePicture(localAddress(value))?.src ?? value;
  return isSafeUrl(address, name === 'cite' ? 'link' : 'media') ? ` ${name}="${escapeHtml(address)}"` : '';
}
