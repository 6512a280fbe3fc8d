import type { SearchHit, SearchSnippet } from '../../common/contract/search.ts';
import type { PostSummary } from '../../common/post.ts';
import { compareBy, type ListOrder } from '../library/list-filter.ts';

/** The groups of the list, in the order they are shown; `found` holds posts that have the searched words in their text. */
export const groupNames = ['draft', 'scheduled', 'published', 'page', 'found'] as const;
/** Names a group of the list. */
export type GroupName = (typeof groupNames)[number];

/** A line of the list: the name of a group, or a post. */
export type ListRow =
  | {
      readonly kind: 'group';
      readonly group: GroupName;
      readonly count: number;
      readonly isFolded: boolean;
      /** The nearest words of the blog, where nothing was found for the words as typed. */
      readonly searchedFor?: string;
    }
  | {
      readonly kind: 'post';
      readonly group: GroupName;
      readonly post: PostSummary;
      /** The words around what was found in the text. */
      readonly snippet?: SearchSnippet;
    };

/** What a search in the texts came to. */
export interface FoundTexts {
  /** Every post that may be shown. */
  readonly posts: readonly PostSummary[];
  /** Best first. */
  readonly hits: readonly SearchHit[];
  readonly searchedFor?: string;
}

/** Posts whose title, tags, categories, excerpt or slug hold every word of `search`; all of them when it is blank. */
export function withWords(posts: readonly PostSummary[], search: string): readonly PostSummary[] {
  const words = search.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return posts;
  return posts.filter((post) => {
    const lowered = searchableText(post);
    return words.every((word) => lowered.includes(word));
  });
}

/**
 * Puts posts into groups, newest first. Groups without posts are left out. While searching (`found` is given) no group is folded,
 * and posts that have the words in their text and are not shown yet come last, best first.
 */
export function arrange(
  posts: readonly PostSummary[],
  folded: ReadonlySet<GroupName>,
  listOrder: ListOrder = 'newest',
  found?: FoundTexts,
): readonly ListRow[] {
  const groups: Record<GroupName, PostSummary[]> = { draft: [], scheduled: [], published: [], page: [], found: [] };
  for (const post of posts) groups[groupOf(post)].push(post);
  const rows: ListRow[] = [];
  for (const group of groupNames) {
    const members = groups[group];
    if (members.length === 0) continue;
    const isFolded = found === undefined && folded.has(group);
    rows.push({ kind: 'group', group, count: members.length, isFolded });
    if (isFolded) continue;
    members.sort(listOrder === 'newest' ? (a, b) => order(b) - order(a) : compareBy(listOrder));
    for (const post of members) rows.push({ kind: 'post', group, post });
  }
  return found === undefined ? rows : [...rows, ...foundRows(posts, found)];
}

function foundRows(shown: readonly PostSummary[], { posts, hits, searchedFor }: FoundTexts): readonly ListRow[] {
  if (hits.length === 0) return [];
  const known = new Set(shown.map(({ id }) => id));
  const snippets = new Map(hits.filter(({ id }) => !known.has(id)).map(({ id, snippet }) => [id, snippet]));
  const byId = new Map(posts.filter(({ id }) => snippets.has(id)).map((post) => [post.id, post]));
  const rows = [...snippets].flatMap(([id, snippet]): ListRow[] => {
    const post = byId.get(id);
    return post === undefined ? [] : [{ kind: 'post', group: 'found', post, snippet }];
  });
  if (rows.length === 0) return [];
  const name: ListRow = { kind: 'group', group: 'found', count: rows.length, isFolded: false };
  return [searchedFor === undefined ? name : { ...name, searchedFor }, ...rows];
}

/** The group a post is shown in. */
export function groupOf(post: PostSummary): GroupName {
  return post.kind === 'page' && post.status === 'published' ? 'page' : post.status;
}

/** Drafts by their last change, everything else by its date. */
function order(post: PostSummary): number {
  return post.status === 'draft' ? post.changedMs : (post.dateMs ?? post.changedMs);
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
