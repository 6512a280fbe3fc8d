import type { PostList } from '../../common/contract/posts.ts';
import { localPathOf } from '../../common/markdown/local-path.ts';
import type { PostSummary } from '../../common/post.ts';
import type { Library, Post } from '../library/library.ts';
import { keyOf } from './input.ts';
import { type NamedText, type TextFacts, textFacts } from './text-facts.ts';

/** What is known of a post without holding its text. */
export interface PostFacts extends TextFacts {
  /** `PostSummary.version` of the post these facts are of; absent when the library gives none. */
  readonly version?: string;
  /** Key of all that decides where a post stands and what is asked for it: two with one shape differ in their words alone. */
  readonly shape: string;
  readonly title: string;
  readonly slug: string;
  /** Front matter keys of the author's own; absent for none. */
  readonly extra?: Readonly<Record<string, unknown>>;
}

/** Facts of posts by id: a memory, because reading and parsing are the dear part. */
export type KnownFacts = ReadonlyMap<string, PostFacts>;

/** Texts by post id, for those that will be rendered. */
export type Texts = ReadonlyMap<string, string>;

/**
 * Posts and pages that readers get at this moment: finished, understood, dated and not dated ahead. A post without a date
 * stays at home, because its address would be made from a date that it does not have.
 */
export function publicPosts(list: PostList, now: number): readonly PostSummary[] {
  return list.posts.filter((post) => isPublic(post, now));
}

function isPublic({ status, problem, kind, dateMs }: PostSummary, now: number): boolean {
  return (
    status === 'published' && problem === undefined && (kind === 'page' || (dateMs !== undefined && dateMs <= now))
  );
}

/** Facts of posts, and the texts that had to be read for them and that no thread keeps, as far as they fit into memory. */
export interface Gathered {
  readonly facts: ReadonlyMap<string, PostFacts>;
  readonly texts: Texts;
}

/** Reads texts that a build does not know yet, in their order; `isKept` says that whoever read them keeps as many as there is room for. */
export type ReadTexts = (
  texts: readonly NamedText[],
) => Promise<{ readonly facts: readonly TextFacts[]; readonly isKept: boolean }>;

/** Gathers the facts of a build's posts. */
export interface Gathering {
  /** Takes posts that are read anyway; those that readers do not get are left alone. */
  take(posts: readonly Post[]): void;
  /** Facts of these posts, by id; those that are new and were not taken are read. A post that is gone by now is left out. */
  finish(posts: readonly PostSummary[]): Promise<Gathered>;
}

/** Texts kept from gathering to rendering, in UTF-16 units; the rest is read twice. */
const maxKept = 60_000_000;

/** Begins to gather; `known` are facts of the build before. */
export function gatherFacts(library: Library, known: KnownFacts, read: ReadTexts, now: number): Gathering {
  const taken = new Map<string, PostFacts>();
  const texts = new Map<string, string>();
  const taking: Promise<void>[] = [];
  const { language } = library.settings();
  let kept = 0;
  const isKnown = ({ id, version }: PostSummary) => version !== undefined && known.get(id)?.version === version;
  const take = async (posts: readonly Post[]) => {
    const named = posts.map(({ summary, body }) => ({
      postId: summary.id,
      language: summary.matter.language ?? language,
      text: body,
    }));
    const { facts, isKept } = await read(named);
    for (const [index, post] of posts.entries()) {
      taken.set(post.summary.id, factsOf(post, facts[index] ?? textFacts(post.body)));
      kept += isKept ? 0 : post.body.length;
      if (!isKept && kept <= maxKept) texts.set(post.summary.id, post.body);
    }
  };
  return {
    take: (posts) => {
      const shown = posts.filter(({ summary }) => isPublic(summary, now) && !isKnown(summary));
      if (shown.length === 0) return;
      const done = take(shown);
      // Whoever finishes hears of it.
      done.catch(() => undefined);
      taking.push(done);
    },
    finish: async (posts) => {
      await Promise.all(taking);
      const facts = new Map<string, PostFacts>();
      const unknown: string[] = [];
      for (const post of posts) {
        const before = (isKnown(post) ? known : taken).get(post.id);
        if (before?.version !== undefined && before.version === post.version) facts.set(post.id, before);
        else unknown.push(post.id);
      }
      const batches: string[][] = [];
      for (let from = 0; from < unknown.length; from += batchSize) batches.push(unknown.slice(from, from + batchSize));
      await eachAtOnce(batches, async (ids) => {
        const found = (await library.readPosts(ids)).filter((post) => post !== undefined);
        await take(found);
        for (const { summary } of found) {
          const read = taken.get(summary.id);
          if (read !== undefined) facts.set(summary.id, read);
        }
      });
      return { facts, texts };
    },
  };
}

/** Posts read and handed to a thread at once. */
const batchSize = 32;

/** Reads the texts of these posts. Answers undefined when one is no longer what its facts say: then gather again. */
export async function readTexts(
  library: Library,
  ids: ReadonlySet<string>,
  { facts, texts: kept }: Gathered,
): Promise<Texts | undefined> {
  const texts = new Map<string, string>();
  const unread: string[] = [];
  for (const id of ids) {
    const text = kept.get(id);
    if (text === undefined) unread.push(id);
    else texts.set(id, text);
  }
  for (let from = 0; from < unread.length; from += batchSize) {
    const batch = unread.slice(from, from + batchSize);
    for (const [index, body] of (await library.readBodies(batch)).entries()) {
      const id = batch[index] ?? '';
      if (body === undefined || keyOf(body) !== facts.get(id)?.textKey) return undefined;
      texts.set(id, body);
    }
  }
  return texts;
}

/** Facts of a post that was read. */
export function factsOf({ summary, otherKeys }: Post, text: TextFacts): PostFacts {
  return {
    ...(summary.version === undefined ? {} : { version: summary.version }),
    textKey: text.textKey,
    shape: shapeOf(summary, otherKeys, text),
    title: summary.matter.title,
    slug: summary.slug,
    needs: text.needs,
    words: text.words,
    ...(text.hasMore === undefined ? {} : { hasMore: text.hasMore }),
    ...(Object.keys(otherKeys).length === 0 ? {} : { extra: otherKeys }),
  };
}

/** Whatever is not known to be words is shape: what is added to posts one day moves pages until it is named here. */
function shapeOf(
  { kind, slug, dateMs, matter }: PostSummary,
  otherKeys: Post['otherKeys'],
  { needs, hasMore }: TextFacts,
): string {
  const { title: _title, description: _description, ...placing } = matter;
  return keyOf(JSON.stringify([kind, slug, dateMs, placing, otherKeys, needs.pictures, hasMore === true]));
}

/** Paths inside the site folder of all media that posts show or link to. */
export function mediaPathsOf(posts: readonly PostSummary[], facts: KnownFacts): ReadonlySet<string> {
  const paths = new Set<string>();
  for (const post of posts) for (const path of mediaPathsOfPost(post, facts.get(post.id))) paths.add(path);
  return paths;
}

/** Paths of what one post shows or links to, whether it is there or not. */
export function mediaPathsOfPost(post: PostSummary, facts: PostFacts | undefined): readonly string[] {
  const { cover } = post.matter;
  if (cover === undefined && facts?.needs.pictures.length === 0 && facts.needs.links.length === 0) return [];
  const written = [
    ...(cover === undefined ? [] : [cover.src]),
    ...(facts?.needs.pictures ?? []),
    // A link to another post's file is no media; the library's folders for posts hold nothing that is published as it is.
    ...(facts?.needs.links ?? [])
      .filter(({ href, form }) => form === 'address' && !href.endsWith('/') && !/\.(md|markdown)([?#]|$)/i.test(href))
      .map(({ href }) => href),
  ];
  return written.flatMap((address) => localPathOf(address, post.id) ?? []);
}

async function eachAtOnce<Item>(items: readonly Item[], work: (item: Item) => Promise<void>): Promise<void> {
  const waiting = [...items].reverse();
  const worker = async () => {
    for (let item = waiting.pop(); item !== undefined; item = waiting.pop()) await work(item);
  };
  await Promise.all(Array.from({ length: Math.min(8, items.length) }, worker));
}
