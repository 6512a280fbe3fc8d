import type { BuildNotice } from '../../../common/build-notice.ts';
import type { BuildWarning } from '../../../common/contract/build.ts';
import type { ManifestFile } from '../../../common/manifest.ts';
import type { PostFacts } from '../gather.ts';
import type { Surroundings } from '../surroundings.ts';

/** What the last build left behind, so that the next one renders only what changed. It can be thrown away at any time. */
export interface BuildCache {
  /** By path below the site's root, in the order of the paths. */
  readonly pages: ReadonlyMap<string, CachedPage>;
  /** What is known of posts' texts, by post id. */
  readonly facts: ReadonlyMap<string, PostFacts>;
  /** What else all of it was planned from; absent when a page of that build is missing here. */
  readonly surroundings?: Surroundings;
  /** What was said of posts that stand where another one stood. */
  readonly reused: readonly BuildWarning[];
  /** Compressed forms by the hash of what they hold; empty unless the settings ask for them. */
  readonly compressed: ReadonlyMap<string, readonly CompressedFile[]>;
  /** Builds that changed something since objects of earlier ones were removed. */
  readonly buildsSincePrune: number;
}

/** A compressed form of a file, in the store. */
export interface CompressedFile {
  readonly ending: '.gz' | '.br';
  readonly sha256: string;
  readonly size: number;
}

/** A page of an earlier build and the keys of what it was made from. */
export interface CachedPage {
  /** By name of the input; the theme and the maker of the page are inputs too. */
  readonly inputs: Readonly<Record<string, string>>;
  /** As the manifest has it. */
  readonly file: ManifestFile;
  readonly postId?: string;
  readonly warnings?: readonly BuildNotice[];
}

/** A cache without the pages whose bytes are lost; the very same one when none is. */
export function withoutLost(cache: BuildCache, isLost: (page: CachedPage) => boolean): BuildCache {
  const lost: string[] = [];
  for (const [path, page] of cache.pages) if (isLost(page)) lost.push(path);
  if (lost.length === 0) return cache;
  const pages = new Map(cache.pages);
  for (const path of lost) pages.delete(path);
  const { facts, reused, compressed, buildsSincePrune } = cache;
  return { pages, facts, reused, compressed, buildsSincePrune };
}

/** Nothing remembered. */
export const emptyCache: BuildCache = {
  pages: new Map(),
  facts: new Map(),
  reused: [],
  compressed: new Map(),
  buildsSincePrune: 0,
};
