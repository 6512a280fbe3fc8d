import type { BodySource } from '../body.ts';
import type { FeedSource } from '../page-task.ts';
import type { CardView } from '../views.ts';

/** A post's text for reading elsewhere, from the HTML of its page: its cover, whole addresses, one form of each picture. */
export function elsewhereHtml(card: CardView, source: BodySource, html: string): string {
  return coverHtml(card, source) + forElsewhere(html, card.url);
}

/** Escapes text for XML, leaving out what XML cannot say. */
export function xmlText(text: string): string {
  // Most texts hold nothing that XML cannot say.
  const sayable = unsayable.test(text) ? text.toWellFormed().replace(unsayableEach, '') : text;
  return sayable.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

const unsayable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ud800-\udfff\ufffe\uffff]/;
const unsayableEach = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

/** Texts and what is UTF-8 already, one after another. Entries stand in many feeds: to encode each again is most of a feed's cost. */
export function joinedBytes(pieces: readonly (string | Uint8Array)[]): Uint8Array {
  return Buffer.concat(pieces.map((piece) => (typeof piece === 'string' ? Buffer.from(piece) : piece)));
}

/** Time of the newest change among the entries; feeds must name one, and an empty feed never changed. */
export function feedUpdated(feed: FeedSource): string {
  const times = feed.entries.map(({ card }) => (card.updated ?? card.date)?.iso ?? '').filter((iso) => iso !== '');
  const newest = Math.max(0, ...times.map((iso) => Date.parse(iso)));
  return new Date(newest).toISOString().replace('.000Z', 'Z');
}

/**
 * HTML of a text with whole addresses and each picture in its plain form. The renderer writes every attribute in double
 * quotes and never a double quote in text, so what is found here is an attribute.
 */
function forElsewhere(html: string, pageUrl: string): string {
  const { origin } = new URL(pageUrl);
  const bare = /<picture|<img|<video|<audio|heading-anchor/.test(html) ? withoutForms(html) : html;
  return bare
    .replace(/ (href|src|poster)="\/(?!\/)/g, ` $1="${xmlText(origin)}/`)
    .replace(/ href="#/g, ` href="${xmlText(pageUrl)}#`);
}

function withoutForms(html: string): string {
  return html
    .replace(/<source\b[^>]*>|<\/?picture>|<a class="heading-anchor"[^>]*><\/a>/g, '')
    .replace(/ (?:srcset|sizes|loading|decoding)="[^"]*"/g, '');
}

function coverHtml({ cover }: CardView, { pictures }: BodySource): string {
  if (cover === null || Object.values(pictures).some((picture) => picture.src === cover.src)) return '';
  const size = (name: string, value: number | undefined) => (value === undefined ? '' : ` ${name}="${value}"`);
  const sizes = size('width', cover.width) + size('height', cover.height);
  return `<p><img src="${xmlText(cover.url)}" alt="${xmlText(cover.alt)}"${sizes}></p>\n`;
}
