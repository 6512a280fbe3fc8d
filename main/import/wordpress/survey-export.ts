import type { ExportRefused } from '../../../common/contract/import.ts';
import { ok, type Result } from '../../../common/result.ts';
import type { MenuItem } from '../../../common/site-settings.ts';
import { createExportIndex, decodeEntities, type ExportIndex, type IndexedItem, indexItem } from './export-index.ts';
import type { ExportItem } from './export-types.ts';
import { recognisePermalinks } from './permalinks.ts';
import { type ReadExport, readExport } from './read-export.ts';

/** What a first reading of an export tells, before anything is written. */
export interface ExportSurvey {
  readonly file: string;
  readonly read: ReadExport;
  readonly index: ExportIndex;
  /** Settings that keep the blog as it was, for a site made anew. */
  readonly settings: SurveyedSettings;
  /** Comments and pingbacks in the whole export. */
  readonly comments: number;
  readonly pingbacks: number;
}

/** Settings of the old blog, as far as the export tells them. */
export interface SurveyedSettings {
  readonly title: string;
  readonly tagline: string;
  readonly language: string;
  /** Public address, ending in `/`. */
  readonly url: string;
  readonly permalink: string;
  readonly timeZone: string;
  readonly menu: readonly MenuItem[];
}

/** Reads an export once, without its texts: what is in it, and how its blog was set up. */
export async function surveyExport(file: string): Promise<Result<ExportSurvey, ExportRefused>> {
  const items: IndexedItem[] = [];
  const offsets = new Map<number, number>();
  const firstCategory = new Map<number, string>();
  const menuEntries: MenuEntry[] = [];
  let comments = 0;
  let pingbacks = 0;
  const read = await readExport(file, (item) => {
    items.push(indexItem(item));
    const offset = offsetOf(item);
    if (offset !== undefined) offsets.set(offset, (offsets.get(offset) ?? 0) + 1);
    firstCategory.set(item.id, item.terms.find(({ taxonomy }) => taxonomy === 'category')?.slug ?? '');
    if (item.type === 'nav_menu_item') menuEntries.push(menuEntry(item));
    const linked = item.comments.filter(({ type }) => type === 'pingback' || type === 'trackback').length;
    pingbacks += linked;
    comments += item.comments.length - linked;
  });
  if (!read.ok) return read;
  const { blog } = read.value;
  const index = createExportIndex(blog, items);
  return ok({
    file,
    read: read.value,
    index,
    comments,
    pingbacks,
    settings: {
      title: decodeEntities(blog.title) || 'Imported blog',
      tagline: decodeEntities(blog.description),
      language: /^[a-z]{2,3}(-[\w]+)*$/i.test(blog.language) ? blog.language : 'en',
      url: `${URL.canParse(blog.url) ? blog.url.replace(/\/+$/, '') : 'https://example.org'}/`,
      permalink: recognisePermalinks(items, blog.url, (id) => firstCategory.get(id) ?? '') ?? '/:year/:month/:slug/',
      timeZone: zoneOf(offsets),
      menu: menuOf(menuEntries, index),
    },
  });
}

interface MenuEntry {
  readonly menu: string;
  readonly order: number;
  readonly label: string;
  readonly url: string;
  readonly objectId: number;
}

function menuEntry(item: ExportItem): MenuEntry {
  const field = (name: string) => item.meta.find(({ key }) => key === name)?.value.trim() ?? '';
  return {
    menu: item.terms.find(({ taxonomy }) => taxonomy === 'nav_menu')?.slug ?? '',
    order: item.menuOrder,
    label: decodeEntities(item.title),
    url: field('_menu_item_url'),
    objectId: Number(field('_menu_item_object_id')),
  };
}

/** The export's first menu; entries of posts and pages get their address and title from there. */
function menuOf(entries: readonly MenuEntry[], index: ExportIndex): MenuItem[] {
  const first = entries[0]?.menu;
  return entries
    .filter(({ menu }) => menu === first)
    .sort((one, other) => one.order - other.order)
    .flatMap(({ label, url, objectId }) => {
      const target = index.items.get(objectId);
      const address = url === '' ? (target?.link ?? '') : url;
      const words = label === '' ? (target?.title ?? '') : label;
      const path = URL.canParse(address) && address.startsWith(index.blog.url) ? new URL(address).pathname : address;
      return path === '' || words === '' ? [] : [{ label: words, url: path }];
    });
}

/** Minutes that a post's local time is ahead of GMT. */
function offsetOf({ date, dateGmt }: ExportItem): number | undefined {
  const [local, gmt] = [date, dateGmt].map((text) => Date.parse(`${text.replace(' ', 'T')}Z`));
  if (local === undefined || gmt === undefined || Number.isNaN(local - gmt)) return undefined;
  const minutes = Math.round((local - gmt) / 60_000);
  return Math.abs(minutes) <= 15 * 60 ? minutes : undefined;
}

/** The zone that most posts were written in. An export knows offsets only, so a zone with summer time cannot be told. */
function zoneOf(offsets: ReadonlyMap<number, number>): string {
  const minutes = [...offsets].sort((first, second) => second[1] - first[1])[0]?.[0] ?? 0;
  const hours = minutes / 60;
  // The names of the Etc area have their signs the other way round.
  return hours === 0 || !Number.isInteger(hours) || hours > 14 || hours < -12
    ? 'UTC'
    : `Etc/GMT${hours > 0 ? '-' : '+'}${Math.abs(hours)}`;
}
