import type { PostSummary } from '../../common/post.ts';
import { withParents } from './terms.ts';

/** Ways to order the list. */
export const listOrders = ['newest', 'oldest', 'changed', 'title'] as const;
/** One of `listOrders`. */
export type ListOrder = (typeof listOrders)[number];

/** Which posts the list shows, and in which order; empty texts stand for all. */
export interface ListFilter {
  readonly show: '' | 'draft' | 'scheduled' | 'published' | 'page';
  readonly category: string;
  readonly tag: string;
  /** Four digits. */
  readonly year: string;
  readonly order: ListOrder;
}

/** Every post, newest first. */
export const wholeList: ListFilter = { show: '', category: '', tag: '', year: '', order: 'newest' };

/** True when posts are left out or stand in another order than usual. */
export function isFiltered(filter: ListFilter): boolean {
  return Object.entries(wholeList).some(([key, value]) => Reflect.get(filter, key) !== value);
}

/** The posts a filter lets through. A category lets through those below it. */
export function filterPosts(posts: readonly PostSummary[], filter: ListFilter): readonly PostSummary[] {
  if (!isFiltered({ ...filter, order: 'newest' })) return posts;
  return posts.filter((post) => {
    const { categories, tags } = post.matter;
    if (filter.show === 'page' ? post.kind !== 'page' : filter.show !== '' && post.status !== filter.show) return false;
    if (filter.category !== '' && !categories.some((category) => withParents(category).includes(filter.category)))
      return false;
    if (filter.tag !== '' && !tags.includes(filter.tag)) return false;
    return filter.year === '' || yearOf(post) === filter.year;
  });
}

/** Years that posts are of, latest first. */
export function yearsOf(posts: readonly PostSummary[]): readonly string[] {
  return [...new Set(posts.map(yearOf))].sort().reverse();
}

/** Puts one post before another in an order other than the usual. */
export function compareBy(order: Exclude<ListOrder, 'newest'>): (a: PostSummary, b: PostSummary) => number {
  switch (order) {
    case 'oldest':
      return (a, b) => (a.dateMs ?? a.changedMs) - (b.dateMs ?? b.changedMs);
    case 'changed':
      return (a, b) => b.changedMs - a.changedMs;
    case 'title':
      return (a, b) => a.matter.title.localeCompare(b.matter.title);
  }
}

/** The year as the author wrote it, where the date begins with one. */
function yearOf({ matter, dateMs, changedMs }: PostSummary): string {
  const stated = /^\d{4}(?=-)/.exec(matter.date ?? '')?.[0];
  return stated ?? String(new Date(dateMs ?? changedMs).getFullYear());
}
