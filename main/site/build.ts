import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { WriteFailed } from '../../common/contract/site.ts';
import type { ManifestFile } from '../../common/manifest.ts';
import { fail, ok, type Result } from '../../common/result.ts';
import { brokenPosts, unreadableWarnings } from './broken-posts.ts';
import { findClash } from './clashes.ts';
import { editedPosts } from './edited-posts.ts';
import { gatherFacts } from './gather.ts';
import { makePages, type PageMakers } from './make-pages.ts';
import { planPages, planPagesOf } from './pages/plan-pages.ts';
import { reusedAddresses } from './pages/redirect-pages.ts';
import { allPosts } from './plan-contexts.ts';
import { planSite, type SitePlan, type SiteSources } from './plan-site.ts';
import type { Build, BuildFailure, BuildOptions } from './site.ts';
import type { BuildCache, CachedPage } from './store/build-cache.ts';
import { compressFiles } from './store/compress-files.ts';
import { movedTerms, placedTerms, type TermMemory, withTerms } from './term-memory.ts';

/** What a build leaves. */
export interface BuiltSite {
  /** Whoever keeps the cache adds how a file is lost. */
  readonly build: Omit<Build, 'lose'>;
  readonly cache: BuildCache;
}

/** A post that changes while it is built starts the build again, at most this often; then it is built as it was found. */
const maxStarts = 5;

/**
 * Builds the whole site: gathers what it is made from, plans every page, makes those whose inputs changed since the build
 * that left `cache`, and puts all into the store. Answers when everything is in the store.
 */
export async function buildSite(
  sources: SiteSources,
  makers: PageMakers,
  cache: BuildCache,
  options: BuildOptions,
): Promise<Result<BuiltSite, BuildFailure>> {
  for (let start = 1; ; start += 1) {
    const built = await buildOnce(sources, makers, cache, options);
    if (built !== 'changed meanwhile') return built;
    if (start === maxStarts) throw new Error('Posts change faster than the site can be built');
  }
}

async function buildOnce(
  sources: SiteSources,
  makers: PageMakers,
  cache: BuildCache,
  options: BuildOptions,
): Promise<Result<BuiltSite, BuildFailure> | 'changed meanwhile'> {
  const { store } = makers;
  const gathering = gatherFacts(sources.library, cache.facts, makers.read, sources.now());
  // All pages of a first build are to be made: threads start while posts are read.
  const startThreads = (posts: number) => (cache.pages.size === 0 ? makers.pool(posts) : undefined);
  const list = await sources.library.list({ listener: { found: startThreads, read: gathering.take } });
  const broken = brokenPosts(list, cache);
  if (broken !== undefined) return fail(broken);
  startThreads(list.posts.length);
  const planned = await planSite(sources, list, gathering, options);
  if (!planned.ok) return planned;
  const plan = planned.value;
  options.signal?.throwIfAborted();
  const surroundings = plan.surroundings();
  const edited = editedPosts(cache, { facts: plan.facts, surroundings });
  if (edited === undefined) sources.tasks.begin();
  const tasks = edited === undefined ? planPages(plan.contexts) : planPagesOf(plan.contexts, edited);
  // Where nothing but words changed, nobody moved to another's address.
  const clash = edited === undefined ? findClash(tasks) : undefined;
  if (clash !== undefined) return fail(clash);
  try {
    mkdirSync(makers.objectsFolder, { recursive: true });
    const standing = edited === undefined ? new Map<string, CachedPage>() : cache.pages;
    const made = await makePages(tasks, standing, plan, { library: sources.library, makers, cache, options });
    if (made === 'changed meanwhile') return made;
    if (!made.ok) return made;
    const others = await keepFiles(plan, makers);
    const pages = inOrder(made.value.pages, edited !== undefined);
    const { files: plain, warnings } = filesAndWarnings(pages, others);
    const isCompressed = plan.contexts[0].model.settings.precompress === true;
    const { files: added, compressed } = isCompressed
      ? await compressFiles(plain, store, cache.compressed, options.signal)
      : { files: [], compressed: new Map() };
    const files = added.length === 0 ? plain : [...plain, ...added];
    files.sort((a, b) => (a.path < b.path ? -1 : 1));
    const reused = edited === undefined ? reusedByPosts(plan) : cache.reused;
    const build: BuiltSite['build'] = {
      manifest: { version: 1, files },
      pathOf: (file) => store.pathOf(file.sha256),
      rendered: made.value.rendered,
      warnings: [...unreadableWarnings(list), ...plan.warnings, ...reused, ...warnings],
      terms: termsOf(plan),
    };
    const { buildsSincePrune } = cache;
    return ok({ build, cache: { pages, facts: plan.facts, surroundings, reused, compressed, buildsSincePrune } });
  } catch (error) {
    const failed = writeFailure(error, makers.objectsFolder);
    if (failed === undefined) throw error;
    return fail(failed);
  }
}

/** Pages by path, as the manifest has them: in a large blog, to sort what is sorted takes no time. */
function inOrder(pages: ReadonlyMap<string, CachedPage>, isSorted: boolean): ReadonlyMap<string, CachedPage> {
  return isSorted ? pages : new Map([...pages].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function reusedByPosts({ contexts }: SitePlan): Build['warnings'] {
  return reusedAddresses(contexts[0].urls(), allPosts(contexts.map(({ model }) => model)));
}

function termsOf({ contexts, publishedTerms }: SitePlan): TermMemory {
  const models = contexts.map(({ model }) => model);
  return withTerms(placedTerms(models), movedTerms(publishedTerms, models));
}

/** Puts the theme's files and the published media into the store. */
async function keepFiles(plan: SitePlan, { store }: PageMakers): Promise<readonly ManifestFile[]> {
  const files = new Map<string, ManifestFile>();
  for (const { path, content } of plan.assets.values()) files.set(path, { path, ...store.put(content), role: 'asset' });
  const published = plan.media.files(plan.mediaPaths);
  for (const { path, file } of [...published, ...plan.social.files]) {
    await store.putFile(file.source, file.sha256, file.size);
    files.set(path, { path, sha256: file.sha256, size: file.size, role: 'asset' });
  }
  return [...files.values()];
}

/** In one pass, because in a large blog most of the work after an edit is to look at what stands. */
function filesAndWarnings(
  pages: ReadonlyMap<string, CachedPage>,
  others: readonly ManifestFile[],
): { readonly files: ManifestFile[]; readonly warnings: Build['warnings'] } {
  const files: ManifestFile[] = [];
  const warnings: Build['warnings'][number][] = [];
  for (const { file, postId, warnings: notices } of pages.values()) {
    files.push(file);
    if (notices === undefined) continue;
    const about = postId === undefined ? {} : { postId };
    for (const notice of notices) warnings.push({ notice, ...about });
  }
  for (const file of others) files.push(file);
  return { files, warnings };
}

/** What the disk said, as a failure; undefined for a bug, which is thrown on. */
function writeFailure(error: unknown, folder: string): WriteFailed | undefined {
  const { code, path: file = folder } = error as { code?: unknown; path?: string };
  return typeof code === 'string' && /^E[A-Z]+$/.test(code)
    ? { kind: 'write-failed', file: path.basename(file), code }
    : undefined;
}
