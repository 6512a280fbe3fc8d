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
    const bytes = await this.#read(this.#listFile(id));
    if (bytes === undefined) return [];
    const list: unknown = JSON.parse(Buffer.from(bytes).toString('utf8'));
    // Written whole by `#writeList` alone.
    return (list as { readonly entries: readonly RevisionEntry[] }).entries;
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
