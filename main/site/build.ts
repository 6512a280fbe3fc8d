import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { WriteFailed } from '../../common/contract/site.ts';
import type { ManifestFile } from '../../common/manifest.ts';
import { fail, ok, type Result } from '../../common/result.ts';
import { addressToPath } from './addresses.ts';
import { brokenPosts, unreadableWarnings } from './broken-posts.ts';
import { findClash } from './clashes.ts';
import { mediaPathsOf } from './gather.ts';
import type { PageTask } from './page-task.ts';
import { planPages } from './pages/plan-pages.ts';
import { planSite, type SitePlan, type SiteSources } from './plan-site.ts';
import { inputKeys, rebuildReason } from './rebuild-reason.ts';
import { renderTask } from './render-task.ts';
import type { Build, BuildFailure, BuildOptions } from './site.ts';
import { type BuildCache, type CachedPage, writeBuildCache } from './store/build-cache.ts';
import type { ObjectStore } from './store/object-store.ts';

/** Where builds are kept. */
export interface BuildPlaces {
  /** `builds/` in the site's part of the application's data. */
  readonly folder: string;
  readonly store: ObjectStore;
}

/**
 * Builds the whole site: gathers what it is made from, plans every page, makes those whose inputs changed since the build
 * that left `cache`, and puts all into the store. Answers when everything is in the store.
 */
export async function buildSite(
  sources: SiteSources,
  places: BuildPlaces,
  cache: BuildCache,
  options: BuildOptions,
): Promise<Result<{ readonly build: Build; readonly cache: BuildCache }, BuildFailure>> {
  const list = await sources.library.list();
  const broken = brokenPosts(list, cache);
  if (broken !== undefined) return fail(broken);
  const planned = await planSite(sources, list, cache.needs);
  if (!planned.ok) return planned;
  const plan = planned.value;
  const tasks = planPages(plan.context);
  const clash = findClash(tasks);
  if (clash !== undefined) return fail(clash);
  try {
    mkdirSync(places.folder, { recursive: true });
    const made = await makePages(tasks, plan, places.store, cache, options);
    if (!made.ok) return made;
    const others = await keepFiles(plan, places.store);
    const files = [...made.value.files, ...others].sort((a, b) => (a.path < b.path ? -1 : 1));
    const next: BuildCache = { pages: made.value.pages, needs: plan.needs };
    const written = await writeBuildCache(places.folder, next);
    if (!written.ok) return written;
    const build: Build = {
      manifest: { version: 1, files },
      pathOf: (file) => places.store.pathOf(file.sha256),
      rendered: made.value.rendered,
      warnings: [...unreadableWarnings(list), ...plan.warnings, ...made.value.warnings],
    };
    return ok({ build, cache: next });
  } catch (error) {
    const failed = writeFailure(error, places.folder);
    if (failed === undefined) throw error;
    return fail(failed);
  }
}

interface MadePages {
  readonly files: readonly ManifestFile[];
  readonly pages: Map<string, CachedPage>;
  readonly rendered: Build['rendered'];
  readonly warnings: Build['warnings'];
}

/** Lets other work of the program in at least this often. */
const maxBusyMs = 12;

async function makePages(
  tasks: readonly PageTask[],
  plan: SitePlan,
  store: ObjectStore,
  cache: BuildCache,
  { signal, onProgress }: BuildOptions,
): Promise<Result<MadePages, BuildFailure>> {
  const pages = new Map<string, CachedPage>();
  const rendered: { address: string; reason: string }[] = [];
  let breath = performance.now();
  for (const [done, task] of tasks.entries()) {
    const path = addressToPath(task.address);
    const keys = inputKeys(task, plan.themeKey);
    const before = cache.pages.get(path);
    const reason = rebuildReason(before?.inputs, keys);
    if (before !== undefined && reason === undefined) {
      pages.set(path, before);
      continue;
    }
    if (performance.now() - breath > maxBusyMs) {
      await new Promise((resolve) => setImmediate(resolve));
      signal?.throwIfAborted();
      onProgress?.(done, tasks.length);
      breath = performance.now();
    }
    const made = renderTask(task, plan.tools);
    if (!made.ok) return made;
    const warnings = made.value.warnings.map(({ kind, subject, line }) => warningText(kind, subject, line));
    pages.set(path, {
      inputs: keys,
      ...store.put(Buffer.from(made.value.content)),
      ...(task.postId === undefined ? {} : { postId: task.postId }),
      ...(warnings.length === 0 ? {} : { warnings }),
    });
    rendered.push({ address: task.address, reason: reason ?? 'new' });
  }
  onProgress?.(tasks.length, tasks.length);
  return ok({ files: tasks.map((task) => manifestFile(task, pages)), pages, rendered, warnings: warningsOf(pages) });
}

function manifestFile(task: PageTask, pages: ReadonlyMap<string, CachedPage>): ManifestFile {
  const path = addressToPath(task.address);
  const page = pages.get(path);
  if (page === undefined) throw new Error(`${path} was not made`);
  const { role, address, title, postId } = task;
  const described = { page: { address, title, ...(postId === undefined ? {} : { postId }) } };
  const isPage = task.make === 'template' && role !== 'other';
  return { path, sha256: page.sha256, size: page.size, role, ...(isPage ? described : {}) };
}

/** Puts the theme's files and the published media into the store. */
async function keepFiles(plan: SitePlan, store: ObjectStore): Promise<readonly ManifestFile[]> {
  const files = new Map<string, ManifestFile>();
  for (const { path, content } of plan.assets.values()) files.set(path, { path, ...store.put(content), role: 'asset' });
  for (const { path, file } of plan.media.files(mediaPathsOf(plan.summaries, plan.texts))) {
    await store.putFile(file.source, file.sha256, file.size);
    files.set(path, { path, sha256: file.sha256, size: file.size, role: 'asset' });
  }
  return [...files.values()];
}

function warningsOf(pages: ReadonlyMap<string, CachedPage>): Build['warnings'] {
  return [...pages.values()].flatMap(({ warnings = [], postId }) =>
    warnings.map((message) => ({ message, ...(postId === undefined ? {} : { postId }) })),
  );
}

function warningText(kind: string, subject: string, line: number): string {
  const where = `line ${line + 1}`;
  switch (kind) {
    case 'broken-link':
      return `The link to "${subject}" (${where}) leads nowhere.`;
    case 'missing-picture':
      return `The picture "${subject}" (${where}) is not there.`;
    case 'removed-html':
      return `"${subject}" (${where}) was left out, because it could run a program in the reader's browser.`;
    default:
      return `The formula "${subject}" (${where}) cannot be read.`;
  }
}

/** What the disk said, as a failure; undefined for a bug, which is thrown on. */
function writeFailure(error: unknown, folder: string): WriteFailed | undefined {
  const { code, path: file = folder } = error as { code?: unknown; path?: string };
  return typeof code === 'string' && /^E[A-Z]+$/.test(code)
    ? { kind: 'write-failed', file: path.basename(file), code }
    : undefined;
}
