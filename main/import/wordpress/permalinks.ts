import { samePath } from '../kept-address.ts';
import type { IndexedItem } from './export-index.ts';

/** Patterns of addresses that WordPress offers, in Offprint's words; `:slug` comes last so that the most telling wins. */
const patterns = [
  '/:year/:month/:day/:slug/',
  '/:year/:month/:slug/',
  '/:category/:slug/',
  '/archives/:id/',
  '/:year/:slug/',
  '/blog/:slug/',
  '/:slug/',
] as const;

/**
 * The pattern that most published posts follow, told from their links; undefined when the blog used plain `?p=` addresses.
 * `category` answers the slug of a post's first category.
 */
export function recognisePermalinks(
  items: Iterable<IndexedItem>,
  blogUrl: string,
  category: (id: number) => string,
): string | undefined {
  const counts = new Map<string, number>();
  for (const item of items) {
    if (item.type !== 'post' || item.status !== 'publish') continue;
    const path = pathBelow(item.link, blogUrl);
    const pattern = patterns.find((candidate) => path !== undefined && samePath(fill(candidate, item, category), path));
    if (pattern !== undefined) counts.set(pattern, (counts.get(pattern) ?? 0) + 1);
  }
  return [...counts].sort((first, second) => second[1] - first[1])[0]?.[0];
}

/** The path of an address below the blog's home, `/2024/05/a/`; undefined for plain `?p=` links and other sites. */
export function pathBelow(link: string, blogUrl: string): string | undefined {
  if (!URL.canParse(link) || !URL.canParse(blogUrl)) return undefined;
  const url = new URL(link);
  const home = new URL(blogUrl);
  const base = home.pathname.replace(/\/*$/, '/');
  const isBelow =
    url.hostname.replace(/^www\./, '') === home.hostname.replace(/^www\./, '') && url.pathname.startsWith(base);
  if (!isBelow || url.search !== '') return undefined;
  const path = `/${url.pathname.slice(base.length)}`;
  return path === '/' ? undefined : path;
}

/** A pattern with an item's own values. */
export function fill(pattern: string, item: IndexedItem, category: (id: number) => string): string {
  const [year = '', month = '', day = ''] = item.date.slice(0, 10).split('-');
  return pattern
    .replace(':year', year)
    .replace(':month', month)
    .replace(':day', day)
    .replace(':category', category(item.id))
    .replace(':id', String(item.id))
    .replace(':slug', item.name);
}
