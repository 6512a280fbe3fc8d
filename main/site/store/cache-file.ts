import { appendFile, rm } from 'node:fs/promises';
import { uptime } from 'node:os';
import path from 'node:path';
import type { WriteFailed } from '../../../common/contract/site.ts';
import { ok, type Result } from '../../../common/result.ts';
import { writeCache } from '../../node/durable-file.ts';
import { nodeFileSystem } from '../../node/file-system.ts';
import { type BuildCache, emptyCache, withoutLost } from './build-cache.ts';
import { changeLine, isAsWritten, type ReadCache, readWhole, wholeLines, withChange } from './cache-lines.ts';
import { lastBuildFile } from './last-build-file.ts';
import type { ObjectStore } from './object-store.ts';

/** Where a build leaves for the next one what it knows. */
export interface CacheFile {
  /** What the last build left; empty when there was none, or it was made by another version of the program. */
  read(): Promise<BuildCache>;
  /** Keeps what this build leaves: only what is new of it, where that is little. */
  write(cache: BuildCache): Promise<Result<void, WriteFailed>>;
}

/** Changes are read at every start: when they are more than this, the whole is written anew. In UTF-16 units. */
const maxChanges = 2_000_000;

/**
 * The cache in a folder: `last-build.jsonl`, and the changes since in `last-build-changes.jsonl`. Each change names the state it
 * follows on and carries its own hash, so that what was cut off, or written by another process meanwhile, is left out; the whole
 * carries a hash too, which is looked at only after a restart of the machine, because nothing else can tear it. `isAlone` says that
 * no other program removes objects.
 */
export function openCacheFile(folder: string, store: ObjectStore, isAlone: () => boolean): CacheFile {
  const whole = path.join(folder, lastBuildFile);
  const changes = path.join(folder, 'last-build-changes.jsonl');
  const where = () => ({ startMs: machineStartMs(), ...(isAlone() ? { seal: store.seal() } : {}) });
  /** What lies on the disk; undefined where that is not known, or not to be added to. */
  let kept: { readonly state: string; readonly cache: BuildCache; readonly added: number } | undefined;

  return {
    read: async () => {
      const [bytes, added] = await Promise.all([bytesOf(whole), bytesOf(changes)]);
      const base = bytes === undefined ? undefined : readOrNothing(bytes);
      if (base === undefined) return emptyCache;
      const { read, isWhole } = withChanges(base, added?.toString() ?? '');
      if (bytes !== undefined && hasRestarted(read) && !isAsWritten(bytes)) return emptyCache;
      const cache = asTheStoreIs(read, store);
      kept = isWhole && cache === read.cache ? { state: read.state, cache, added: added?.byteLength ?? 0 } : undefined;
      return cache;
    },
    write: async (cache) => {
      const before = kept;
      const change = before === undefined ? undefined : changeLine(before.state, before.cache, cache, where());
      kept = undefined;
      if (before !== undefined && change !== undefined && before.added + change.text.length <= maxChanges) {
        const isAdded = await append(changes, change.text);
        if (isAdded) kept = { state: change.state, cache, added: before.added + change.text.length };
        if (isAdded) return ok(undefined);
      }
      const lines = wholeLines(cache, where());
      const written = await writeCache(whole, lines.bytes);
      if (!written.ok) return written;
      // Those that are left follow on another state, and count for nothing.
      await rm(changes, { force: true });
      kept = { state: lines.state, cache, added: 0 };
      return written;
    },
  };
}

async function bytesOf(file: string): Promise<Buffer | undefined> {
  const bytes = await nodeFileSystem.readFile(file).catch(() => undefined);
  return bytes === undefined ? undefined : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function readOrNothing(bytes: Buffer): ReadCache | undefined {
  try {
    return readWhole(bytes);
  } catch {
    // Of another version, or damaged: everything is made again.
    return undefined;
  }
}

function withChanges(base: ReadCache, text: string): { readonly read: ReadCache; readonly isWhole: boolean } {
  let read = base;
  const lines = text.split('\n');
  // After the last line's end nothing is left.
  const rest = lines.pop();
  for (const line of lines) {
    const next = withChange(read, line);
    if (next === undefined) return { read, isWhole: false };
    read = next;
  }
  return { read, isWhole: rest === '' };
}

/**
 * Without the pages whose bytes are lost. A page is remembered once its bytes were written whole, and nobody else writes into the
 * store, so it is enough that they are there. But objects are not flushed one by one, which would take longer than making them;
 * so after a restart of the machine, which may have lost what was never flushed, all are read once.
 */
function asTheStoreIs(read: ReadCache, store: ObjectStore): BuildCache {
  const { cache, written } = read;
  if (!hasRestarted(read) && written.seal === store.seal()) return cache;
  const names = hasRestarted(read) ? undefined : store.names();
  return withoutLost(cache, ({ file: { sha256, size } }) =>
    names === undefined ? !store.isIntact(sha256, size) : !names.has(sha256),
  );
}

/**
 * Adds a line; false when the disk refuses: then what is there of it has no hash that fits. Nobody waits until it is on the disk,
 * which after a large build would write out all of it: a line that a power cut takes or tears counts for nothing.
 */
function append(file: string, line: string): Promise<boolean> {
  return appendFile(file, line).then(
    () => true,
    () => false,
  );
}

/** Whether the machine has since then; whoever added the last change had looked at what was there before. */
function hasRestarted({ written }: ReadCache): boolean {
  return Math.abs(written.startMs - machineStartMs()) > 60_000;
}

/** When this machine was started, as far as its clock tells. */
function machineStartMs(): number {
  return Date.now() - uptime() * 1_000;
}
