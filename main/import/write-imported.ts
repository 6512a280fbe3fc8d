import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { ImportedEntry } from '../../common/import-report.ts';
import { slugFromTitle } from '../../common/slug.ts';
import { slugOfFile } from '../library/post-summary.ts';
import { writeDurably } from '../node/durable-file.ts';
import { inside } from '../node/inside.ts';
import { contentHash, type ImportRecord } from './import-record.ts';

/** Writes what an import made into a site folder. */
export interface ImportedFiles {
  /**
   * Path for a thing of the source: where it lies already, else `folder/name.md` made unique. Reserved for it, and remembered, so
   * that an import that was cut off goes on in the same files. Comments are kept by the name of a post's file alone: with
   * `hasComments` no other post has that name, whatever its folder.
   */
  place(key: string, folder: string, name: string, hasComments: boolean): Promise<string>;
  /** Writes a file unless the author changed or removed it since the last import. */
  write(key: string, file: string, text: string): Promise<ImportedEntry['outcome']>;
}

/** Files of one import into the site at `siteFolder`. With `isDryRun` everything is decided and nothing written. */
export function importedFiles(siteFolder: string, record: ImportRecord, isDryRun: boolean): ImportedFiles {
  const reserved = new Set<string>();
  const names = new Set<string>();
  const namesWithComments = new Set<string>();
  const lastNumbers = new Map<string, number>();

  const isFree = async (file: string, key: string, hasComments: boolean) => {
    const name = nameOf(file);
    if (reserved.has(file.toLowerCase()) || namesWithComments.has(name)) return false;
    if (record.isTaken(file, key) || (hasComments && names.has(name))) return false;
    const [there, comments] = await Promise.all([current(siteFolder, file), current(siteFolder, commentsFile(file))]);
    return there === undefined && comments === undefined;
  };
  const reserve = (file: string, hasComments: boolean) => {
    reserved.add(file.toLowerCase());
    names.add(nameOf(file));
    if (hasComments) namesWithComments.add(nameOf(file));
    return file;
  };

  return {
    place: async (key, folder, name, hasComments) => {
      const known = record.get(key)?.file;
      if (known !== undefined) return reserve(known, hasComments);
      const base = `${folder}/${safeName(name)}`;
      for (let number = lastNumbers.get(base.toLowerCase()) ?? 1; ; number += 1) {
        const file = `${base}${number === 1 ? '' : `-${number}`}.md`;
        if (!(await isFree(file, key, hasComments))) continue;
        lastNumbers.set(base.toLowerCase(), number);
        if (!isDryRun) record.set(key, { file, sha256: notWrittenYet });
        return reserve(file, hasComments);
      }
    },
    write: async (key, file, text) => {
      const before = record.get(key);
      const there = await current(siteFolder, file);
      const hash = contentHash(text);
      const wasWritten = before !== undefined && before.sha256 !== notWrittenYet;
      if (wasWritten && there === undefined) return 'kept-removed';
      if (there !== undefined && there === hash) return remember('unchanged');
      if (there !== undefined && there !== before?.sha256) return 'kept-edited';
      if (!isDryRun) {
        const place = await inside(siteFolder, file);
        if (!place.ok) return 'failed';
        const written = await writeDurably(place.value, Buffer.from(text), { within: siteFolder });
        if (!written.ok) return 'failed';
      }
      return remember(wasWritten ? 'updated' : 'new');

      function remember(outcome: ImportedEntry['outcome']): ImportedEntry['outcome'] {
        if (!isDryRun) record.set(key, { file, sha256: hash });
        return outcome;
      }
    },
  };
}

/** Path of the file that holds a post's comments. */
export function commentsFile(post: string): string {
  return `comments/${slugOfFile(post)}.yml`;
}

/** Stands in the record for the hash of a file that has its place and was not written. */
const notWrittenYet = '';

function nameOf(file: string): string {
  return slugOfFile(file).toLowerCase();
}

/** A slug as a file's name: readable, within the limits of every file system, never with a way up. */
function safeName(slug: string): string {
  return slugFromTitle(slug, { maxLength: 80 }) || 'post';
}

async function current(siteFolder: string, file: string): Promise<string | undefined> {
  return readFile(path.join(siteFolder, file)).then(contentHash, () => undefined);
}
