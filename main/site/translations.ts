import type { BuildWarning } from '../../common/contract/build.ts';
import type { SitePost } from './model.ts';

/** Which posts say the same in another language. */
export interface Translations {
  /** Every translation of a post, itself included, by id; none for a post without any. */
  of(post: SitePost): readonly SitePost[];
  readonly warnings: readonly BuildWarning[];
}

/**
 * Posts and pages with one `translationKey` in their front matter are translations of one another; of two in one language
 * the first by id counts.
 */
export function findTranslations(
  posts: readonly SitePost[],
  keyOf: (post: SitePost) => string | undefined,
): Translations {
  const groups = new Map<string, SitePost[]>();
  const warnings: BuildWarning[] = [];
  const translated = posts.filter((post) => keyOf(post) !== undefined);
  if (translated.length === 0) return { of: () => [], warnings };
  for (const post of translated.sort((a, b) => (a.id < b.id ? -1 : 1))) {
    const key = keyOf(post);
    if (key === undefined) continue;
    const group = groups.get(key) ?? [];
    groups.set(key, group);
    const same = group.find((other) => other.language.toLowerCase() === post.language.toLowerCase());
    if (same === undefined) group.push(post);
    else warnings.push({ postId: post.id, notice: { kind: 'same-language', other: same.id } });
  }
  // The main section's comes first.
  for (const group of groups.values()) group.sort((a, b) => (a.root < b.root ? -1 : a.root > b.root ? 1 : 0));
  return {
    of: (post) => {
      const key = keyOf(post);
      const group = key === undefined ? [] : (groups.get(key) ?? []);
      return group.length > 1 && group.includes(post) ? group : [];
    },
    warnings,
  };
}
