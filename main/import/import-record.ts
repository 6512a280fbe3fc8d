import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { WriteFailed } from '../../common/contract/site.ts';
import type { Result } from '../../common/result.ts';
import { isPlainObject } from '../../common/validate.ts';
import { writeDurably } from '../node/durable-file.ts';
import { sha256 } from '../node/hash.ts';

/** What earlier imports wrote into a site, so that another one updates it and leaves the author's own edits alone. */
export interface ImportRecord {
  /** Path of the file that stands for a thing of the source (`wordpress:12`), and the hash of what was written. */
  get(key: string): WrittenFile | undefined;
  set(key: string, written: WrittenFile): void;
  /** True when a path belongs to another thing of the source. */
  isTaken(file: string, key: string): boolean;
  /** Writes it down. Without it the next import cannot tell its own files from the author's. */
  save(): Promise<Result<void, WriteFailed>>;
}

/** A file that an import wrote. */
export interface WrittenFile {
  /** Path inside the site folder, forward slashes. */
  readonly file: string;
  readonly sha256: string;
}

/** Reads the record of a site's data folder; a missing or damaged one is empty, and then nothing is overwritten. */
export async function openImportRecord(siteDataFolder: string): Promise<ImportRecord> {
  const place = path.join(siteDataFolder, 'imports.json');
  const entries = await readEntries(place);
  const owners = new Map([...entries].map(([key, { file }]) => [file, key]));
  return {
    get: (key) => entries.get(key),
    set: (key, written) => {
      entries.set(key, written);
      owners.set(written.file, key);
    },
    isTaken: (file, key) => (owners.get(file) ?? key) !== key,
    save: () => writeDurably(place, Buffer.from(JSON.stringify(Object.fromEntries(entries), null, 1))),
  };
}

/** The hash by which a record knows a file's content. */
export function contentHash(text: string | Uint8Array): string {
  return sha256(text);
}

async function readEntries(place: string): Promise<Map<string, WrittenFile>> {
  const entries = new Map<string, WrittenFile>();
  try {
    const parsed: unknown = JSON.parse(await readFile(place, 'utf8'));
    if (!isPlainObject(parsed)) return entries;
    for (const [key, value] of Object.entries(parsed)) {
      if (!isPlainObject(value)) continue;
      if (typeof value.file === 'string' && typeof value.sha256 === 'string') {
        entries.set(key, { file: value.file, sha256: value.sha256 });
      }
    }
  } catch {
    // No earlier import, or a record that cannot be trusted: both mean that no file is known to be ours.
  }
  return entries;
}
