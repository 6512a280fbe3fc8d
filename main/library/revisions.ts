import path from 'node:path';
import type { PostId } from '../../common/post.ts';
import { writeCache, writeDurably } from '../node/durable-file.ts';
import { type FileSystem, isMissing } from '../node/file-system.ts';
import { sha256 } from '../node/hash.ts';
import { inTurn } from '../node/in-turn.ts';
import { type RevisionEntry, RevisionLists, type RevisionReason } from './revision-lists.ts';

/**
 * History of a site's posts: bytes under their hash, and for each post the list of its versions. It lies in the data folder,
 * outside what the author syncs.
 */
export class Revisions {
  readonly #fileSystem: FileSystem;
  /** Absolute. */
  readonly folder: string;
  readonly #now: () => number;
  readonly #lists: RevisionLists;

  constructor(fileSystem: FileSystem, folder: string, now: () => number) {
    this.#fileSystem = fileSystem;
    this.folder = folder;
    this.#now = now;
    this.#lists = new RevisionLists(fileSystem, path.join(folder, 'posts'));
  }

  /**
   * Keeps a version. Answers false when it could not be kept. Where both lie on one disk, `file` (which must hold these bytes)
   * is linked instead of copied: its content is on the disk already, and the coming rename leaves the link alone.
   */
  async keep(id: PostId, bytes: Uint8Array, reason: RevisionReason, file?: string): Promise<boolean> {
    const hash = sha256(bytes);
    const object = this.#objectFile(hash);
    const isThere =
      (await this.read(hash)) !== undefined || (file !== undefined && (await this.#link(file, object, hash)));
    if (!isThere && !(await this.#copy(object, bytes))) return false;
    // The list names only what is there; then both wait for the disk side by side.
    const entry: RevisionEntry = { hash, keptMs: this.#now(), reason, size: bytes.byteLength };
    const added = inTurn(this, id, () => this.#lists.add(id, entry));
    const isLasting = !isThere || (await this.#sync(object)) || (await this.#copy(object, bytes));
    return (await added) && isLasting;
  }

  /** Versions of a post, latest first. */
  list(id: PostId): Promise<readonly RevisionEntry[]> {
    return this.#lists.read(id);
  }

  /** Gives a post's versions to another id, before those that it has. */
  async move(from: PostId, to: PostId): Promise<void> {
    const entries = await this.list(from);
    if (entries.length > 0) await this.#lists.write(to, [...entries, ...(await this.list(to))]);
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
    const lists = await this.#lists.all();
    if (lists === undefined) return false;
    const named = new Set<string>();
    for (const { id, entries } of lists) {
      const kept = thinned(entries, now);
      if (kept.length < entries.length && !(await this.#lists.write(id, kept))) return false;
      for (const entry of kept) named.add(entry.hash);
    }
    for (const { name } of await this.#objects()) {
      if (!named.has(name)) await this.#fileSystem.unlink(this.#objectFile(name)).catch(() => {});
    }
    return (await writeCache(marker, Buffer.from(String(now)), { fileSystem: this.#fileSystem })).ok;
  }

  async #objects(): Promise<readonly { readonly name: string }[]> {
    try {
      return await this.#fileSystem.list(path.join(this.folder, 'objects'));
    } catch (error) {
      if (isMissing(error)) return [];
      throw error;
    }
  }

  /** Gives a file's content its name as an object; false where that cannot be done: another disk, a missing folder, no links. */
  async #link(file: string, object: string, hash: string): Promise<boolean> {
    try {
      await this.#fileSystem.link(file, object);
      // The file may have been replaced since it was read; then its link is not this version.
      // A symbolic link would be linked itself.
      const { kind } = await this.#fileSystem.lstat(object);
      if (kind === 'file' && (await this.read(hash)) !== undefined) return true;
      await this.#fileSystem.unlink(object);
    } catch {
      // Copied instead.
    }
    return false;
  }

  /** Makes a content that lies there last. Whoever wrote the linked file may not have waited for the disk. */
  async #sync(object: string): Promise<boolean> {
    try {
      const handle = await this.#fileSystem.open(object, 'append');
      try {
        await Promise.all([handle.syncData(), this.#fileSystem.syncFolder(path.dirname(object))]);
      } finally {
        await handle.close();
      }
      return true;
    } catch {
      return false;
    }
  }

  async #copy(object: string, bytes: Uint8Array): Promise<boolean> {
    return (await writeDurably(object, bytes, { fileSystem: this.#fileSystem })).ok;
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
    return path.join(this.folder, 'objects', hash);
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
