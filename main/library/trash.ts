import path from 'node:path';
import type { TrashedPost } from '../../common/contract/history.ts';
import type { WriteFailed } from '../../common/contract/site.ts';
import type { PostId } from '../../common/post.ts';
import { fail, ok, type Result } from '../../common/result.ts';
import { writeDurably } from '../node/durable-file.ts';
import { errorCode, type FileSystem, isMissing } from '../node/file-system.ts';
import { sha256 } from '../node/hash.ts';

/** How long a deleted post stays, in milliseconds: 30 days. */
const keptForMs = 30 * 24 * 3_600_000;

/** Deleted posts of a site, whole, in the data folder. */
export class Trash {
  readonly #fileSystem: FileSystem;
  readonly #folder: string;
  readonly #now: () => number;

  constructor(fileSystem: FileSystem, folder: string, now: () => number) {
    this.#fileSystem = fileSystem;
    this.#folder = folder;
    this.#now = now;
  }

  /** Moves a post's file here: the copy is on the disk before the file goes. */
  async take(id: PostId, title: string, bytes: Uint8Array, file: string): Promise<Result<void, WriteFailed>> {
    const trashedMs = this.#now();
    const key = `${new Date(trashedMs).toISOString().replace(/[:.]/g, '-')}-${sha256(id).slice(0, 8)}`;
    const entry: TrashedPost = { key, id, title, trashedMs };
    const options = { fileSystem: this.#fileSystem };
    const copied = await writeDurably(this.#contentFile(key), bytes, options);
    if (!copied.ok) return copied;
    const noted = await writeDurably(this.#entryFile(key), Buffer.from(JSON.stringify(entry), 'utf8'), options);
    if (!noted.ok) return noted;
    try {
      await this.#fileSystem.unlink(file);
      await this.#fileSystem.syncFolder(path.dirname(file));
    } catch (error) {
      if (!isMissing(error)) return fail({ kind: 'write-failed', file, code: errorCode(error) });
    }
    return ok(undefined);
  }

  /** Deleted posts, latest first. */
  async list(): Promise<readonly TrashedPost[]> {
    const names = await this.#fileSystem.list(this.#folder).catch(missingAsEmpty);
    const keys = names.filter(({ name }) => name.endsWith('.json')).map(({ name }) => name.slice(0, -5));
    const entries = await Promise.all(keys.map((key) => this.#entry(key)));
    return entries.filter((entry) => entry !== undefined).sort((a, b) => b.trashedMs - a.trashedMs);
  }

  /** A deleted post with its bytes; undefined when it is not here (any more). */
  async read(key: string): Promise<{ readonly entry: TrashedPost; readonly bytes: Uint8Array } | undefined> {
    if (!/^[\w-]+$/.test(key)) return undefined;
    const entry = await this.#entry(key);
    if (entry === undefined) return undefined;
    try {
      return { entry, bytes: await this.#fileSystem.readFile(this.#contentFile(key)) };
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw error;
    }
  }

  /** Takes a post out of the trash, for good. */
  async forget(key: string): Promise<void> {
    for (const file of [this.#entryFile(key), this.#contentFile(key)]) {
      await this.#fileSystem.unlink(file).catch(missingAsEmpty);
    }
  }

  /** Forgets what was deleted more than 30 days ago. What cannot be removed now is removed another time. */
  async prune(): Promise<void> {
    const now = this.#now();
    for (const entry of await this.list()) {
      if (now - entry.trashedMs > keptForMs) await this.forget(entry.key).catch(() => {});
    }
  }

  async #entry(key: string): Promise<TrashedPost | undefined> {
    try {
      const bytes = await this.#fileSystem.readFile(this.#entryFile(key));
      // Written whole by `take` alone.
      return JSON.parse(Buffer.from(bytes).toString('utf8')) as TrashedPost;
    } catch (error) {
      if (isMissing(error) || error instanceof SyntaxError) return undefined;
      throw error;
    }
  }

  #contentFile(key: string): string {
    return path.join(this.#folder, `${key}.md`);
  }

  #entryFile(key: string): string {
    return path.join(this.#folder, `${key}.json`);
  }
}

function missingAsEmpty(error: unknown): readonly [] {
  if (isMissing(error)) return [];
  throw error;
}
