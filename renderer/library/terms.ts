import type { PostSummary } from '../../common/post.ts';

/** Tags or categories of posts with the number of posts each has, by name. A category counts those below it as its own. */
export function countTerms(
  posts: readonly PostSummary[],
  taxonomy: 'tags' | 'categories',
): readonly { readonly term: string; readonly posts: number }[] {
  const counts = new Map<string, number>();
  for (const { matter } of posts) {
    const own = matter[taxonomy].flatMap((term) => (taxonomy === 'tags' ? [term] : withParents(term)));
    for (const term of new Set(own)) counts.set(term, (counts.get(term) ?? 0) + 1);
  }
  return [...counts].map(([term, count]) => ({ term, posts: count })).sort((a, b) => a.term.localeCompare(b.term));
}

/** `Travel/Norway/Oslo` with `Travel/Norway` and `Travel`. */
export function withParents(category: string): readonly string[] {
  const names = category.split('/');
  return names.map((_, index) => names.slice(0, index + 1).join('/'));
}
