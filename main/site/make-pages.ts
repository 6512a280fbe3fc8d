import type { ThemeBroken } from '../../common/contract/preview.ts';
import type { RebuildReason } from '../../common/rebuild-reason.ts';
import { ok, type Result } from '../../common/result.ts';
import type { Library } from '../library/library.ts';
import { Breath } from './breath.ts';
import type { FeedEntry } from './feeds/feed-entry.ts';
import type { ReadTexts } from './gather.ts';
import { type ChangedPage, makeHere } from './make-here.ts';
import { makeInPool } from './make-in-pool.ts';
import type { DescribeFile } from './page-files.ts';
import type { PageTask } from './page-task.ts';
import type { SitePlan } from './plan-site.ts';
import { rebuildReason, type TaskKeys } from './rebuild-reason.ts';
import type { RenderMemory } from './render-memory.ts';
import type { RenderTools } from './render-tools.ts';
import type { BuildOptions } from './site.ts';
import type { BuildCache, CachedPage } from './store/build-cache.ts';
import type { ObjectStore } from './store/object-store.ts';
import type { MadePage } from './workers/messages.ts';
import type { RenderPool } from './workers/render-pool.ts';

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
  readonly read: ReadTexts;
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
  const changedPages: ChangedPage[] = [];
  const changedFeeds: ChangedPage[] = [];
  for (const task of tasks) {
    const { path, inputs: keys } = makers.keys(task, plan.themeKey);
    const before = cache.pages.get(path);
    const reason = rebuildReason(before?.inputs, keys);
    if (before !== undefined && reason === undefined) {
      const file = makers.file(task, path, before.file);
      const isSame = before.inputs === keys && before.file === file;
      pages.set(path, isSame ? before : { ...before, inputs: keys, file });
    } else (task.role === 'feed' ? changedFeeds : changedPages).push({ task, path, keys, reason: reason ?? ['new'] });
  }
  const total = Math.max(tasks.length, pages.size);
  // Feeds show the newest posts: made last, they find those rendered.
  const changed = [...changedPages.reverse(), ...changedFeeds.reverse()];
  const feedEntries = new Map<string, FeedEntry>();
  let done = total - changed.length;
  const keep = ({ task, path, keys }: ChangedPage, { sha256, size, warnings, feedEntry }: MadePage) => {
    if (task.postId !== undefined && feedEntry !== undefined) feedEntries.set(task.postId, feedEntry);
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
  const { signal } = options;
  const work = { plan, library, makers, keep, isMade, inFeeds, feedEntries, signal, breath: new Breath(signal) };
  const pool = makers.pool(changed.length);
  const failed = await (pool === undefined ? makeHere(changed, work) : makeInPool(changed, work, pool));
  if (failed !== undefined) return failed === 'changed meanwhile' ? failed : { ok: false, failure: failed };
  options.onProgress?.(total, total, 'pages');
  return ok({ pages, rendered: changed.map(({ task, reason }) => ({ address: task.address, reason })) });
}
