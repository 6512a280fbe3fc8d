import type { ExportIndex } from './export-index.ts';
import { decodeSlug, type PlannedPost } from './plan-posts.ts';

/** Finds what an address of the old blog means in the new one. */
export type FindPost = (url: string) => PlannedPost | undefined;

/** Knows every post and page by its link, its `guid`, and WordPress's plain `?p=` and `?page_id=` addresses. */
export function createPostFinder(index: ExportIndex, planned: ReadonlyMap<number, PlannedPost>): FindPost {
  const byPath = new Map<string, PlannedPost>();
  const home = URL.canParse(index.blog.url) ? new URL(index.blog.url) : undefined;
  for (const post of planned.values()) {
    for (const address of [post.item.link, post.item.guid]) {
      const key = keyOf(address);
      if (key !== undefined && !byPath.has(key)) byPath.set(key, post);
    }
  }
  return (url) => {
    if (home === undefined || !URL.canParse(url, home.href)) return undefined;
    const address = new URL(url, home);
    if (address.hostname.replace(/^www\./, '') !== home.hostname.replace(/^www\./, '')) return undefined;
    const id = Number(address.searchParams.get('p') ?? address.searchParams.get('page_id') ?? Number.NaN);
    return planned.get(id) ?? byPath.get(keyOf(address.href) ?? '');
  };
}

function keyOf(address: string): string | undefined {
  if (!URL.canParse(address)) return undefined;
  const { hostname, pathname, search } = new URL(address);
  const id = /[?&](?:p|page_id)=\d+/.exec(search)?.[0] ?? '';
  const plain = decodeSlug(pathname).replace(/\/+$/, '').toLowerCase();
  return plain === '' && id === '' ? undefined : `${hostname.replace(/^www\./, '')}${plain}${id}`;
}
