import type { PostList } from '../../common/contract/posts.ts';
import type { BrokenPosts } from '../../common/contract/publish.ts';
import { reasonText } from '../../common/problem-reason.ts';
import { en } from '../../common/text/en.ts';
import type { Build } from './site.ts';
import type { BuildCache } from './store/build-cache.ts';

/** Posts that cannot be understood now but had a page in the last build: going on would take that page away unasked. */
export function brokenPosts(list: PostList, cache: BuildCache): BrokenPosts | undefined {
  const hadPages = new Set([...cache.pages.values()].flatMap(({ postId }) => postId ?? []));
  const ids = brokenIds(list).filter((id) => hadPages.has(id));
  return ids.length === 0 ? undefined : { kind: 'broken-posts', ids };
}

/** What a build says of posts that it has to leave out. */
export function unreadableWarnings(list: PostList): Build['warnings'] {
  const reasons = new Map(list.unreadable.map(({ id, problem }) => [id, problem]));
  for (const { id, problem } of list.posts) if (problem !== undefined) reasons.set(id, problem);
  const broken = [...reasons].map(([postId, { reason, line }]) => ({
    postId,
    message: `Left out, because it cannot be understood${line === undefined ? '' : ` (line ${line})`}: ${reasonText(reason, en)}`,
  }));
  return [...broken, ...list.posts.filter(lacksDate).map(({ id }) => ({ postId: id, message: noDate }))];
}

const noDate = 'Left out, because it has no date. Give it one in its settings.';

function lacksDate({ kind, status, dateMs, problem }: PostList['posts'][number]): boolean {
  return kind === 'post' && status === 'published' && dateMs === undefined && problem === undefined;
}

function brokenIds(list: PostList): readonly string[] {
  const broken = list.posts.filter((post) => post.problem !== undefined).map((post) => post.id);
  return [...new Set([...broken, ...list.unreadable.map((file) => file.id)])];
}
