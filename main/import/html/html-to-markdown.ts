import TurndownService from 'turndown';
import { highlightedCodeBlock, taskListItems } from 'turndown-plugin-gfm';
import { boundNesting } from './bound-nesting.ts';
import { codeBlock } from './code-blocks.ts';
import { embed, figure, gallery, mediaPlayer, picture } from './figures.ts';
import {
  destination,
  type ElementTools,
  first,
  type HtmlNode,
  hasClass,
  oneLine,
  type RewriteUrl,
  rewriteAttributes,
} from './html-node.ts';
import { table } from './tables.ts';

/** What the conversion must be told, besides the HTML. */
export interface HtmlConversion {
  readonly rewriteUrl: RewriteUrl;
}

/** Elements that Markdown has no form for and that stay in the text as HTML, so that nothing is dropped unseen. */
const keptElements = ['DETAILS', 'KBD', 'SUB', 'SUP', 'U', 'INS', 'SMALL', 'ABBR', 'MARK', 'RUBY', 'FORM'];

/**
 * Turns an HTML fragment into clean Markdown of the dialect that Offprint renders: figures with captions and credits, galleries,
 * fenced code with its language, tables, definition lists. Never runs or fetches anything: the HTML is parsed in an inert
 * document. Scripts and styles do not come over; `activeElementsIn` names them.
 */
export function htmlToMarkdown(html: string, { rewriteUrl }: HtmlConversion): string {
  const service = new TurndownService({
    headingStyle: 'atx',
    hr: '---',
    bulletListMarker: '-',
    codeBlockStyle: 'fenced',
    emDelimiter: '*',
    strongDelimiter: '**',
    linkStyle: 'inlined',
  });
  const tools: ElementTools = { rewriteUrl, inline: (inner) => oneLine(service.turndown(inner)) };
  const escapeMarkdown = service.escape.bind(service);
  service.escape = (text) => escapeDialect(escapeMarkdown(text));
  addRules(service, tools);
  const prepared = boundNesting(html)
    .replace(/<!--\s*more(?:\s[^>]*)?-->/g, '<offprint-more>&#8203;</offprint-more>')
    .replace(/<pre\b[^>]*>[\s\S]*?<\/pre>/gi, (found) => found.replace(/<br\s*\/?>/gi, '\n'));
  return tidy(service.turndown(prepared));
}

/** Signs that mean something in our dialect, or begin HTML, and that stand for themselves in a text. */
function escapeDialect(text: string): string {
  const hasFormula = (text.match(/\$/g) ?? []).length > 1;
  return text
    .replace(/<(?=[a-z/!?])/gi, '\\<')
    .replace(/&(?=#?\w+;)/g, '\\&')
    .replace(/\{(?=[#.:\w][^{}\n]*\}\s*$)/g, '\\{')
    .replace(/==(?=\S)/g, '\\==')
    .replace(/^:::/gm, '\\:::')
    .replace(hasFormula ? /\$/g : /(?!)/g, '\\$');
}

/** Names of elements that act rather than say something and are left out of the text: scripts and the like. */
export function activeElementsIn(html: string): readonly string[] {
  const shown = html.replace(/<(pre|code|textarea)\b[^>]*>[\s\S]*?<\/\1>/gi, '');
  return [
    ...new Set([...shown.matchAll(/<(script|style|noscript)\b/gi)].map((found) => (found[1] ?? '').toLowerCase())),
  ];
}

function addRules(service: TurndownService, tools: ElementTools): void {
  const { rewriteUrl } = tools;
  // Tables and strokes have rules of their own below; the plugin's table rule fails on a comment between cells.
  service.use([highlightedCodeBlock, taskListItems]);
  service.remove(['script', 'style', 'noscript']);
  const add = (
    name: string,
    matches: (node: HtmlNode) => boolean,
    write: (content: string, node: HtmlNode) => string,
  ) =>
    service.addRule(name, {
      filter: (node) => matches(node),
      replacement: (content, node) => write(content, node as HtmlNode),
    });
  add(
    'kept',
    ({ nodeName }) => keptElements.includes(nodeName),
    (_, node) => kept(node, tools),
  );
  add(
    'table',
    ({ nodeName }) => nodeName === 'TABLE',
    (_, node) => table(node, tools),
  );
  add(
    'figure',
    ({ nodeName }) => nodeName === 'FIGURE',
    (content, node) => figure(content, node, tools),
  );
  add('gallery', isGallery, (_, node) => gallery(node, tools));
  add(
    'picture',
    ({ nodeName }) => nodeName === 'IMG',
    (_, node) => picture(node, tools),
  );
  add(
    'link',
    (node) => node.nodeName === 'A' && node.getAttribute('href') !== null,
    (content, node) => link(content, node, rewriteUrl),
  );
  add(
    'code',
    ({ nodeName }) => nodeName === 'PRE',
    (_, node) => codeBlock(node),
  );
  add(
    'player',
    ({ nodeName }) => nodeName === 'VIDEO' || nodeName === 'AUDIO',
    (_, node) => mediaPlayer(node, tools),
  );
  add(
    'embed',
    ({ nodeName }) => ['IFRAME', 'EMBED', 'OBJECT'].includes(nodeName),
    (_, node) => embed(node, tools),
  );
  add(
    'strike',
    ({ nodeName }) => ['DEL', 'S', 'STRIKE'].includes(nodeName),
    (content) => (content.trim() === '' ? content : `~~${content}~~`),
  );
  const places = new WeakMap<HtmlNode, ReadonlyMap<HtmlNode, number>>();
  add(
    'item',
    ({ nodeName }) => nodeName === 'LI',
    (content, node) => listItem(content, node, places),
  );
  add(
    'term',
    ({ nodeName }) => nodeName === 'DT',
    (content) => `\n\n${oneLine(content)}\n`,
  );
  add(
    'definition',
    ({ nodeName }) => nodeName === 'DD',
    (content) => `: ${content.trim().replace(/\n/g, '\n  ')}\n`,
  );
  add(
    'more',
    ({ nodeName }) => nodeName === 'OFFPRINT-MORE',
    () => '\n\n<!--more-->\n\n',
  );
  add(
    'note',
    ({ nodeName }) => nodeName === 'OFFPRINT-NOTE',
    (_, node) => `[^${node.getAttribute('name') ?? ''}]`,
  );
}

function isGallery(node: HtmlNode): boolean {
  const isGroup = node.nodeName === 'UL' || node.nodeName === 'DIV';
  const isPlainGallery = /(?:^|\s)gallery(?:\s|$)/.test(node.getAttribute('class') ?? '');
  const isNamed =
    isPlainGallery ||
    hasClass(node, 'blocks-gallery') ||
    hasClass(node, 'wp-block-gallery') ||
    hasClass(node, 'tiled-gallery');
  return isGroup && isNamed && first(node, 'img') !== undefined;
}

/** An element that stays HTML; where it stands for itself it gets room, so that Markdown takes it as a block. */
function kept(node: HtmlNode, { rewriteUrl }: ElementTools): string {
  const html = rewriteAttributes(node.outerHTML, rewriteUrl);
  return node.nodeName === 'DETAILS' || node.nodeName === 'FORM' ? `\n\n${html}\n\n` : html;
}

function link(content: string, node: HtmlNode, rewriteUrl: RewriteUrl): string {
  const address = node.getAttribute('href') ?? '';
  // A picture that links to its own larger file is just the picture: readers get the size that fits them.
  const onlyPicture = /^\s*!\[[^\]]*\]\([^)]*\)\s*$/.test(content);
  if (onlyPicture && /\.(jpe?g|png|gif|webp|avif)$/i.test(address.split(/[?#]/, 1)[0] ?? '')) return content;
  if (content.trim() === '') return '';
  // The block editor puts a second link, "Download", behind each file.
  if (hasClass(node, 'wp-block-file__button')) return '';
  const [before, after] = [/^\s/.test(content) ? ' ' : '', /\s$/.test(content) ? ' ' : ''];
  return `${before}[${content.trim()}](${destination(rewriteUrl(address) ?? address)})${after}`;
}

function listItem(content: string, node: HtmlNode, places: WeakMap<HtmlNode, ReadonlyMap<HtmlNode, number>>): string {
  const list = node.parentNode;
  // Each list is counted once, however many items it has.
  const items = (list === null ? undefined : places.get(list)) ?? itemsOf(list);
  if (list !== null) places.set(list, items);
  const start = Number(list?.getAttribute('start') ?? 1);
  const at = items.get(node) ?? 0;
  const mark = list?.nodeName === 'OL' ? `${(Number.isSafeInteger(start) ? start : 1) + at}. ` : '- ';
  const text = content
    .replace(/^\n+|\n+$/g, '')
    .replace(/^(.*)\n\n(?=(?:-|\d+\.) )/, '$1\n')
    .replace(/\n(?!\n|$)/g, `\n${' '.repeat(mark.length)}`);
  return `${mark}${text}${at < items.size - 1 ? '\n' : ''}`;
}

function itemsOf(list: HtmlNode | null): ReadonlyMap<HtmlNode, number> {
  const items = Array.from(list?.childNodes ?? []).filter(({ nodeName }) => nodeName === 'LI');
  return new Map(items.map((item, at) => [item, at]));
}

function tidy(markdown: string): string {
  const text = markdown.replace(/\u200b/g, '').replace(/[ \t]+$/gm, (spaces) => (spaces === '  ' ? spaces : ''));
  return `${text.replace(/\n{3,}/g, '\n\n').trim()}\n`;
}
