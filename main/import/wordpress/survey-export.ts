import type { ImportRefused } from '../../../common/contract/import.ts';
import { ok, type Result } from '../../../common/result.ts';
import type { SourceSettings } from '../import-options.ts';
import { createExportIndex, decodeEntities, type ExportIndex, type IndexedItem, indexItem } from './export-index.ts';
import type { ExportItem } from './export-types.ts';
import { type MenuEntry, menusOf, readMenuEntry } from './menus.ts';
import { recognisePermalinks } from './permalinks.ts';
import { type ReadExport, readExport } from './read-export.ts';
import { type SeenOffset, zoneOfOffsets } from './time-zone.ts';
import { uploadsIn } from './uploads.ts';

/** What a first reading of an export tells, before anything is written. */
export interface ExportSurvey {
  readonly file: string;
  readonly read: ReadExport;
  readonly index: ExportIndex;
  /** Settings that keep the blog as it was, for a site made anew. */
  readonly settings: SourceSettings;
  readonly menus: number;
  /** Addresses of uploads that texts name. */
  readonly uploads: ReadonlySet<string>;
  /** Comments and pingbacks in the whole export. */
  readonly comments: number;
  readonly pingbacks: number;
}

/** Reads an export once, without its texts: what is in it, and how its blog was set up. */
export async function surveyExport(file: string): Promise<Result<ExportSurvey, ImportRefused>> {
  const items: IndexedItem[] = [];
  const offsets: SeenOffset[] = [];
  const uploads = new Set<string>();
  const firstCategory = new Map<number, string>();
  const menuEntries: MenuEntry[] = [];
  let comments = 0;
  let pingbacks = 0;
  const read = await readExport(file, (item) => {
    items.push(indexItem(item));
    const offset = offsetOf(item);
    if (offset !== undefined && item.type === 'post') offsets.push(offset);
    firstCategory.set(item.id, item.terms.find(({ taxonomy }) => taxonomy === 'category')?.slug ?? '');
    if (item.type === 'nav_menu_item') menuEntries.push(readMenuEntry(item));
    for (const url of uploadsIn(item.content)) uploads.add(url);
    const linked = item.comments.filter(({ type }) => type === 'pingback' || type === 'trackback').length;
    pingbacks += linked;
    comments += item.comments.length - linked;
  });
  if (!read.ok) return read;
  const { blog } = read.value;
  const index = createExportIndex(blog, items);
  const [menu, ...otherMenus] = [...menusOf(menuEntries, index)];
  return ok({
    file,
    read: read.value,
    index,
    comments,
    pingbacks,
    uploads,
    menus: new Set(menuEntries.map((entry) => entry.menu)).size,
    settings: {
      title: decodeEntities(blog.title) || 'Imported blog',
      tagline: decodeEntities(blog.description),
      language: /^[a-z]{2,3}(-[\w]+)*$/i.test(blog.language) ? blog.language : 'en',
      url: `${URL.canParse(blog.url) ? blog.url.replace(/\/+$/, '') : 'https://example.org'}/`,
      permalink: patternFor(recognisePermalinks(items, blog.url, (id) => firstCategory.get(id) ?? '')),
      timeZone: zoneOfOffsets(offsets),
      menu: menu?.[1] ?? [],
      hasQueries: true,
      otherMenus: Object.fromEntries(otherMenus),
    },
  });
}

/** When a post was written, and the minutes its local time was ahead of GMT. */
function offsetOf({ date, dateGmt }: ExportItem): SeenOffset | undefined {
  const [local, gmt] = [date, dateGmt].map((text) => Date.parse(`${text.replace(' ', 'T')}Z`));
  if (local === undefined || gmt === undefined || Number.isNaN(local - gmt)) return undefined;
  const minutes = Math.round((local - gmt) / 60_000);
  return Math.abs(minutes) <= 15 * 60 ? { utcMs: gmt, minutes } : undefined;
}

/** The pattern for posts to come. Numbers are given to nobody here, so the slug takes their place. */
function patternFor(recognised: string | undefined): string {
  return recognised?.replace(':id', ':slug') ?? '/:year/:month/:slug/';
}
