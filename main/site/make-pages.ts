import type { ThemeBroken } from '../../common/contract/preview.ts';
import type { RebuildReason } from '../../common/rebuild-reason.ts';
import { ok, type Result } from '../../common/result.ts';
import type { Library } from '../library/library.ts';
import type { BodyNeeds } from './body.ts';
import { readTexts, type Texts } from './gather.ts';
import { makePage } from './make-page.ts';
import type { DescribeFile } from './page-files.ts';
import { type PageTask, plainTask } from './page-task.ts';
import type { SitePlan } from './plan-site.ts';
import { rebuildReason, type TaskKeys } from './rebuild-reason.ts';
import type { RenderMemory } from './render-memory.ts';
import { type RenderTools, renderTools } from './render-tools.ts';
import type { BuildOptions } from './site.ts';
import type { BuildCache, CachedPage } from './store/build-cache.ts';
import type { ObjectStore } from './store/object-store.ts';
import type { MadePage } from './workers/messages.ts';
import { isThreadLost, type RenderPool } from './workers/render-pool.ts';

/** What makes pages: this thread for a few, and a pool of threads besides it for many. */
export interface PageMakers {
  readonly objectsFolder: string;
  readonly store: ObjectStore;
  /** Paths and keys of tasks, remembered from build to build. */
  readonly keys: (task: PageTask, themeKey: string) => TaskKeys;
  readonly memory: RenderMemory;
  /** What a page is in the manifest; the same object for the same task and bytes. */
  readonly file: DescribeFile;
  /** The theme's templates, compiled once for as long as theme and settings stay. */
  readonly templates: (plan: SitePlan) => RenderTools['templates'];
  /** What texts ask for, in their order. */
  readonly needs: (texts: readonly string[]) => Promise<readonly BodyNeeds[]>;
  /** Threads, where they are worth their start: undefined for few pages, or where there are none. */
  readonly pool: (pages: number) => RenderPool | undefined;
}

/** All pages of a site, those made now and those that still stand. */
export interface MadePages {
  readonly pages: Map<string, CachedPage>;
  readonly rendered: readonly { readonly address: string; readonly reason: RebuildReason }[];
}

/** What pages are made with. */
export interface PageSurroundings {
  readonly library: Library;
  readonly makers: PageMakers;
  readonly cache: BuildCache;
  readonly options: BuildOptions;
}

interface ChangedPage {
  readonly task: PageTask;
  readonly path: string;
  readonly keys: Readonly<Record<string, string>>;
  readonly reason: RebuildReason;
}

/** Pages handed to a thread at once. */
const batchSize = 32;
/** Lets other work of the program in at least this often. */
const maxBusyMs = 12;

/** Makes the pages whose inputs are not those of the cached ones; the others are `standing` or, where it lies, in the cache. */
export async function makePages(
  tasks: readonly PageTask[],
  standing: ReadonlyMap<string, CachedPage>,
  plan: SitePlan,
  { library, makers, cache, options }: PageSurroundings,
): Promise<Result<MadePages, ThemeBroken> | 'changed meanwhile'> {
  const pages = new Map(standing);
  makers.memory.bodies.begin();
  makers.memory.words.begin();
  const made = new Set<string>();
  const changed: ChangedPage[] = [];
  for (const task of tasks) {
    const { path, inputs: keys } = makers.keys(task, plan.themeKey);
    const before = cache.pages.get(path);
    const reason = rebuildReason(before?.inputs, keys);
    if (before !== undefined && reason === undefined) {
      const file = makers.file(task, path, before.file);
      const isSame = before.inputs === keys && before.file === file;
      pages.set(path, isSame ? before : { ...before, inputs: keys, file });
    } else changed.push({ task, path, keys, reason: reason ?? ['new'] });
  }
  const total = Math.max(tasks.length, pages.size);
  // Feeds show the newest posts: made last, they find those rendered.
  changed.reverse();
  changed.sort((a, b) => Number(a.task.role === 'feed') - Number(b.task.role === 'feed'));
  const feedHtml = new Map<string, string>();
  let done = total - changed.length;
  const keep = ({ task, path, keys }: ChangedPage, { sha256, size, warnings, feedHtml: forFeeds }: MadePage) => {
    if (task.postId !== undefined && forFeeds !== undefined) feedHtml.set(task.postId, forFeeds);
    made.add(path);
    pages.set(path, {
      inputs: keys,
      file: makers.file(task, path, { sha256, size }),
      ...(task.postId === undefined ? {} : { postId: task.postId }),
      ...(warnings.length === 0 ? {} : { warnings }),
    });
    done += 1;
    if (done % 20 === 0 || done === total) options.onProgress?.(done, total, 'pages');
  };
  const isMade = ({ path }: ChangedPage) => made.has(path);
  const feeds = changed.flatMap(({ task }) => task.inputs.feed?.value.entries ?? []);
  const inFeeds = new Set(feeds.map(({ body }) => body.postId));
  const work = { plan, library, makers, keep, isMade, inFeeds, feedHtml, signal: options.signal };
  const failed = await makeAll(changed, work);
  if (failed !== undefined) return failed === 'changed meanwhile' ? failed : { ok: false, failure: failed };
  options.onProgress?.(total, total, 'pages');
  return ok({ pages, rendered: changed.map(({ task, reason }) => ({ address: task.address, reason })) });
}

interface Work {
  readonly plan: SitePlan;
  readonly library: Library;
  readonly makers: PageMakers;
  readonly keep: (page: ChangedPage, made: MadePage) => void;
  readonly isMade: (page: ChangedPage) => boolean;
  /** Ids of the posts on the feeds to be made, and those posts as feeds carry them, as far as they were made. */
  readonly inFeeds: ReadonlySet<string>;
  readonly feedHtml: Map<string, string>;
  readonly signal: AbortSignal | undefined;
}

type Stopped = ThemeBroken | 'changed meanwhile' | undefined;

/**
 * Pages with whole texts are for the threads; lists, which share their entries, are made here meanwhile, and then this thread
 * takes its share of what is left. Feeds are made at last, from what the posts on them left for them.
 */
async function makeAll(changed: readonly ChangedPage[], work: Work): Promise<Stopped> {
  const pool = work.makers.pool(changed.length);
  if (pool === undefined) return makeHere(changed, work);
  const isFeed = ({ task: { inputs } }: ChangedPage) => inputs.feed !== undefined;
  const isForThreads = ({ task: { inputs } }: ChangedPage) => inputs.body !== undefined || inputs.search !== undefined;
  const batches = batchesOf(changed.filter(isForThreads)).reverse();
  const makeShare = async (): Promise<Stopped> => {
    let stopped = await makeHere(
      changed.filter((page) => !isForThreads(page) && !isFeed(page)),
      work,
    );
    for (let batch = batches.pop(); batch !== undefined && stopped === undefined; batch = batches.pop()) {
      stopped = await makeHere(batch, work);
    }
    return stopped;
  };
  const [inThreads, here] = await Promise.all([
    makeInPool(batches, work, pool).catch((error: unknown) => {
      if (isThreadLost(error)) return undefined;
      throw error;
    }),
    makeShare().finally(() => {
      // What stopped this thread stops the others.
      batches.length = 0;
    }),
  ]);
  // What a lost thread had in hand is made here.
  return (
    inThreads ??
    here ??
    makeHere(
      changed.filter((page) => !work.isMade(page)),
      work,
    )
  );
}

async function makeHere(changed: readonly ChangedPage[], work: Work): Promise<Stopped> {
  const { plan, makers, keep, feedHtml, inFeeds, signal } = work;
  if (changed.length === 0) return undefined;
  const texts = await textsOf(changed, work, makers.memory);
  if (texts === undefined) return 'changed meanwhile';
  const tools = renderTools(
    plan.setting,
    (postId) => texts.get(postId),
    makers.templates(plan),
    feedHtml,
    makers.memory,
  );
  let breath = performance.now();
  for (const page of changed) {
    if (performance.now() - breath > maxBusyMs) {
      await new Promise((resolve) => setImmediate(resolve));
      signal?.throwIfAborted();
      breath = performance.now();
    }
    const { postId } = page.task;
    const made = makePage(page.task, tools, makers.store, postId !== undefined && inFeeds.has(postId));
    if (!made.ok) return made.failure;
    keep(page, made.value);
  }
  return undefined;
}

/** Takes batches from the end of the list until none is left. */
async function makeInPool(batches: ChangedPage[][], work: Work, pool: RenderPool): Promise<Stopped> {
  const { plan, makers, keep, inFeeds, signal } = work;
  pool.use(plan.setting, makers.objectsFolder);
  let stopped: Stopped;
  const feed = async () => {
    for (let batch = batches.pop(); batch !== undefined && stopped === undefined; batch = batches.pop()) {
      signal?.throwIfAborted();
      const texts = await textsOf(batch, work);
      if (texts === undefined) {
        stopped = 'changed meanwhile';
        batches.length = 0;
        return;
      }
      const made = await pool.make(
        batch.map(({ task }) => plainTask(task)),
        texts,
        inFeeds,
      );
      if (!made.ok) {
        stopped = made.failure;
        batches.length = 0;
        return;
      }
      for (const [index, page] of batch.entries()) {
        const result = made.value[index];
        if (result !== undefined) keep(page, result);
      }
    }
  };
  await Promise.all(Array.from({ length: pool.width }, feed));
  return stopped;
}

/** Pages in batches of like work: a part of the search index reads as many texts as many pages. */
function batchesOf(changed: readonly ChangedPage[]): ChangedPage[][] {
  const batches: ChangedPage[][] = [];
  let room = 0;
  for (const page of changed) {
    if (room <= 0) {
      batches.push([]);
      room = batchSize;
    }
    batches.at(-1)?.push(page);
    room -= page.task.inputs.search === undefined ? 1 : batchSize / 2;
  }
  return batches;
}

/** Texts of the posts that these pages show whole, but for those that were rendered before by whoever has this memory. */
async function textsOf(
  pages: readonly ChangedPage[],
  { plan, library, makers, feedHtml }: Work,
  memory?: RenderMemory,
): Promise<Texts | undefined> {
  const ids = new Set<string>();
  for (const { task } of pages) {
    const { body, excerpts, feed, search } = task.inputs;
    if (body !== undefined && memory?.bodies.has(body.value) !== true) ids.add(body.value.postId);
    for (const { body: entry, card } of feed?.value.entries ?? []) {
      if (!feedHtml.has(entry.postId) && makers.memory.feeds.get(entry)?.card !== card) ids.add(entry.postId);
    }
    for (const excerpt of excerpts?.value ?? []) if (excerpt !== null) ids.add(excerpt.postId);
    for (const [position, postId] of search?.value.postIds.entries() ?? []) {
      if (memory?.words.has(search?.value.textKeys[position] ?? '') !== true) ids.add(postId);
    }
  }
  return readTexts(library, ids, plan);
}
