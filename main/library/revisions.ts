import path from 'node:path';
import type { Revision } from '../../common/contract/history.ts';
import type { PostId } from '../../common/post.ts';
import { writeDurably } from '../node/durable-file.ts';
import { type FileSystem, isMissing } from '../node/file-system.ts';
import { sha256 } from '../node/hash.ts';
import { inTurn } from '../node/in-turn.ts';

/** Why a version was kept. */
export type RevisionReason = Revision['reason'];

/** One kept version of a post. */
export interface RevisionEntry {
  /** Hash of the file's bytes. */
  readonly hash: string;
  /** UTC milliseconds at which the next version took its place. */
  readonly keptMs: number;
  readonly reason: RevisionReason;
  /** In bytes. */
  readonly size: number;
}

/**
 * History of a site's posts: bytes under their hash, and for each post the list of its versions. It lies in the data folder,
 * outside what the author syncs.
 */
export class Revisions {
  readonly #fileSystem: FileSystem;
  /** Absolute. */
  readonly folder: string;
  readonly #now: () => number;

  constructor(fileSystem: FileSystem, folder: string, now: () => number) {
    this.#fileSystem = fileSystem;
    this.folder = folder;
    this.#now = now;
  }

  /**
   * Keeps a version. Answers false when it could not be kept. Where both lie on one disk, `file` (which must hold these bytes)
   * is linked instead of copied: its content is on the disk already, and the coming rename leaves the link alone.
   */
  async keep(id: PostId, bytes: Uint8Array, reason: RevisionReason, file?: string): Promise<boolean> {
    const hash = sha256(bytes);
    if ((await this.read(hash)) === undefined && !(await this.#putObject(hash, bytes, file))) return false;
    return inTurn(this, id, async () => {
      const entries = await this.list(id);
      if (entries[0]?.hash === hash) return true;
      const entry: RevisionEntry = { hash, keptMs: this.#now(), reason, size: bytes.byteLength };
      return this.#writeList(id, [entry, ...entries]);
    });
  }

  /** Versions of a post, latest first. */
  async list(id: PostId): Promise<readonly RevisionEntry[]> {
    return parseList(await this.#read(this.#listFile(id)))?.entries ?? [];
  }

  /** Gives a post's versions to another id, before those that it has. */
  async move(from: PostId, to: PostId): Promise<void> {
    const entries = await this.list(from);
    if (entries.length > 0) await this.#writeList(to, [...entries, ...(await this.list(to))]);
  }

  /** Bytes of a version; undefined when it is gone or no longer what it was. */
  async read(hash: string): Promise<Uint8Array | undefined> {
    const bytes = await this.#read(this.#objectFile(hash));
    return bytes !== undefined && sha256(bytes) === hash ? bytes : undefined;
  }

  /**
   * Thins what is older than 30 days to one version a week and removes contents that no list names. At most once a day; only
   * while nothing is being kept. Answers whether it was time.
   */
  async prune(): Promise<boolean> {
    const now = this.#now();
    const marker = path.join(this.folder, 'pruned');
    const last = Number(Buffer.from((await this.#read(marker)) ?? []).toString('utf8'));
    if (last > now - dayMs && last <= now) return false;
    const named = new Set<string>();
    for (const { name } of await this.#names('posts')) {
      const file = path.join(this.folder, 'posts', name);
      const list = parseList(await this.#read(file));
      // A list that cannot be read may name anything: then nothing at all is removed.
      if (list === undefined) return false;
      const kept = thinned(list.entries, now);
      if (kept.length < list.entries.length && !(await this.#writeList(list.id, kept))) return false;
      for (const entry of kept) named.add(entry.hash);
    }
    for (const { name: start } of await this.#names('objects')) {
      for (const { name } of await this.#names(path.join('objects', start))) {
        if (!named.has(start + name))
          await this.#fileSystem.unlink(path.join(this.folder, 'objects', start, name)).catch(() => {});
      }
    }
    return (await writeDurably(marker, Buffer.from(String(now)), { fileSystem: this.#fileSystem })).ok;
  }

  async #names(folder: string): Promise<readonly { readonly name: string }[]> {
    try {
      return await this.#fileSystem.list(path.join(this.folder, folder));
    } catch (error) {
      if (isMissing(error)) return [];
      throw error;
    }
  }

  async #putObject(hash: string, bytes: Uint8Array, file: string | undefined): Promise<boolean> {
    const object = this.#objectFile(hash);
    if (file !== undefined) {
      try {
        await this.#fileSystem.link(file, object);
        // The file may have been replaced since it was read; then its link is not this version.
        // A symbolic link would be linked itself.
        const { kind } = await this.#fileSystem.lstat(object);
        if (kind === 'file' && sha256(await this.#fileSystem.readFile(object)) === sha256(bytes)) {
          await this.#fileSystem.syncFolder(path.dirname(object));
          return true;
        }
      } catch {
        // Another disk, a missing folder, no links here: copied below.
      }
    }
    return (await writeDurably(object, bytes, { fileSystem: this.#fileSystem })).ok;
  }

  async #writeList(id: PostId, entries: readonly RevisionEntry[]): Promise<boolean> {
    const bytes = Buffer.from(JSON.stringify({ id, entries }), 'utf8');
    return (await writeDurably(this.#listFile(id), bytes, { fileSystem: this.#fileSystem })).ok;
  }

  async #read(file: string): Promise<Uint8Array | undefined> {
    try {
      return await this.#fileSystem.readFile(file);
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw error;
    }
  }

  #objectFile(hash: string): string {
    return path.join(this.folder, 'objects', hash.slice(0, 2), hash.slice(2));
  }

  #listFile(id: PostId): string {
    return path.join(this.folder, 'posts', `${sha256(id).slice(0, 32)}.json`);
  }
}

interface RevisionList {
  readonly id: PostId;
  readonly entries: readonly RevisionEntry[];
}

/** Undefined when there is none or it is damaged: the contents are still there under their hashes. */
function parseList(bytes: Uint8Array | undefined): RevisionList | undefined {
  if (bytes === undefined) return undefined;
  try {
    // Written whole by `#writeList` alone.
    return JSON.parse(Buffer.from(bytes).toString('utf8')) as RevisionList;
  } catch {
    return undefined;
  }
}

const dayMs = 24 * 3_600_000;

/** Everything of the last 30 days, and of the time before the last version of each week. `entries` are latest first. */
export function thinned(entries: readonly RevisionEntry[], nowMs: number): readonly RevisionEntry[] {
  const weeks = new Set<number>();
  return entries.filter(({ keptMs }) => {
    if (keptMs > nowMs - 30 * dayMs) return true;
    const week = Math.floor(keptMs / (7 * dayMs));
    if (weeks.has(week)) return false;
    weeks.add(week);
    return true;
  });
}
