import type { MediaEntry, MediaList, MediaUse, PictureWords } from '../../common/contract/media.ts';
import { mediaAddress } from '../../common/media-address.ts';
import type { DraggedMedia } from '../editor/media-drag.ts';

/** What part of the library is shown. */
export const mediaFilters = [
  'all',
  'pictures',
  'audio',
  'video',
  'documents',
  'archives',
  'unused',
  'words',
  'large',
  'missing',
  'trash',
  'readers',
] as const;

/** One of `mediaFilters`. */
export type MediaFilter = (typeof mediaFilters)[number];

/** Kinds of which a blog may have none: their filters are offered only when it has. */
export const rareFilters: ReadonlySet<MediaFilter> = new Set(['audio', 'video', 'documents', 'archives']);

/** Files above this are large for a page, in bytes. */
const largeBytes = 5_000_000;

/** Files of one month, or of one year where months have few. */
export interface MediaMonth {
  /** `2024-05` or `2024`; empty for files that lie in no month's folder. */
  readonly month: string;
  readonly items: readonly MediaEntry[];
}

type Files = Pick<MediaList, 'items' | 'missing'>;

/** The files to show, by month. Every word of `search` has to be found in the name or in the words at some use. */
export function arrangeMedia(list: Files, filter: MediaFilter, search: string): readonly MediaMonth[] {
  const words = comparable(search).split(' ').filter(Boolean);
  const shown = list.items.filter(
    (item) => isShown(item, filter) && words.every((word) => haystack(item).includes(word)),
  );
  const months = grouped(shown, 'YYYY-MM'.length);
  const isSparse = shown.length < months.size * fewInMonth;
  const groups = isSparse ? grouped(shown, 'YYYY'.length) : months;
  return [...groups].map(([month, items]) => ({ month, items })).sort((a, b) => (a.month > b.month ? -1 : 1));
}

/** Months with fewer files than this on average would leave the grid full of holes. */
const fewInMonth = 6;

function grouped(items: readonly MediaEntry[], length: number): Map<string, MediaEntry[]> {
  const groups = new Map<string, MediaEntry[]>();
  for (const item of items) {
    const [, year, month] = /\/(\d{4})\/(\d{2})\//.exec(item.path) ?? [];
    const key = year === undefined ? '' : `${year}-${month}`.slice(0, length);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  for (const group of groups.values()) group.sort((a, b) => monthOf(b.path).localeCompare(monthOf(a.path)));
  return groups;
}

function monthOf(path: string): string {
  return /\/\d{4}\/\d{2}\//.exec(path)?.[0] ?? '';
}

/** How many files each filter would show. */
export function countMedia(list: Files): Readonly<Record<MediaFilter, number>> {
  const count = (filter: MediaFilter) => list.items.filter((item) => isShown(item, filter)).length;
  return {
    all: list.items.length,
    pictures: count('pictures'),
    audio: count('audio'),
    video: count('video'),
    documents: count('documents'),
    archives: count('archives'),
    unused: count('unused'),
    words: count('words'),
    large: count('large'),
    missing: list.missing.length,
    trash: 0,
    readers: 0,
  };
}

/** A file's name without its folder. */
export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function isShown(item: MediaEntry, filter: MediaFilter): boolean {
  switch (filter) {
    case 'all':
      return true;
    case 'pictures':
      return item.kind === 'image';
    case 'audio':
    case 'video':
      return item.kind === filter;
    case 'documents':
      return item.kind === 'document' && !isArchive(item);
    case 'archives':
      return isArchive(item);
    case 'unused':
      return item.uses.length === 0;
    case 'words':
      return item.uses.some(({ problem }) => problem !== undefined);
    case 'large':
      return item.size > largeBytes;
    case 'missing':
    case 'trash':
    case 'readers':
      return false;
  }
}

function isArchive({ type }: MediaEntry): boolean {
  return type === 'application/zip';
}

function haystack({ path, uses }: MediaEntry): string {
  return comparable([path, ...uses.flatMap(wordsOf)].join(' '));
}

function wordsOf({ alt, caption, credit, title }: MediaUse): readonly string[] {
  return [alt ?? '', caption ?? '', credit ?? '', title];
}

function comparable(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}

/** A file as the open post would write it, with the words it has elsewhere. */
export function linkable(item: MediaEntry, postId: string, tops: readonly string[]): DraggedMedia {
  const { path, kind, uses } = item;
  const use = uses.find(({ alt = '', problem }) => alt !== '' && problem === undefined);
  const address = mediaAddress(path, postId, tops);
  return { path, kind, address, name: nameOf(path), ...(use === undefined ? {} : { words: wordsAt(use) }) };
}

function wordsAt({ alt, caption, credit }: MediaUse): PictureWords {
  return {
    ...(alt === undefined ? {} : { alt }),
    ...(caption === undefined ? {} : { caption }),
    ...(credit === undefined ? {} : { credit }),
  };
}
