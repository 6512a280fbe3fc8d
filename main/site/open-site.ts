import path from 'node:path';
import type { WriteFailed } from '../../common/contract/site.ts';
import type { Manifest } from '../../common/manifest.ts';
import { ok, type Result } from '../../common/result.ts';
import type { Library } from '../library/library.ts';
import type { Media } from '../media/media.ts';
import type { Log } from '../node/log.ts';
import { buildSite } from './build.ts';
import type { ReadTexts } from './gather.ts';
import type { PageMakers } from './make-pages.ts';
import { createSitePosts } from './model.ts';
import { describeFiles } from './page-files.ts';
import type { SiteSources } from './plan-site.ts';
import { createPreviews } from './preview.ts';
import { taskKeys } from './rebuild-reason.ts';
import { rememberTemplates } from './remember-templates.ts';
import { createRenderMemory } from './render-memory.ts';
import type { Build, Site } from './site.ts';
import { type BuildCache, withoutLost } from './store/build-cache.ts';
import { openCacheFile } from './store/cache-file.ts';
import { openObjectStore } from './store/object-store.ts';
import { buildsBetweenPrunes, pruneObjects, usedObjects } from './store/prune-objects.ts';
import { createTaskMemory } from './task-memory.ts';
import type { TermMemory } from './term-memory.ts';
import { textFacts } from './text-facts.ts';
import { themeLoader } from './theme/load-theme.ts';
import { readUrls, withPresent, writeUrls } from './url-memory.ts';
import { type RenderPool, startRenderPool } from './workers/render-pool.ts';
import { minPagesForPool, type ThreadScript } from './workers/start-thread.ts';

/** What a site is opened with. */
export interface SiteParts {
  readonly library: Library;
  readonly media: Media;
  /** This site's sub-folder of the application's data; `builds/` in it is the site's own. */
  readonly dataFolder: string;
  /** Folder of the themes that travel with the program. */
  readonly shippedThemesFolder: string;
  /** Of the program; another one plans every page anew. Default: none. */
  readonly programVersion?: string;
  /** UTC milliseconds. */
  readonly now: () => number;
  readonly log: Log;
  /** What threads of large builds are started from; without it they use this thread alone. */
  readonly threadScript?: ThreadScript;
  /** Threads of a large build besides this one; default: one for each other processor. */
  readonly threads?: number;
}

/** Builds of this program whose bytes stay, because somebody may be sending them. */
const maxRecent = 4;

/** The site that a library makes. Nothing is read before it is asked for. */
export function openSite(parts: SiteParts): Site {
  const { library, media, dataFolder, shippedThemesFolder, now, log } = parts;
  const folder = path.join(dataFolder, 'builds');
  const objectsFolder = path.join(folder, 'objects');
  const sources: SiteSources = {
    library,
    media,
    loadTheme: themeLoader({ shippedThemesFolder, siteFolder: library.folder }),
    now,
    sitePosts: createSitePosts(),
    knownComments: new Map(),
    cards: new WeakMap(),
    bodies: new WeakMap(),
    extras: new WeakMap(),
    tasks: createTaskMemory(),
    commentKeys: new WeakMap(),
    programVersion: parts.programVersion ?? '',
  };
  const store = openObjectStore(objectsFolder);
  const cacheFile = openCacheFile(folder, store, () => library.readOnly === undefined);
  const previews = createPreviews(sources);
  let cache: BuildCache | undefined;
  let recent: readonly (() => ReadonlySet<string>)[] = [];
  let turn: Promise<unknown> = Promise.resolve();
  let remembering: Promise<unknown> = Promise.resolve();
  let closing: Promise<unknown> = Promise.resolve();

  const lasting = {
    objectsFolder,
    store,
    templates: rememberTemplates(),
    keys: taskKeys(),
    file: describeFiles(),
    memory: createRenderMemory(),
  };

  const lose: Build['lose'] = ({ sha256 }) => {
    store.remove(sha256);
    if (cache !== undefined) cache = withoutLost(cache, ({ file }) => file.sha256 === sha256);
  };
  const build: Site['build'] = async (options) => {
    cache ??= await cacheFile.read();
    const startedMs = now();
    const threads = poolOnDemand(parts);
    let isDone = false;
    try {
      const makers: PageMakers = { ...lasting, read: threads.read, pool: threads.forPages };
      const built = await buildSite(sources, makers, cache, options);
      if (!built.ok) return built;
      const { build: finished, cache: left } = built.value;
      const isNew = finished.rendered.length > 0;
      const isPruned = isNew && left.buildsSincePrune + 1 >= buildsBetweenPrunes;
      const kept = { ...left, buildsSincePrune: isPruned ? 0 : left.buildsSincePrune + (isNew ? 1 : 0) };
      cache = kept;
      recent = [() => usedObjects(finished, kept), ...recent].slice(0, maxRecent);
      // The build stands without it: a lost memory only makes the next build longer.
      if (isNew) {
        const used = recent;
        remembering = remembering
          .then(() => cacheFile.write(kept))
          .then((written) => {
            if (!written.ok) log.error('the memory of a build was not kept', written.failure);
          })
          .then(() =>
            isPruned && library.readOnly === undefined
              ? pruneObjects(
                  objectsFolder,
                  used.map((objects) => objects()),
                  now(),
                )
              : 0,
          )
          .catch((error: unknown) => {
            log.error('objects of earlier builds were not removed', error);
          });
      }
      log.info('site built', {
        files: finished.manifest.files.length,
        rendered: finished.rendered.length,
        ms: now() - startedMs,
      });
      isDone = true;
      return ok({ ...finished, lose });
    } finally {
      const closed = threads.close(isDone);
      closing = Promise.all([closing, closed]);
      // Nobody waits for threads that tidy up.
      if (!isDone) await closed;
    }
  };

  return {
    preview: previews.preview,
    previewResource: previews.resource,
    build: (options) => {
      const building = turn.then(() => build(options));
      turn = building.catch(() => undefined);
      return building;
    },
    rememberAddresses: ({ manifest, terms }) => {
      const writing = turn.then(() => rememberAddresses(library, manifest, terms));
      turn = writing.catch(() => undefined);
      return writing;
    },
    close: async () => {
      await turn;
      await remembering;
      await closing;
    },
  };
}

async function rememberAddresses(
  library: Library,
  { files }: Manifest,
  terms: TermMemory | undefined,
): Promise<Result<void, WriteFailed>> {
  if (library.readOnly !== undefined) return ok(undefined);
  const memory = await readUrls(library.folder);
  // A file that cannot be read may hold addresses that are nowhere else: it is left as it is, and the build warns.
  if (memory.isBroken) return ok(undefined);
  const placed = files.flatMap(({ page }) =>
    page?.postId === undefined ? [] : [{ id: page.postId, address: page.address }],
  );
  return writeUrls(library.folder, { ...withPresent(memory, placed), ...terms });
}

/** Threads that start when there is work for them. */
function poolOnDemand({ threadScript, threads }: SiteParts) {
  let pool: RenderPool | undefined;
  const start = () => {
    if (threadScript !== undefined) pool ??= startRenderPool(threadScript, threads);
    return pool;
  };
  let count = 0;
  const read: ReadTexts = async (texts) => {
    count += texts.length;
    const used = count >= minPagesForPool ? start() : pool;
    const facts = await used?.read(texts).catch(() => undefined);
    return facts === undefined
      ? { facts: texts.map(({ text }) => textFacts(text)), isKept: false }
      : { facts, isKept: true };
  };
  return {
    read,
    forPages: (pages: number) => (pages >= minPagesForPool ? start() : undefined),
    close: async (isDone: boolean) => {
      await pool?.close(isDone);
    },
  };
}
