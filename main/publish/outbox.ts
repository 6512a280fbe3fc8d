import { readdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import type { Allowance, TargetRefused } from '../../common/contract/publish.ts';
import type { WriteFailed } from '../../common/contract/site.ts';
import type { PostId } from '../../common/post.ts';
import type { Result } from '../../common/result.ts';
import { isPlainObject } from '../../common/validate.ts';
import { writeDurably } from '../node/durable-file.ts';
import { isMissing } from '../node/file-system.ts';
import { sha256 } from '../node/hash.ts';

/** A publish that is not finished: on its way, waiting for the network, or stopped by something the author must settle. */
export interface OutboxEntry {
  readonly target: string;
  /** Id its receipt will have. */
  readonly publishId: string;
  /** For `KeptBuilds.open`. */
  readonly build: string;
  /** UTC milliseconds. */
  readonly queuedMs: number;
  readonly postId?: PostId;
  readonly removedPosts: readonly PostId[];
  readonly allow: readonly Allowance[];
  /** Ids of earlier publishes to this target that may have left traces there. */
  readonly triedIds: readonly string[];
  /** Why the last try did not succeed; absent before the first. */
  readonly failure?: TargetRefused;
}

/** Unfinished publishes, at most one a target: a newer one takes the place of the older. Survives restarts. */
export interface Outbox {
  put(entry: OutboxEntry): Promise<Result<void, WriteFailed>>;
  get(target: string): Promise<OutboxEntry | undefined>;
  all(): Promise<readonly OutboxEntry[]>;
  remove(target: string): Promise<void>;
}

/** Keeps the outbox in `folder`, one file a target. */
export function openOutbox(folder: string): Outbox {
  const pathOf = (target: string) => path.join(folder, `${sha256(target).slice(0, 32)}.json`);
  return {
    put: (entry) => writeDurably(pathOf(entry.target), Buffer.from(JSON.stringify(entry))),
    get: (target) => readEntry(pathOf(target)),
    all: async () => {
      const names = await readdir(folder).catch((error: unknown) => {
        if (isMissing(error)) return [];
        throw error;
      });
      const entries = await Promise.all(
        names.filter((name) => name.endsWith('.json')).map((name) => readEntry(path.join(folder, name))),
      );
      return entries.filter((entry) => entry !== undefined);
    },
    remove: (target) => rm(pathOf(target), { force: true }),
  };
}

async function readEntry(file: string): Promise<OutboxEntry | undefined> {
  try {
    const value: unknown = JSON.parse(await readFile(file, 'utf8'));
    const isWhole =
      isPlainObject(value) &&
      ['target', 'publishId', 'build'].every((key) => typeof value[key] === 'string') &&
      ['removedPosts', 'allow', 'triedIds'].every((key) => Array.isArray(value[key]));
    // Written whole or not at all by this program; the outline was checked just above.
    return isWhole ? (value as unknown as OutboxEntry) : undefined;
  } catch (error) {
    if (isMissing(error) || error instanceof SyntaxError) return undefined;
    throw error;
  }
}
