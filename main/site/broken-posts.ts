import type { PostList } from '../../common/contract/posts.ts';
import type { BrokenPosts } from '../../common/contract/publish.ts';
import type { Build } from './site.ts';
import type { BuildCache } from './store/build-cache.ts';

/** Posts that cannot be understood now but had a page in the last build: going on would take that page away unasked. */
export function brokenPosts(list: PostList, cache: BuildCache): BrokenPosts | undefined {
  const broken = brokenIds(list);
  if (broken.length === 0) return undefined;
  const hadPages = new Set([...cache.pages.values()].flatMap(({ postId }) => postId ?? []));
  const ids = broken.filter((id) => hadPages.has(id));
  return ids.length === 0 ? undefined : { kind: 'broken-posts', ids };
}

/** What a build says of posts that it has to leave out. */
export function unreadableWarnings(list: PostList): Build['warnings'] {
  const problems = new Map(list.unreadable.map(({ id, problem }) => [id, problem]));
  for (const { id, problem } of list.posts) if (problem !== undefined) problems.set(id, problem);
  const broken = [...problems].map(([postId, { reason, line }]) => ({
    postId,
    notice: { kind: 'left-out' as const, reason, ...(line === undefined ? {} : { line }) },
  }));
  const undated = list.posts.filter(lacksDate).map(({ id }) => ({ postId: id, notice: { kind: 'undated' as const } }));
  return [...broken, ...undated];
}

function lacksDate({ kind, status, dateMs, problem }: PostList['posts'][number]): boolean {
  return kind === 'post' && status === 'published' && dateMs === undefined && problem === undefined;
}

function brokenIds(list: PostList): readonly string[] {
  const broken = list.posts.filter((post) => post.problem !== undefined).map((post) => post.id);
  return [...new Set([...broken, ...list.unreadable.map((file) => file.id)])];
}
