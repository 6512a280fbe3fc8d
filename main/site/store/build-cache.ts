import { readFile } from 'node:fs/promises';
import { uptime } from 'node:os';
import path from 'node:path';
import type { BuildNotice } from '../../../common/build-notice.ts';
import type { WriteFailed } from '../../../common/contract/site.ts';
import type { Result } from '../../../common/result.ts';
import { isPlainObject } from '../../../common/validate.ts';
import { writeDurably } from '../../node/durable-file.ts';
import type { PostFacts } from '../gather.ts';
import type { ObjectStore } from './object-store.ts';

/** What the last build left behind, so that the next one renders only what changed. It can be thrown away at any time. */
export interface BuildCache {
  /** By path below the site's root. */
  readonly pages: Map<string, CachedPage>;
  /** What is known of posts' texts, by post id. */
  readonly facts: ReadonlyMap<string, PostFacts>;
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
  readonly sha256: string;
  readonly size: number;
  readonly postId?: string;
  readonly warnings?: readonly BuildNotice[];
}

/** Raised whenever the same inputs would give other bytes than before, or this file another form. */
const buildFormat = 5;

/** Nothing remembered. */
function emptyCache(): BuildCache {
  return { pages: new Map(), facts: new Map(), compressed: new Map(), buildsSincePrune: 0 };
}

/**
 * Reads what the last build left; empty when there was none, or it was made by another version of the program. Pages whose
 * bytes are no longer whole in the store are forgotten. Objects are not flushed one by one, which would take longer than
 * making them; so after a restart of the machine, which may have lost what was never flushed, all are read once.
 */
export async function readBuildCache(folder: string, store: ObjectStore): Promise<BuildCache> {
  try {
    const value: unknown = JSON.parse(await readFile(cacheFile(folder), 'utf8'));
    if (!isPlainObject(value) || value.format !== buildFormat) return emptyCache();
    if (!isPlainObject(value.pages) || !isPlainObject(value.facts)) return emptyCache();
    // Written by `writeBuildCache` of this very format; it lies in the program's own folder.
    const hasRestarted = Math.abs(Number(value.startMs) - machineStartMs()) > 60_000;
    const written = Object.entries(value.pages) as [string, CachedPage][];
    const pages = written.filter(([, { sha256, size }]) => store.holds(sha256, size, hasRestarted));
    const facts = Object.entries(value.facts) as [string, PostFacts][];
    const compressed = Object.entries(value.compressed ?? {}) as [string, CompressedFile[]][];
    return {
      pages: new Map(pages),
      facts: new Map(facts),
      compressed: new Map(compressed),
      buildsSincePrune: Number(value.buildsSincePrune ?? 0),
    };
  } catch {
    return emptyCache();
  }
}

/** Keeps what this build leaves for the next. */
export function writeBuildCache(folder: string, cache: BuildCache): Promise<Result<void, WriteFailed>> {
  const { pages, facts, compressed, buildsSincePrune } = cache;
  const value = {
    format: buildFormat,
    startMs: machineStartMs(),
    pages: Object.fromEntries(pages),
    facts: Object.fromEntries(facts),
    compressed: Object.fromEntries(compressed),
    buildsSincePrune,
  };
  return writeDurably(cacheFile(folder), Buffer.from(JSON.stringify(value)));
}

/** When this machine was started, as far as its clock tells. */
function machineStartMs(): number {
  return Date.now() - uptime() * 1_000;
}

function cacheFile(folder: string): string {
  return path.join(folder, 'cache.json');
}
