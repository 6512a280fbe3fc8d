import path from 'node:path';
import { writeDurably } from '../node/durable-file.ts';
import type { FileSystem } from '../node/file-system.ts';
import { sha256 } from '../node/hash.ts';
import type { IndexedPost } from './post-index.ts';

/** Raised when what is remembered of a post changes. */
const cacheVersion = 4;

/** A file changed so shortly before it was read may change again within the same tick of the disk's clock. */
const tooFreshMs = 2_000;

/**
 * What the list knows of all posts, kept between starts: a first line with the hash of the rest, then JSON. Only a cache: each entry
 * counts as long as the file's entry on the disk is the same, and a damaged file is as good as none.
 */
export class ListCache {
  readonly #fileSystem: FileSystem;
  readonly #file: string;
  readonly #now: () => number;

  constructor(fileSystem: FileSystem, dataFolder: string, now: () => number) {
    this.#fileSystem = fileSystem;
    this.#file = path.join(dataFolder, 'index', 'list.json');
    this.#now = now;
  }

  async read(): Promise<readonly IndexedPost[]> {
    try {
      const text = Buffer.from(await this.#fileSystem.readFile(this.#file)).toString('utf8');
      const lineEnd = text.indexOf('\n');
      const json = text.slice(lineEnd + 1);
      if (text.slice(0, lineEnd) !== headOf(json)) return [];
      // The hash proves that it is what `write` of this version wrote.
      return JSON.parse(json) as readonly IndexedPost[];
    } catch {
      // Missing, unreadable or damaged: the posts are read again.
      return [];
    }
  }

  /** A failure leaves the older cache or none, which costs time and nothing else. */
  async write(posts: Iterable<IndexedPost>): Promise<void> {
    const now = this.#now();
    const lasting = [...posts].filter((post) => post.facts.modifiedMs < now - tooFreshMs);
    const json = JSON.stringify(lasting);
    await writeDurably(this.#file, Buffer.from(`${headOf(json)}\n${json}`, 'utf8'), { fileSystem: this.#fileSystem });
  }
}

function headOf(json: string): string {
  return `${cacheVersion} ${sha256(json)}`;
}
