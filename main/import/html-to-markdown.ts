import TurndownService from 'turndown';
import { gfm } from 'turndown-plugin-gfm';

/** What the conversion must be told, besides the HTML. */
export interface HtmlConversion {
  /** The new address of a link or picture; the old one is kept when it answers undefined. */
  readonly rewriteUrl: (url: string) => string | undefined;
}

/** Elements that Markdown has no form for and that stay in the text as HTML, so that nothing is dropped unseen. */
const keptElements = [
  'details',
  'summary',
  'kbd',
  'sub',
  'sup',
  'u',
  'ins',
  'small',
  'abbr',
  'mark',
  'ruby',
  'rt',
  'rp',
];

/**
 * Turns an HTML fragment into clean Markdown of the dialect that Offprint renders: figures with captions, fenced code with
 * its language, GFM tables and task lists. Never runs or fetches anything: the HTML is parsed in an inert document.
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
  service.use(gfm);
  service.keep((node) => keptElements.includes(node.nodeName.toLowerCase()));
  service.remove(['script', 'style', 'noscript']);
  service.addRule('figure', { filter: 'figure', replacement: (content, node) => figure(content, node, rewriteUrl) });
  service.addRule('picture', { filter: 'img', replacement: (_content, node) => picture(node, rewriteUrl) });
  service.addRule('link', {
    filter: (node) => node.nodeName === 'A' && node.getAttribute('href') !== null,
    replacement: (content, node) => link(content, node, rewriteUrl),
  });
  service.addRule('code', { filter: 'pre', replacement: (_content, node) => codeBlock(node) });
  service.addRule('embed', {
    filter: (node) => ['IFRAME', 'EMBED', 'OBJECT', 'VIDEO', 'AUDIO'].includes(node.nodeName),
    replacement: (_content, node) => embed(node, rewriteUrl),
  });
  service.addRule('strike', {
    filter: (node) => ['DEL', 'S', 'STRIKE'].includes(node.nodeName),
    replacement: (content) => (content.trim() === '' ? content : `~~${content}~~`),
  });
  service.addRule('comment', {
    filter: (node) => node.nodeName === 'OFFPRINT-MORE',
    replacement: () => '\n\n<!--more-->\n\n',
  });
  return tidy(service.turndown(html.replace(/<!--\s*more(?:\s[^>]*)?-->/g, '<offprint-more>&#8203;</offprint-more>')));
}

/** What is used of an element of the parser's inert document; this side of the program has no types of the browser. */
interface HtmlNode {
  readonly nodeName: string;
  readonly textContent: string | null;
  getAttribute(name: string): string | null;
  querySelector(selector: string): HtmlNode | null;
  querySelectorAll(selector: string): ArrayLike<HtmlNode>;
}

type Rewrite = HtmlConversion['rewriteUrl'];

function figure(content: string, node: HtmlNode, rewriteUrl: Rewrite): string {
  const caption = textOf(node.querySelector('figcaption'));
  const image = node.querySelector('img');
  const isOnePicture = image !== null && node.querySelectorAll('img').length === 1;
  if (!isOnePicture) return `\n\n${content.trim()}\n\n`;
  return `\n\n${picture(image, rewriteUrl, caption)}\n\n`;
}

function picture(node: HtmlNode, rewriteUrl: Rewrite, caption = ''): string {
  const source = node.getAttribute('src') ?? '';
  if (source === '') return '';
  const alt = oneLine(node.getAttribute('alt') ?? '').replace(/([[\]\\])/g, '\\$1');
  const title = caption === '' ? '' : ` "${caption.replace(/(["\\])/g, '\\$1')}"`;
  return `![${alt}](${destination(rewriteUrl(source) ?? source)}${title})`;
}

function link(content: string, node: HtmlNode, rewriteUrl: Rewrite): string {
  const address = node.getAttribute('href') ?? '';
  // A picture that links to its own larger file is just the picture: readers get the size that fits them.
  const onlyPicture = /^\s*!\[[^\]]*\]\([^)]*\)\s*$/.test(content);
  if (onlyPicture && /\.(jpe?g|png|gif|webp|avif)$/i.test(address.split(/[?#]/, 1)[0] ?? '')) return content;
  if (content.trim() === '') return '';
  return `[${content.trim()}](${destination(rewriteUrl(address) ?? address)})`;
}

function codeBlock(node: HtmlNode): string {
  const code = (node.textContent ?? '').replace(/\n$/, '');
  const inner = node.querySelector('code');
  const names = `${node.getAttribute('class') ?? ''} ${inner?.getAttribute('class') ?? ''}`;
  const language =
    node.getAttribute('data-language') ?? /(?:language-|lang[-:]|brush:\s*)([\w#+-]+)/.exec(names)?.[1] ?? '';
  const longest = Math.max(2, ...[...code.matchAll(/^\s*(`{3,})/gm)].map((run) => run[1]?.length ?? 0));
  const fence = '`'.repeat(longest + 1);
  return `\n\n${fence}${language}\n${code}\n${fence}\n\n`;
}

function embed(node: HtmlNode, rewriteUrl: Rewrite): string {
  const inner = node.querySelector('source, embed');
  const address = node.getAttribute('src') ?? node.getAttribute('data') ?? inner?.getAttribute('src') ?? '';
  if (address === '') return '';
  const isFile = ['VIDEO', 'AUDIO'].includes(node.nodeName);
  const title = oneLine(node.getAttribute('title') ?? '') || (isFile ? fileNameOf(address) : hostOf(address));
  return `\n\n[${title}](${destination(rewriteUrl(address) ?? address)})\n\n`;
}

/** Writes an address so that Markdown reads all of it. */
function destination(url: string): string {
  const address = url.trim();
  return /[\s()<>]/.test(address) ? `<${address.replace(/[<>\n]/g, (found) => encodeURIComponent(found))}>` : address;
}

function hostOf(address: string): string {
  return URL.canParse(address) ? new URL(address).hostname.replace(/^www\./, '') : fileNameOf(address);
}

function fileNameOf(address: string): string {
  return address.split(/[?#]/, 1)[0]?.split('/').at(-1) ?? address;
}

function textOf(node: HtmlNode | null): string {
  return oneLine(node?.textContent ?? '');
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

function tidy(markdown: string): string {
  const text = markdown.replace(/\u200b/g, '').replace(/[ \t]+$/gm, (spaces) => (spaces === '  ' ? spaces : ''));
  return `${text.replace(/\n{3,}/g, '\n\n').trim()}\n`;
}
