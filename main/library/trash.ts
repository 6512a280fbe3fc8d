import path from 'node:path';
import type { WriteFailed } from '../../common/contract/site.ts';
import type { PostId } from '../../common/post.ts';
import { fail, ok, type Result } from '../../common/result.ts';
import { writeDurably } from '../node/durable-file.ts';
import { errorCode, type FileSystem, isMissing } from '../node/file-system.ts';
import { sha256 } from '../node/hash.ts';

/** What the trash knows of a post. */
export interface TrashedPost {
  /** Names it in the trash; sorts by time. */
  readonly key: string;
  readonly id: PostId;
  readonly title: string;
  /** UTC milliseconds. */
  readonly trashedMs: number;
}

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

  #contentFile(key: string): string {
    return path.join(this.#folder, `${key}.md`);
  }

  #entryFile(key: string): string {
    return path.join(this.#folder, `${key}.json`);
  }
}
