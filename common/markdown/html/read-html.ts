import { decodeReferences } from './escape.ts';

/** A part of raw HTML, as an author wrote it: nothing is checked yet. */
export type HtmlPart = HtmlText | HtmlOpen | HtmlClose;

/** Characters, references decoded. */
export interface HtmlText {
  readonly kind: 'text';
  readonly text: string;
}

/** A start tag; names in lower case, the first of equal attributes only, as browsers do. */
export interface HtmlOpen {
  readonly kind: 'open';
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
}

/** An end tag. */
export interface HtmlClose {
  readonly kind: 'close';
  readonly name: string;
}

/** Elements whose content is no text to read; it goes with them. */
const withoutContent: ReadonlySet<string> = new Set([
  ...[
    'script',
    'style',
    'template',
    'noscript',
    'noembed',
    'noframes',
    'iframe',
    'object',
    'applet',
    'svg',
    'math',
    'xmp',
    'plaintext',
  ],
  ...['textarea', 'select', 'title', 'head', 'frameset', 'portal', 'fencedframe'],
]);
const tagStartPattern = /<(\/?)([a-z][^\s/>]*)/iy;
const attributePattern = /([^\s"'<>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+)))?/g;
const skippedPattern = /<!--[\s\S]*?(?:-->|$)|<!\[CDATA\[[\s\S]*?(?:\]\]>|$)|<[!?][^>]*(?:>|$)/y;

/**
 * Reads raw HTML into its parts. Comments, declarations and the content of scripts, styles and foreign elements are left
 * out; what is no tag is text. Never fails; the work grows with the length only.
 */
export function readHtml(html: string): HtmlPart[] {
  const parts: HtmlPart[] = [];
  const lower = html.toLowerCase();
  let text = '';
  const push = (part: HtmlPart) => {
    if (text !== '') parts.push({ kind: 'text', text: decodeReferences(text) });
    text = '';
    parts.push(part);
  };
  for (let at = 0; at < html.length; ) {
    const next = html.indexOf('<', at);
    text += html.slice(at, next < 0 ? html.length : next);
    if (next < 0) break;
    const skipped = matchAt(skippedPattern, html, next);
    const start = skipped ? undefined : matchAt(tagStartPattern, html, next);
    if (!start) {
      if (!skipped) text += '<';
      at = next + (skipped?.[0].length ?? 1);
      continue;
    }
    const name = (start[2] ?? '').toLowerCase();
    const attributesFrom = next + start[0].length;
    const end = tagEnd(html, attributesFrom);
    if (end === undefined) {
      // A browser would swallow the rest; shown as text, the author sees where the tag was cut off.
      text += html.slice(next);
      break;
    }
    if (start[1] === '/') push({ kind: 'close', name });
    else push({ kind: 'open', name, attributes: readAttributes(html.slice(attributesFrom, end)) });
    at = start[1] !== '/' && withoutContent.has(name) ? contentEnd(lower, name, end + 1) : end + 1;
  }
  if (text !== '') parts.push({ kind: 'text', text: decodeReferences(text) });
  return parts;
}

/** Whether an element's content is left out with it. */
export function hidesContent(name: string): boolean {
  return withoutContent.has(name);
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text) ?? undefined;
}

function readAttributes(text: string): ReadonlyMap<string, string> {
  const attributes = new Map<string, string>();
  for (const match of text.matchAll(attributePattern)) {
    const name = (match[1] ?? '').toLowerCase();
    if (!attributes.has(name)) attributes.set(name, decodeReferences(match[2] ?? match[3] ?? match[4] ?? ''));
  }
  return attributes;
}

/** Position of the tag's `>`, quoted ones skipped. */
function tagEnd(html: string, from: number): number | undefined {
  for (let at = from; at < html.length; at++) {
    const character = html[at];
    if (character === '>') return at;
    if (character !== '"' && character !== "'") continue;
    const quoteEnd = html.indexOf(character, at + 1);
    if (quoteEnd >= 0) at = quoteEnd;
  }
  return undefined;
}

function contentEnd(lower: string, name: string, from: number): number {
  const close = lower.indexOf(`</${name}`, from);
  return close < 0 ? lower.length : close;
}
