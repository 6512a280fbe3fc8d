import { timeZone } from '../../../common/dates.ts';
import type { Arrival } from '../arrivals/arrival.ts';
import type { Dialect } from './dialect.ts';
import type { SourceDocument } from './source-document.ts';

/** Keys that say how a program shows or finds a post and that mean nothing outside it. */
const programKeys = new Set([
  'url',
  'permalink',
  'layout',
  'eleventyExcludeFromCollections',
  'eleventyComputed',
  'title',
]);

/** A document of a folder as it arrives. */
export function arrivalOf(document: SourceDocument, dialect: Dialect, zoneName: string): Arrival {
  const { front, place, path, folders, name, datedName, isBroken } = document;
  const { matter, otherKeys } = front;
  const address = dialect.addressOf(document);
  const slug = matter.slug ?? (place.kind === 'page' && address !== undefined ? lastPart(address) || name : name);
  const categories = dialect.categoriesOf?.(document) ?? matter.categories;
  const tags = matter.tags.filter((tag) => dialect.silentTags?.includes(tag) !== true);
  const isDraft = matter.draft || place.isDrafts === true;
  return {
    key: `${dialect.kind}:${path}`,
    kind: place.kind,
    title: document.title,
    sourceStatus: isDraft ? 'draft' : '',
    isDraft,
    folder: place.kind === 'page' ? pageFolder(address, folders) : '',
    slug,
    address,
    aliases: matter.aliases,
    date: written(matter.date, zoneName) ?? datedName,
    updated: written(matter.updated, zoneName),
    matter: {
      description: matter.description,
      categories,
      tags,
      author: matter.author,
      language: matter.language,
      comments: matter.comments,
      series: matter.series,
      weight: matter.weight,
      ...Object.fromEntries(Object.entries(otherKeys).filter(([key]) => !programKeys.has(key))),
    },
    cover: matter.cover,
    sourcePath: path,
    comments: dialect.commentsOf?.(document) ?? [],
    read: async () => {
      const text = await dialect.textOf(document);
      return isBroken ? { ...text, look: [{ note: 'front-matter-broken', detail: '' }, ...text.look] } : text;
    },
  };
}

/** A date as it is written, when it is one that we read; other forms are written anew. */
function written(date: string | undefined, zoneName: string): string | undefined {
  if (date === undefined || date === '') return undefined;
  const zone = timeZone(zoneName);
  if (zone.parse(date) !== undefined) return date;
  const ms = Date.parse(date);
  return Number.isNaN(ms) ? undefined : zone.format(ms);
}

function lastPart(address: string): string {
  return (address.split('/').filter(Boolean).at(-1) ?? '').replace(/\.html?$/i, '');
}

/** A page lies below the page whose address is above it. */
function pageFolder(address: string | undefined, folders: readonly string[]): string {
  return address === undefined ? folders.join('/') : address.split('/').filter(Boolean).slice(0, -1).join('/');
}
