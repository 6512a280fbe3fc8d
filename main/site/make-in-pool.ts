import { Breath } from './breath.ts';
import type { FeedEntry } from './feeds/feed-entry.ts';
import { type ChangedPage, makeHere, type Stopped, textsOf, type Work } from './make-here.ts';
import { plainTask } from './page-task.ts';
import type { RenderedBody } from './render-tools.ts';
import { isThreadLost, type RenderPool, type RenderThread } from './workers/render-pool.ts';

/** Pages handed to a thread at once. */
const batchSize = 32;
/** Batches that a thread has at once, so that it never waits for the next. */
const batchesInThread = 2;
/** Parts of the search index that are left to each thread, which has made others before: the first ones here take four times as long. */
const searchesLeft = 4;
/** Batches whose texts this thread asks for before it needs them: whoever has them is at work. */
const batchesAhead = 2;

type Batch = readonly ChangedPage[];

/**
 * Posts are for the threads; lists, which share their entries, are made here meanwhile, and then this thread takes its share of the
 * posts, with texts that the threads rendered. Feeds are made from what the posts on them left for them: here, while the threads
 * make the search index, and whoever is done helps the other.
 */
export async function makeInPool(changed: readonly ChangedPage[], given: Work, pool: RenderPool): Promise<Stopped> {
  const { threads } = pool;
  const halt = new AbortController();
  const signal = AbortSignal.any([halt.signal, ...(given.signal === undefined ? [] : [given.signal])]);
  const work = { ...given, signal, breath: new Breath(signal) };
  pool.use(work.plan.setting, work.makers.objectsFolder);
  const { lists, ...others } = byKind(changed);
  const posts = queuesFor(others.posts, threads);
  const feeds = queuesFor(others.feeds, threads);
  const searches = queuesFor(others.searches, threads);

  const postsHere = makeHere(lists, work).then((stopped) => stopped ?? makeLast(posts, work, threads));
  const postsThere = threads.map((thread, index) => makeInThread(thread, index, posts, work));
  const postsMade = Promise.all([postsHere, ...postsThere]).then(first);
  // Who waits for all posts hears of it; who stops before has heard.
  postsMade.catch(() => undefined);
  const here = async () =>
    (await postsHere) ??
    (await postsMade.catch(withoutLost)) ??
    (await makeLast(feeds, work, threads)) ??
    makeLast(searches, work, threads, searchesLeft * threads.length);
  const there = async (thread: RenderThread, index: number) =>
    (await postsThere[index]) ??
    (await makeInThread(thread, index, searches, work)) ??
    (await postsMade) ??
    makeInThread(thread, index, feeds, work);
  try {
    const stopped = await Promise.all([here(), Promise.all(threads.map(there)).then(first).catch(withoutLost)]);
    // What a lost thread had in hand is made here.
    return (
      first(stopped) ??
      (await makeHere(
        changed.filter((page) => !work.isMade(page)),
        work,
      ))
    );
  } finally {
    // What stopped one of them stops the others.
    halt.abort();
  }
}

type Kind = 'posts' | 'searches' | 'feeds' | 'lists';

function byKind(changed: readonly ChangedPage[]): Readonly<Record<Kind, readonly ChangedPage[]>> {
  const kinds: Record<Kind, ChangedPage[]> = { posts: [], searches: [], feeds: [], lists: [] };
  for (const page of changed) {
    const { body, search, feed } = page.task.inputs;
    const kind =
      body !== undefined ? 'posts' : search !== undefined ? 'searches' : feed !== undefined ? 'feeds' : 'lists';
    kinds[kind].push(page);
  }
  return kinds;
}

function first(stopped: readonly Stopped[]): Stopped {
  return stopped.find((why) => why !== undefined);
}

/** Takes batches until none is left, a few at once. */
async function makeInThread(thread: RenderThread, index: number, queues: Queues, work: Work): Promise<Stopped> {
  const { keep, inFeeds, feedEntries, signal } = work;
  const atHand = {
    body: ({ postId }: { readonly postId: string }) => thread.holds(postId),
    words: thread.holds,
    text: thread.holds,
  };
  let stopped: Stopped;
  const stop = (why: Stopped) => {
    stopped = why;
    queues.clear();
  };
  const feed = async () => {
    for (let batch = queues.next(index); batch !== undefined && stopped === undefined; batch = queues.next(index)) {
      signal?.throwIfAborted();
      const texts = await textsOf(batch, work, atHand);
      if (texts === undefined) return stop('changed meanwhile');
      const made = await thread.make({
        tasks: batch.map(({ task }) => plainTask(task)),
        texts,
        inFeeds: new Set(batch.flatMap(({ task }) => (inFeeds.has(task.postId ?? '') ? (task.postId ?? []) : []))),
        feedEntries: onFeeds(batch, feedEntries),
      });
      if (!made.ok) return stop(made.failure);
      for (const [position, page] of batch.entries()) {
        const result = made.value[position];
        if (result !== undefined) keep(page, result);
      }
    }
  };
  await Promise.all(Array.from({ length: batchesInThread }, feed));
  return stopped;
}

/** The posts on the feeds of a batch, as feeds carry them. */
function onFeeds(batch: Batch, entries: ReadonlyMap<string, FeedEntry>): ReadonlyMap<string, FeedEntry> {
  const found = new Map<string, FeedEntry>();
  for (const { task } of batch) {
    for (const { body } of task.inputs.feed?.value.entries ?? []) {
      const entry = entries.get(body.postId);
      if (entry !== undefined) found.set(body.postId, entry);
    }
  }
  return found;
}

/** Makes here what the threads will come to last, until no more than some batches are left. */
async function makeLast(queues: Queues, work: Work, threads: readonly RenderThread[], left = 0): Promise<Stopped> {
  const asked: { readonly batch: Batch; readonly bodies: Promise<ReadonlyMap<string, RenderedBody>> }[] = [];
  for (;;) {
    while (asked.length < batchesAhead) {
      const batch = queues.size() > left ? queues.last() : undefined;
      if (batch === undefined) break;
      const bodies = bodiesOf(batch, threads);
      // Nobody waits for it any more when something else stops the build.
      bodies.catch(() => undefined);
      asked.push({ batch, bodies });
    }
    const next = asked.shift();
    if (next === undefined) return undefined;
    const stopped = await makeHere(next.batch, work, await next.bodies);
    if (stopped !== undefined) return stopped;
  }
}

/** The HTML of texts that threads keep, by post. */
async function bodiesOf(batch: Batch, threads: readonly RenderThread[]): Promise<ReadonlyMap<string, RenderedBody>> {
  const found = new Map<string, RenderedBody>();
  const sources = batch.flatMap(({ task }) => task.inputs.body?.value ?? []);
  const asked = threads.map(async (thread) => {
    const held = sources.filter(({ postId }) => thread.holds(postId));
    if (held.length === 0) return;
    const bodies = await thread.bodies(held);
    for (const [index, body] of bodies.entries()) found.set(held[index]?.postId ?? '', body);
  });
  await Promise.all(asked).catch(withoutLost);
  return found;
}

function withoutLost(error: unknown): undefined {
  if (!isThreadLost(error)) throw error;
}

/** Batches of pages, each with the thread that keeps their texts. */
interface Queues {
  /** A batch of its own for a thread; when it has none left, the last of the longest queue. */
  next(thread: number): Batch | undefined;
  /** The last batch of the longest queue. */
  last(): Batch | undefined;
  /** How many are left. */
  size(): number;
  /** Leaves nothing. */
  clear(): void;
}

/** The newest pages come first, as their texts were read. */
function queuesFor(changed: readonly ChangedPage[], threads: readonly RenderThread[]): Queues {
  const pages: ChangedPage[][] = threads.map(() => []);
  for (const page of [...changed].reverse()) {
    const { body, search } = page.task.inputs;
    const postId = body?.value.postId ?? search?.value.postIds[0] ?? '';
    const own = pages[threads.findIndex((thread) => thread.holds(postId))];
    (own ?? shortest(pages))?.push(page);
  }
  const queues = pages.map(batchesOf);
  const last = () =>
    queues
      .reduce<Batch[] | undefined>(
        (longest, queue) => (queue.length > (longest?.length ?? 0) ? queue : longest),
        undefined,
      )
      ?.pop();
  return {
    next: (thread) => queues[thread]?.shift() ?? last(),
    last,
    size: () => queues.reduce((sum, queue) => sum + queue.length, 0),
    clear: () => {
      for (const queue of queues) queue.length = 0;
    },
  };
}

function shortest(lists: readonly ChangedPage[][]): ChangedPage[] | undefined {
  return lists.reduce<ChangedPage[] | undefined>(
    (least, list) => (least === undefined || list.length < least.length ? list : least),
    undefined,
  );
}

/** Pages in batches of like work: a part of the search index reads as many texts as a batch of pages, a feed shows many posts. */
function batchesOf(changed: readonly ChangedPage[]): Batch[] {
  const batches: ChangedPage[][] = [];
  let room = 0;
  for (const page of changed) {
    if (room <= 0) {
      batches.push([]);
      room = batchSize;
    }
    batches.at(-1)?.push(page);
    const { search, feed } = page.task.inputs;
    room -= search !== undefined ? batchSize : feed !== undefined ? 2 : 1;
  }
  return batches;
}
