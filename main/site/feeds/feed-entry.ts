import type { BodySource } from '../body.ts';
import type { CardView } from '../views.ts';
import { xmlCdata, xmlText } from './xml-text.ts';

/**
 * A post as feeds carry it, in UTF-8: written once, when its page is made, however many feeds have it. It lies in memory that threads
 * share, so that none has to copy it for another.
 */
export interface FeedEntry {
  readonly atom: Uint8Array;
  readonly json: Uint8Array;
}

/** Writes a post with its text from the HTML of its page. `otherwise` is the time of a post without one. */
export function feedEntry(card: CardView, source: BodySource, html: string, otherwise: string): FeedEntry {
  const text = elsewhereHtml(card, source, html);
  return inSharedMemory(atomEntry(card, text, otherwise), jsonEntry(card, text));
}

/** Whether a post says when it is from; what does not takes the time of its feed. */
export function isDated({ date, updated }: CardView): boolean {
  return date !== null || updated !== null;
}

function inSharedMemory(atom: string, json: string): FeedEntry {
  const atomSize = Buffer.byteLength(atom);
  const bytes = Buffer.from(new SharedArrayBuffer(atomSize + Buffer.byteLength(json)));
  bytes.write(atom, 0);
  bytes.write(json, atomSize);
  return { atom: bytes.subarray(0, atomSize), json: bytes.subarray(atomSize) };
}

function atomEntry(card: CardView, html: string, otherwise: string): string {
  const published = card.date?.iso ?? card.updated?.iso ?? otherwise;
  const author = card.author === null ? '' : `\n    <author><name>${xmlText(card.author.title)}</name></author>`;
  const summary = card.description === '' ? '' : `\n    <summary>${xmlText(card.description)}</summary>`;
  const terms = [...card.categories, ...card.tags]
    .map((term) => `\n    <category term="${xmlText(term.title)}"/>`)
    .join('');
  return `  <entry xml:lang="${xmlText(card.language)}">
    <title>${xmlText(card.title)}</title>
    <link href="${xmlText(card.url)}"/>
    <id>${xmlText(card.url)}</id>
    <published>${published}</published>
    <updated>${card.updated?.iso ?? published}</updated>${author}${summary}${terms}
    <content type="html">${xmlCdata(html)}</content>
  </entry>\n`;
}

/** As JSON looks two steps deep. */
function jsonEntry(card: CardView, html: string): string {
  const fields = Object.entries({
    id: card.url,
    url: card.url,
    title: card.title,
    content_html: html,
    ...(card.description === '' ? {} : { summary: card.description }),
    ...(card.cover === null ? {} : { image: card.cover.url }),
    ...(card.date === null ? {} : { date_published: card.date.iso }),
    ...(card.updated === null ? {} : { date_modified: card.updated.iso }),
    ...(card.author === null ? {} : { authors: [{ name: card.author.title }] }),
    ...(card.categories.length + card.tags.length === 0
      ? {}
      : { tags: [...card.categories, ...card.tags].map((term) => term.title) }),
    language: card.language,
  }).map(([name, value]) => `"${name}": ${typeof value === 'string' ? JSON.stringify(value) : indented(value)}`);
  return `{\n   ${fields.join(',\n   ')}\n  }`;
}

function indented(value: unknown): string {
  return JSON.stringify(value, undefined, 1).replaceAll('\n', '\n   ');
}

/** A post's text for reading elsewhere, from the HTML of its page: its cover, whole addresses, one form of each picture. */
function elsewhereHtml(card: CardView, source: BodySource, html: string): string {
  return coverHtml(card, source) + forElsewhere(html, card.url);
}

/**
 * HTML of a text with whole addresses and each picture in its plain form. The renderer writes every attribute in double
 * quotes and never a double quote in text, so what is found here is an attribute.
 */
function forElsewhere(html: string, pageUrl: string): string {
  const origin = originOf(pageUrl);
  const plain = html.replace(/<a class="heading-anchor"[^>]*><\/a>/g, '');
  const bare = /<(?:picture|img|video|audio)/.test(plain) ? withoutForms(plain) : plain;
  const whole = bare.includes('="/') ? bare.replace(/ (href|src|poster)="\/(?!\/)/g, ` $1="${xmlText(origin)}/`) : bare;
  return whole.replace(/ href="#/g, ` href="${xmlText(pageUrl)}#`);
}

let lastOrigin = '';

/** All pages of a blog have the same one, and to take an address apart takes a third of the time of a text. */
function originOf(pageUrl: string): string {
  if (lastOrigin === '' || !pageUrl.startsWith(`${lastOrigin}/`)) lastOrigin = new URL(pageUrl).origin;
  return lastOrigin;
}

function withoutForms(html: string): string {
  return html.replace(/<source\b[^>]*>|<\/?picture>/g, '').replace(/ (?:srcset|sizes|loading|decoding)="[^"]*"/g, '');
}

function coverHtml({ cover }: CardView, { pictures }: BodySource): string {
  if (cover === null || Object.values(pictures).some((picture) => picture.src === cover.src)) return '';
  const size = (name: string, value: number | undefined) => (value === undefined ? '' : ` ${name}="${value}"`);
  const sizes = size('width', cover.width) + size('height', cover.height);
  return `<p><img src="${xmlText(cover.url)}" alt="${xmlText(cover.alt)}"${sizes}></p>\n`;
}
