import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { MediaItem } from '../../common/contract/media.ts';
import { isPlainObject } from '../../common/validate.ts';
import { type DurableContent, writeDurably } from '../node/durable-file.ts';
import { nodeFileSystem } from '../node/file-system.ts';
import type { PublishedFile, PublishedMedia } from './media.ts';
import type { RemovedPart } from './removed-parts.ts';

/** Bytes made from an original, not yet kept. */
export interface MadeFile {
  /** Name within the original's folder in the store, `1080.webp`. */
  readonly name: string;
  /** Pieces for what is too large for memory. */
  readonly content: DurableContent;
  readonly type: string;
  readonly extension: string;
  readonly width?: number;
  readonly height?: number;
}

/** Everything made from one original. */
export interface MadeMedia {
  readonly kind: MediaItem['kind'];
  readonly width?: number;
  readonly height?: number;
  readonly placeholder?: string;
  readonly removed: readonly RemovedPart[];
  readonly files: readonly MadeFile[];
}

/** What was made from originals, kept by their content's hash: `<folder>/<ab>/<hash>/`. */
export interface VariantStore {
  /** What `recipe` made of this original; undefined when it did not, or a file of it is gone or cut. */
  read(original: string, recipe: string): Promise<PublishedMedia | undefined>;
  /** Keeps it durably: files first, then the record that names them. Throws when the disk refuses. */
  keep(original: string, recipe: string, made: MadeMedia): Promise<PublishedMedia>;
}

/** Opens the store in a folder, which is made at the first write. */
export function openVariantStore(folder: string): VariantStore {
  const folderOf = (original: string) => path.join(folder, original.slice(0, 2), original);
  const recordOf = (original: string, recipe: string) => path.join(folderOf(original), `${recipe}.json`);
  return {
    read: async (original, recipe) => {
      const record = await readRecord(recordOf(original, recipe));
      if (record === undefined) return undefined;
      const published = withSources(record, folderOf(original));
      const isThere = await Promise.all(published.files.map(isWhole));
      return isThere.every(Boolean) ? published : undefined;
    },
    keep: async (original, recipe, { files, ...facts }) => {
      const kept = await Promise.all(
        files.map(async ({ name, content, ...file }) => {
          const counted = counting(content);
          await write(path.join(folderOf(original), name), counted.content);
          return { ...file, source: name, ...counted.facts() };
        }),
      );
      const record: PublishedMedia = { ...facts, files: kept };
      await write(recordOf(original, recipe), Buffer.from(JSON.stringify(record)));
      return withSources(record, folderOf(original));
    },
  };
}

/** The same content; its hash and size are known once all of it was read. */
function counting(content: DurableContent): {
  readonly content: DurableContent;
  readonly facts: () => Pick<PublishedFile, 'sha256' | 'size'>;
} {
  const hash = createHash('sha256');
  let size = 0;
  const count = (piece: Uint8Array) => {
    hash.update(piece);
    size += piece.byteLength;
  };
  const facts = () => ({ sha256: hash.digest('hex'), size });
  if (content instanceof Uint8Array) {
    count(content);
    return { content, facts };
  }
  const pieces = async function* () {
    for await (const piece of content) {
      count(piece);
      yield piece;
    }
  };
  return { content: pieces(), facts };
}

async function write(file: string, content: DurableContent): Promise<void> {
  const written = await writeDurably(file, content);
  if (!written.ok) throw Object.assign(new Error(`cannot write ${file}`), { code: written.failure.code });
}

async function isWhole({ source, size }: PublishedFile): Promise<boolean> {
  const facts = await nodeFileSystem.stat(source).catch(() => undefined);
  return facts?.kind === 'file' && facts.size === size;
}

function withSources(record: PublishedMedia, folder: string): PublishedMedia {
  return {
    ...record,
    files: record.files.map((file) => ({ ...file, source: path.join(folder, path.basename(file.source)) })),
  };
}

async function readRecord(file: string): Promise<PublishedMedia | undefined> {
  try {
    const record: unknown = JSON.parse(await readFile(file, 'utf8'));
    const hasFiles = isPlainObject(record) && Array.isArray(record.files) && record.files.length > 0;
    // Written by `keep` alone, whole or not at all; a record of another shape belongs to another recipe.
    return hasFiles ? (record as unknown as PublishedMedia) : undefined;
  } catch {
    return undefined;
  }
}
