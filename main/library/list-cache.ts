import path from 'node:path';
import { asciiJson, parseJson } from '../node/ascii-json.ts';
import { writeCache } from '../node/durable-file.ts';
import type { FileSystem } from '../node/file-system.ts';
import { sha256 } from '../node/hash.ts';
import type { IndexedPost } from './index-file.ts';

/** Raised when what is remembered of a post changes. */
const cacheVersion = 5;

/** A file changed so shortly before it was read may change again within the same tick of the disk's clock. */
const tooFreshMs = 2_000;

/** Changes are added to the file one after the other; more of them at once, or longer ones, and the whole is written anew. */
const maxChanges = 500;
const maxAddedBytes = 1_000_000;

/** What became of some posts since the line before. */
interface Change {
  readonly posts: readonly IndexedPost[];
  readonly gone: readonly string[];
}

/**
 * What the list knows of all posts, kept between starts: a first line with the hash of the second, which is JSON in ASCII; then, a line each,
 * what changed since, with its own hash. Only a cache: each entry counts as long as the file's entry on the disk is the same, and a
 * damaged file is as good as none.
 */
export class ListCache {
  readonly #fileSystem: FileSystem;
  readonly #file: string;
  readonly #now: () => number;
  /** What the file holds, and how long its first two lines and all of it are; undefined when it must not be added to. */
  #kept: { readonly posts: Map<string, IndexedPost>; readonly wholeBytes: number; readonly bytes: number } | undefined;

  constructor(fileSystem: FileSystem, dataFolder: string, now: () => number) {
    this.#fileSystem = fileSystem;
    this.#file = path.join(dataFolder, 'index', 'list.json');
    this.#now = now;
  }

  async read(): Promise<readonly IndexedPost[]> {
    try {
      const read = await this.#fileSystem.readFile(this.#file);
      const bytes = Buffer.from(read.buffer, read.byteOffset, read.byteLength);
      const [head, json, ...changes] = linesOf(bytes);
      if (head === undefined || json === undefined || head.toString() !== headOf(json)) return [];
      // The hash proves that it is what `write` of this version wrote.
      const whole = parseJson(json) as readonly IndexedPost[];
      const posts = new Map<string, IndexedPost>();
      for (const post of whole) posts.set(post.id, post);
      const isWhole = changes.every((line) => applyChange(posts, line));
      const wholeBytes = head.byteLength + json.byteLength + 2;
      this.#kept = isWhole ? { posts, wholeBytes, bytes: bytes.byteLength } : undefined;
      return [...posts.values()];
    } catch {
      // Missing, unreadable or damaged: the posts are read again.
      return [];
    }
  }

  /** A failure leaves the older cache or none, which costs time and nothing else. */
  async write(posts: Iterable<IndexedPost>): Promise<void> {
    const now = this.#now();
    const lasting = [...posts].filter((post) => post.facts.modifiedMs < now - tooFreshMs);
    if (await this.#add(lasting)) return;
    const json = Buffer.from(`${asciiJson(lasting)}\n`, 'latin1');
    const whole = Buffer.concat([Buffer.from(`${headOf(json.subarray(0, -1))}\n`), json]);
    this.#kept = undefined;
    const written = await writeCache(this.#file, whole, { fileSystem: this.#fileSystem });
    const wholeBytes = whole.byteLength;
    if (written.ok)
      this.#kept = { posts: new Map(lasting.map((post) => [post.id, post])), wholeBytes, bytes: wholeBytes };
  }

  /** Adds what changed to the file; false when the whole has to be written. A line that a power cut takes costs time and nothing else. */
  async #add(posts: readonly IndexedPost[]): Promise<boolean> {
    const kept = this.#kept;
    if (kept === undefined) return false;
    const changed: IndexedPost[] = [];
    let stayed = 0;
    for (const post of posts) {
      const before = kept.posts.get(post.id);
      if (before !== undefined) stayed += 1;
      if (before !== post) changed.push(post);
    }
    const gone = stayed === kept.posts.size ? [] : goneFrom(kept.posts, posts);
    if (changed.length + gone.length === 0) return true;
    const json = asciiJson({ posts: changed, gone } satisfies Change);
    const line = Buffer.from(`${sha256(json)} ${json}\n`, 'utf8');
    const bytes = kept.bytes + line.byteLength;
    if (changed.length + gone.length > maxChanges || bytes - kept.wholeBytes > maxAddedBytes) return false;
    this.#kept = undefined;
    try {
      const file = await this.#fileSystem.open(this.#file, 'append');
      try {
        // Another program's line may have come in between; then neither counts.
        if ((await file.size()) !== kept.bytes || (await file.write(line, kept.bytes)) !== line.byteLength)
          return false;
      } finally {
        await file.close();
      }
    } catch {
      return false;
    }
    for (const post of changed) kept.posts.set(post.id, post);
    for (const id of gone) kept.posts.delete(id);
    this.#kept = { ...kept, bytes };
    return true;
  }
}

function goneFrom(kept: ReadonlyMap<string, IndexedPost>, posts: readonly IndexedPost[]): readonly string[] {
  const present = new Set(posts.map(({ id }) => id));
  return [...kept.keys()].filter((id) => !present.has(id));
}

/** Brings what is known on by a line; false for a damaged one. */
function applyChange(posts: Map<string, IndexedPost>, line: Buffer): boolean {
  const [hash, json] = [line.subarray(0, 64).toString(), line.subarray(65)];
  if (hash !== sha256(json)) return false;
  const change = parseJson(json) as Change;
  for (const post of change.posts) posts.set(post.id, post);
  for (const id of change.gone) posts.delete(id);
  return true;
}

/** The lines of a file that ends with one; a last one that was cut off is one, too. */
function linesOf(bytes: Buffer): readonly Buffer[] {
  const lines: Buffer[] = [];
  for (let start = 0; start < bytes.byteLength; ) {
    const end = bytes.indexOf(10, start);
    lines.push(bytes.subarray(start, end === -1 ? bytes.byteLength : end));
    start = end === -1 ? bytes.byteLength : end + 1;
  }
  return lines;
}

function headOf(json: string | Uint8Array): string {
  return `${cacheVersion} ${sha256(json)}`;
}
