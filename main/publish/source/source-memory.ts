import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import type { PageDescription } from '../../../common/manifest.ts';
import { isPlainObject } from '../../../common/validate.ts';
import { writeDurably } from '../../node/durable-file.ts';
import { sha256 } from '../../node/hash.ts';
import { blobName } from '../git/git-trees.ts';

/** What is known of a content: its two names and what it says when it is a post. */
export interface ContentFacts {
  readonly oid: string;
  readonly sha256: string;
  readonly size: number;
}

/**
 * What publishing the source remembers of one site between publishes, so that a file is read again only when it changed.
 * May be lost at any time.
 */
export interface SourceMemory {
  /** Facts of a file on the disk, and its bytes when it had to be read; undefined when it is not there. */
  factsOfFile(file: string): Promise<{ readonly facts: ContentFacts; readonly content?: Buffer } | undefined>;
  /** Facts of a content that was seen before, by git's name for it. */
  factsOf(oid: string): ContentFacts | undefined;
  /** Notes facts of a content. */
  note(content: Uint8Array): ContentFacts;
  /** Files that are the blog's, by path below its folder; `page` for those that are posts readers get. */
  readonly paths: Map<string, PageDescription | undefined>;
  save(): Promise<void>;
}

type StoredFile = readonly [size: number, changedMs: number, oid: string];
type StoredContent = readonly [sha256: string, size: number];

/** Opens the memory in `file`; empty when there is none, or none that can be read. */
export async function openSourceMemory(file: string): Promise<SourceMemory> {
  const stored = await read(file);
  const contents = new Map(Object.entries(stored.contents));
  const files = new Map(Object.entries(stored.files));
  const paths = new Map(Object.entries(stored.paths).map(([name, page]) => [name, page ?? undefined] as const));
  const factsOf = (oid: string): ContentFacts | undefined => {
    const known = contents.get(oid);
    return known && { oid, sha256: known[0], size: known[1] };
  };
  const note = (content: Uint8Array): ContentFacts => {
    const facts = { oid: blobName(content), sha256: sha256(content), size: content.byteLength };
    contents.set(facts.oid, [facts.sha256, facts.size]);
    return facts;
  };
  return {
    paths,
    factsOf,
    note,
    factsOfFile: async (name) => {
      const found = await stat(name).catch(() => undefined);
      if (found === undefined || !found.isFile()) return undefined;
      const known = files.get(name);
      const facts = known?.[0] === found.size && known[1] === found.mtimeMs ? factsOf(known[2]) : undefined;
      if (facts !== undefined) return { facts };
      const content = await readFile(name).catch(() => undefined);
      if (content === undefined) return undefined;
      const fresh = note(content);
      // A file changed while it was read has another time by now; then it is read again the next time.
      files.set(name, [content.byteLength, found.mtimeMs, fresh.oid]);
      return { facts: fresh, content };
    },
    save: async () => {
      const pages = Object.fromEntries([...paths].map(([name, page]) => [name, page ?? null]));
      const all = { contents: Object.fromEntries(contents), files: Object.fromEntries(files), paths: pages };
      // Only a memory: what cannot be written is found out again.
      await writeDurably(file, Buffer.from(JSON.stringify(all)));
    },
  };
}

/** Where the memory of a site lies. */
export function sourceMemoryFile(siteDataFolder: string): string {
  return path.join(siteDataFolder, 'publish', 'source', 'memory.json');
}

interface Stored {
  readonly contents: Readonly<Record<string, StoredContent>>;
  readonly files: Readonly<Record<string, StoredFile>>;
  readonly paths: Readonly<Record<string, PageDescription | null>>;
}

async function read(file: string): Promise<Stored> {
  const nothing = { contents: {}, files: {}, paths: {} };
  try {
    const value: unknown = JSON.parse(await readFile(file, 'utf8'));
    const isWhole =
      isPlainObject(value) && isPlainObject(value.contents) && isPlainObject(value.files) && isPlainObject(value.paths);
    // Written whole or not at all by this program; the outline was checked just above.
    return isWhole ? (value as unknown as Stored) : nothing;
  } catch {
    return nothing;
  }
}
