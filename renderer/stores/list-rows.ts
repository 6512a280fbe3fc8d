import type { SearchHit, SearchSnippet } from '../../common/contract/search.ts';
import type { PostSummary } from '../../common/post.ts';
import { compareBy, type ListOrder } from '../library/list-filter.ts';

/** The groups of the list, in the order they are shown; `found` holds posts that have the searched words in their text. */
export const groupNames = ['draft', 'scheduled', 'published', 'page', 'found'] as const;
/** Names a group of the list. */
export type GroupName = (typeof groupNames)[number];

/** A line of the list: the name of a group, or a post. */
export type ListRow =
  | { readonly kind: 'group'; readonly group: GroupName; readonly count: number; readonly isFolded: boolean }
  | {
      readonly kind: 'post';
      readonly group: GroupName;
      readonly post: PostSummary;
      /** The words around what was found in the text. */
      readonly snippet?: SearchSnippet;
    };

/**
 * Puts posts into groups, newest first, and leaves out what does not match every word of `search`. Groups without posts
 * are left out; while searching no group is folded, and posts of `hits` that are not shown yet come last, best first.
 */
export function arrange(
  posts: readonly PostSummary[],
  search: string,
  folded: ReadonlySet<GroupName>,
  hits: readonly SearchHit[] = [],
  listOrder: ListOrder = 'newest',
): readonly ListRow[] {
  const words = search.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  const groups: Record<GroupName, PostSummary[]> = { draft: [], scheduled: [], published: [], page: [], found: [] };
  const shown = posts.filter((post) => matches(post, words));
  for (const post of shown) groups[groupOf(post)].push(post);
  const rows: ListRow[] = [];
  for (const group of groupNames) {
    const members = groups[group];
    if (members.length === 0) continue;
    const isFolded = words.length === 0 && folded.has(group);
    rows.push({ kind: 'group', group, count: members.length, isFolded });
    if (isFolded) continue;
    members.sort(listOrder === 'newest' ? (a, b) => order(b) - order(a) : compareBy(listOrder));
    for (const post of members) rows.push({ kind: 'post', group, post });
  }
  return words.length === 0 ? rows : [...rows, ...foundRows(posts, shown, hits)];
}

function foundRows(
  posts: readonly PostSummary[],
  shown: readonly PostSummary[],
  hits: readonly SearchHit[],
): readonly ListRow[] {
  const known = new Set(shown.map(({ id }) => id));
  const byId = new Map(posts.map((post) => [post.id, post]));
  const rows = hits.flatMap(({ id, snippet }): ListRow[] => {
    const post = byId.get(id);
    return post === undefined || known.has(id) ? [] : [{ kind: 'post', group: 'found', post, snippet }];
  });
  if (rows.length === 0) return [];
  return [{ kind: 'group', group: 'found', count: rows.length, isFolded: false }, ...rows];
}

/** The group a post is shown in. */
export function groupOf(post: PostSummary): GroupName {
  return post.kind === 'page' && post.status === 'published' ? 'page' : post.status;
}

/** Drafts by their last change, everything else by its date. */
function order(post: PostSummary): number {
  return post.status === 'draft' ? post.changedMs : (post.dateMs ?? post.changedMs);
}

function matches(post: PostSummary, words: readonly string[]): boolean {
  if (words.length === 0) return true;
  const lowered = searchableText(post);
  return words.every((word) => lowered.includes(word));
}

/** What the list itself is searched for: made once a post, because ten thousand are looked through at each letter. */
function searchableText(post: PostSummary): string {
  const known = searchableTexts.get(post);
  if (known !== undefined) return known;
  const { title, tags, categories } = post.matter;
  const parts = [title, ...tags, ...categories, post.excerpt, post.slug];
  const lowered = parts.join('\n').toLocaleLowerCase();
  searchableTexts.set(post, lowered);
  return lowered;
}

const searchableTexts = new WeakMap<PostSummary, string>();
