import type { ResolvedLink, ResolvedPicture } from '../../../common/markdown/context.ts';
import { type BodySource, renderBody } from '../body.ts';
import type { FeedSource } from '../page-task.ts';
import type { CardView } from '../views.ts';

/** A post as feeds carry it, whole. */
export interface FeedEntry {
  readonly card: CardView;
  /** With whole addresses only, because readers show it far from the site. */
  readonly html: string;
}

/** The entries of a feed, rendered for reading elsewhere: whole addresses, one form of each picture. */
export function feedEntries(feed: FeedSource): readonly FeedEntry[] {
  return feed.entries.map(({ card, body }) => ({
    card,
    html: coverHtml(card) + renderBody(wholeAddresses(body, card.url)).html,
  }));
}

/** Escapes text for XML, leaving out what XML cannot say. */
export function xmlText(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

/** Time of the newest change among the entries; feeds must name one, and an empty feed never changed. */
export function feedUpdated(feed: FeedSource): string {
  const times = feed.entries.map(({ card }) => (card.updated ?? card.date)?.iso ?? '').filter((iso) => iso !== '');
  const newest = Math.max(0, ...times.map((iso) => Date.parse(iso)));
  return new Date(newest).toISOString().replace('.000Z', 'Z');
}

function wholeAddresses(body: BodySource, base: string): BodySource {
  const whole = (address: string) => (URL.canParse(address, base) ? new URL(address, base).href : address);
  const links: Record<string, ResolvedLink> = {};
  for (const [name, link] of Object.entries(body.links)) links[name] = { ...link, href: whole(link.href) };
  const pictures: Record<string, ResolvedPicture> = {};
  for (const [src, { src: address, width, height }] of Object.entries(body.pictures)) {
    pictures[src] = {
      src: whole(address),
      ...(width === undefined ? {} : { width }),
      ...(height === undefined ? {} : { height }),
    };
  }
  return { ...body, links, pictures };
}

function coverHtml({ cover }: CardView): string {
  if (cover === null) return '';
  const size = `${cover.width === undefined ? '' : ` width="${cover.width}"`}${cover.height === undefined ? '' : ` height="${cover.height}"`}`;
  return `<p><img src="${xmlText(cover.url)}" alt="${xmlText(cover.alt)}"${size}></p>\n`;
}
