import path from 'node:path';
import type { Revision } from '../../common/contract/history.ts';
import type { PostId } from '../../common/post.ts';
import { writeDurably } from '../node/durable-file.ts';
import { type FileSystem, isMissing } from '../node/file-system.ts';
import { sha256 } from '../node/hash.ts';
import { writeWhole } from '../node/staged-file.ts';

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

/** A post's versions, latest first. */
export interface RevisionList {
  readonly id: PostId;
  readonly entries: readonly RevisionEntry[];
}

/**
 * Which versions each post has: a file a post, its id in the first line and then a line a version, latest last. One more version
 * is one more line, so that a save costs the same after a thousand others. The caller puts changes of one post one after another.
 */
export class RevisionLists {
  readonly #fileSystem: FileSystem;
  readonly #folder: string;
  /** Files that this program has written whole, as they end. Only to those a line is added; others may end in half a line. */
  readonly #ends = new Map<string, { readonly size: number; readonly latest: string | undefined }>();

  constructor(fileSystem: FileSystem, folder: string) {
    this.#fileSystem = fileSystem;
    this.#folder = folder;
  }

  /** Versions of a post, latest first; what a damaged list still says. */
  async read(id: PostId): Promise<readonly RevisionEntry[]> {
    return parseList(await this.#bytes(this.#fileOf(id))).entries;
  }

  /** All lists; undefined when one of them cannot be read whole, because it may name anything. */
  async all(): Promise<readonly RevisionList[] | undefined> {
    const names = await this.#fileSystem.list(this.#folder).catch((error: unknown) => {
      if (isMissing(error)) return [];
      throw error;
    });
    const lists: RevisionList[] = [];
    for (const { name } of names) {
      const { id, entries, isWhole } = parseList(await this.#bytes(path.join(this.#folder, name)));
      if (id === undefined || !isWhole) return undefined;
      lists.push({ id, entries });
    }
    return lists;
  }

  /** Adds a version unless it is the latest already. Answers false when that could not be made durable. */
  async add(id: PostId, entry: RevisionEntry): Promise<boolean> {
    const file = this.#fileOf(id);
    const end = this.#ends.get(file);
    if (end?.latest === entry.hash) return true;
    if (end !== undefined && (await this.#append(file, end.size, entry))) return true;
    const entries = await this.read(id);
    return this.write(id, entries[0]?.hash === entry.hash ? entries : [entry, ...entries]);
  }

  /** Puts a whole list in the place of a post's. Answers false when that could not be made durable. */
  async write(id: PostId, entries: readonly RevisionEntry[]): Promise<boolean> {
    const file = this.#fileOf(id);
    this.#ends.delete(file);
    const bytes = Buffer.from([{ id }, ...entries.toReversed()].map(lineOf).join(''), 'utf8');
    if (!(await writeDurably(file, bytes, { fileSystem: this.#fileSystem })).ok) return false;
    this.#ends.set(file, { size: bytes.byteLength, latest: entries[0]?.hash });
    return true;
  }

  /** False leaves a file that may end in half a line: it is written anew then, never added to again. */
  async #append(file: string, size: number, entry: RevisionEntry): Promise<boolean> {
    this.#ends.delete(file);
    const bytes = Buffer.from(lineOf(entry), 'utf8');
    try {
      const handle = await this.#fileSystem.open(file, 'append');
      try {
        if ((await handle.size()) !== size) return false;
        await writeWhole(handle, bytes, size);
        await handle.syncData();
      } finally {
        await handle.close();
      }
    } catch {
      return false;
    }
    this.#ends.set(file, { size: size + bytes.byteLength, latest: entry.hash });
    return true;
  }

  async #bytes(file: string): Promise<Uint8Array | undefined> {
    try {
      return await this.#fileSystem.readFile(file);
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw error;
    }
  }

  #fileOf(id: PostId): string {
    return path.join(this.#folder, `${sha256(id).slice(0, 32)}.jsonl`);
  }
}

function lineOf(value: object): string {
  return `${JSON.stringify(value)}\n`;
}

interface FoundList {
  /** Undefined when there is no list, or its first line is damaged. */
  readonly id: PostId | undefined;
  readonly entries: readonly RevisionEntry[];
  /** False when a line cannot be read. Half a line at the end is none: nobody was told that its version is kept. */
  readonly isWhole: boolean;
}

function parseList(bytes: Uint8Array | undefined): FoundList {
  const lines = Buffer.from(bytes ?? [])
    .toString('utf8')
    .split('\n');
  const [head, ...values] = lines.slice(0, -1).map(parseLine);
  // Every line that can be read was written by `RevisionLists` alone.
  const entries = values.filter((value): value is RevisionEntry => value !== undefined);
  const id = (head as { readonly id?: PostId } | undefined)?.id;
  return { id, entries: entries.toReversed(), isWhole: entries.length === values.length };
}

function parseLine(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
