import type { PostList } from '../../common/contract/posts.ts';
import { localPathOf } from '../../common/markdown/local-path.ts';
import type { PostSummary } from '../../common/post.ts';
import type { Library } from '../library/library.ts';
import { type BodyNeeds, bodyNeeds } from './body.ts';
import { keyOf } from './input.ts';

/** A post's text, read. */
export interface PostText {
  readonly text: string;
  readonly key: string;
  readonly needs: BodyNeeds;
  /** Front matter keys of the author's own. */
  readonly extra: Readonly<Record<string, unknown>>;
}

/** What each text asks for, by the text's key: a memory, because parsing is the dear part. */
export type KnownNeeds = Map<string, BodyNeeds>;

/** Posts and pages that readers get at this moment: finished, understood, not dated ahead. */
export function publicPosts(list: PostList, now: number): readonly PostSummary[] {
  return list.posts.filter(
    (post) =>
      post.status === 'published' && post.problem === undefined && (post.kind === 'page' || (post.dateMs ?? 0) <= now),
  );
}

/** Reads the texts of posts, by id. A post that is gone by now is left out. */
export async function readTexts(
  library: Library,
  posts: readonly PostSummary[],
  known: KnownNeeds,
): Promise<ReadonlyMap<string, PostText>> {
  const texts = new Map<string, PostText>();
  const waiting = [...posts].reverse();
  const worker = async () => {
    for (let post = waiting.pop(); post !== undefined; post = waiting.pop()) {
      const read = await library.read(post.id);
      if (!read.ok) continue;
      const { body, otherKeys } = read.value;
      const key = keyOf(body);
      const needs = known.get(key) ?? bodyNeeds(body);
      known.set(key, needs);
      texts.set(post.id, { text: body, key, needs, extra: otherKeys });
    }
  };
  await Promise.all(Array.from({ length: 16 }, worker));
  return texts;
}

/** Paths inside the site folder of all media that posts show or link to. */
export function mediaPathsOf(posts: readonly PostSummary[], texts: ReadonlyMap<string, PostText>): ReadonlySet<string> {
  const paths = new Set<string>();
  for (const post of posts) for (const path of mediaPathsOfPost(post, texts.get(post.id))) paths.add(path);
  return paths;
}

/** Paths of what one post shows or links to, whether it is there or not. */
export function mediaPathsOfPost(post: PostSummary, text: PostText | undefined): readonly string[] {
  const written = [
    ...(post.matter.cover === undefined ? [] : [post.matter.cover.src]),
    ...(text?.needs.pictures ?? []),
    // A link to another post's file is no media; the library's folders for posts hold nothing that is published as it is.
    ...(text?.needs.links ?? [])
      .filter(({ href, form }) => form === 'address' && !href.endsWith('/') && !/\.(md|markdown)([?#]|$)/i.test(href))
      .map(({ href }) => href),
  ];
  return written.flatMap((address) => localPathOf(address, post.id) ?? []);
}
