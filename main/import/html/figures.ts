import { isPlaceholder } from './embedded-picture.ts';
import { destination, type ElementTools, fileNameOf, first, type HtmlNode, hasClass, oneLine } from './html-node.ts';

/** Words that name who made a picture; what follows them is a credit, not a caption. */
const creditWords =
  /^(.*?)([\s,.;–—|(-]*)((?:\b(?:photo(?:graph)?s?|pictures?|images?|fotos?|bild(?:er)?|credits?)(?:\s+credits?)?(?:\s*:|\s+(?:by|von)\b:?)|©)\s*\S.*)$/i;

/** A picture's words, as Markdown on one line. */
interface FigureWords {
  readonly caption: string;
  readonly credit: string;
}

const noWords: FigureWords = { caption: '', credit: '' };

/** A figure: one picture with caption and credit, a gallery, a player, or something else whose caption stays below it. */
export function figure(content: string, node: HtmlNode, tools: ElementTools): string {
  const player = first(node, 'audio, video');
  if (player !== undefined) return mediaPlayer(player, tools, wordsOf(node, tools).caption);
  const images = Array.from(node.querySelectorAll('img'));
  const [image] = images;
  // A gallery is a figure of figures; what nests deeper was converted on the way up.
  if (first(node, 'figure figure figure') !== undefined) return block(content);
  if (images.length > 1 || hasClass(node, 'gallery'))
    return images.length === 0 ? block(content) : gallery(node, tools);
  const hasMore = first(node, 'table, blockquote, pre, iframe') !== undefined;
  if (image === undefined || hasMore) return block(content);
  return block(linked(image, node, picture(image, tools, wordsOf(node, tools)), tools));
}

/** Pictures that stand together: one paragraph of them is a gallery. Its own caption follows. */
export function gallery(node: HtmlNode, tools: ElementTools): string {
  const wordsByPlace = new Map<HtmlNode, FigureWords>();
  const pictures = Array.from(node.querySelectorAll('img')).map((image) => {
    const own = closest(image, 'FIGURE');
    const place = own === undefined || own === node ? closest(image, 'LI') : own;
    const words = place === undefined || place === node ? noWords : (wordsByPlace.get(place) ?? wordsOf(place, tools));
    if (place !== undefined) wordsByPlace.set(place, words);
    return linked(image, node, picture(image, tools, words), tools);
  });
  const words = Array.from(node.childNodes)
    .filter(({ nodeName }) => nodeName === 'FIGCAPTION')
    .map(({ innerHTML }) => tools.inline(innerHTML));
  return block([pictures.filter((text) => text !== '').join('\n'), ...words].join('\n\n'));
}

/** Where an image's address stands; the later ones are what scripts show once the picture comes into view. */
const pictureAddresses = ['src', 'data-src', 'data-lazy-src', 'data-original'] as const;

function isShown(address: string): boolean {
  return address !== '' && !isPlaceholder(address);
}

/** `![alt](address "caption"){credit="…"}`. Nothing for a picture without an address. */
export function picture(node: HtmlNode, { rewriteUrl }: ElementTools, words = noWords): string {
  const source = pictureAddresses.map((name) => node.getAttribute(name) ?? '').find(isShown) ?? '';
  if (source === '') return '';
  const alt = oneLine(node.getAttribute('alt') ?? '').replace(/([[\]\\])/g, '\\$1');
  const { caption: text, credit } = words;
  const title = text === '' ? '' : ` "${quoted(text)}"`;
  const attribute = credit === '' ? '' : `{credit="${quoted(credit)}"}`;
  return `![${alt}](${destination(rewriteUrl(source) ?? source)}${title})${attribute}`;
}

/** A sound or film stays a player, which Markdown has no form for; its words stay with it. */
export function mediaPlayer(node: HtmlNode, { rewriteUrl }: ElementTools, words = ''): string {
  const inner = first(node, 'source');
  const address = node.getAttribute('src') ?? inner?.getAttribute('src') ?? '';
  if (address === '') return '';
  const name = node.nodeName.toLowerCase();
  const player = `<${name} controls src="${attributeText(rewriteUrl(address) ?? address)}"></${name}>`;
  return block(words === '' ? `<div>${player}</div>` : `<figure>${player}<figcaption>${words}</figcaption></figure>`);
}

/** A frame of another site as a link to it, with the title it has. */
export function embed(node: HtmlNode, { rewriteUrl }: ElementTools): string {
  const address = node.getAttribute('src') ?? node.getAttribute('data') ?? '';
  if (address === '') return '';
  const title = oneLine(node.getAttribute('title') ?? '') || shortAddress(address);
  return block(`[${title.replace(/([[\]\\])/g, '\\$1')}](${destination(rewriteUrl(address) ?? address)})`);
}

/** An address as it can be read: without scheme and `www.`. */
export function shortAddress(address: string): string {
  if (!URL.canParse(address)) return fileNameOf(address);
  const { hostname, pathname, search } = new URL(address);
  return `${hostname.replace(/^www\./, '')}${pathname === '/' ? '' : pathname}${search}`.replace(/_/g, '\\_');
}

/** A picture that links to its own larger file is just the picture: readers get the size that fits them. */
function linked(image: HtmlNode, top: HtmlNode, text: string, { rewriteUrl }: ElementTools): string {
  const link = closest(image, 'A');
  const address = link === undefined || link === top ? '' : (link.getAttribute('href') ?? '');
  const isFile = /\.(jpe?g|png|gif|webp|avif|svg)$/i.test(address.split(/[?#]/, 1)[0] ?? '');
  if (address === '' || isFile || text === '') return text;
  const target = rewriteUrl(address) ?? address;
  return /\.(jpe?g|png|gif|webp|avif|svg)$/i.test(target) ? text : `[${text}](${destination(target)})`;
}

/** What stands below a picture, its credit apart: in an element of its own, or told by the words before it. */
function wordsOf(node: HtmlNode, tools: ElementTools): FigureWords {
  const found = first(node, 'figcaption, .wp-caption-text, .gallery-caption');
  // Words that no element names as a caption are words all the same.
  if (found === undefined)
    return { caption: tools.inline(node.innerHTML.replace(/<(?:img|source)\b[^>]*>/gi, '')), credit: '' };
  const own = first(found, 'small.credit');
  if (own !== undefined) {
    return { caption: tools.inline(found.innerHTML.replace(own.outerHTML, '')), credit: tools.inline(own.innerHTML) };
  }
  const words = tools.inline(found.innerHTML);
  const parts = creditWords.exec(words);
  if (parts === null) return { caption: words, credit: '' };
  const isInBrackets = parts[2]?.includes('(') === true;
  return { caption: parts[1] ?? '', credit: (parts[3] ?? '').replace(isInBrackets ? /\)$/ : /$/, '') };
}

function closest(node: HtmlNode, name: string): HtmlNode | undefined {
  for (let parent = node.parentNode; parent !== null; parent = parent.parentNode) {
    if (parent.nodeName === name) return parent;
  }
  return undefined;
}

function quoted(text: string): string {
  return text.replace(/(["\\])/g, '\\$1');
}

function attributeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '%22');
}

function block(text: string): string {
  return `\n\n${text.trim()}\n\n`;
}
