import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { ImportedEntry } from '../../common/import-report.ts';
import { slugFromTitle } from '../../common/slug.ts';
import { writeDurably } from '../node/durable-file.ts';
import { inside } from '../node/inside.ts';
import { contentHash, type ImportRecord } from './import-record.ts';

/** Writes what an import made into a site folder. */
export interface ImportedFiles {
  /** Path for a thing of the source: where it lies already, else `folder/name.md` made unique. Reserved for it. */
  place(key: string, folder: string, name: string): Promise<string>;
  /** Writes a file unless the author changed or removed it since the last import. */
  write(key: string, file: string, text: string): Promise<ImportedEntry['outcome']>;
}

/** Files of one import into the site at `siteFolder`. With `isDryRun` everything is decided and nothing written. */
export function importedFiles(siteFolder: string, record: ImportRecord, isDryRun: boolean): ImportedFiles {
  const reserved = new Map<string, string>();

  const isFree = async (file: string, key: string) => {
    const owner = reserved.get(file.toLowerCase());
    if (owner !== undefined) return owner === key;
    if (record.isTaken(file, key)) return false;
    return (await current(siteFolder, file)) === undefined;
  };

  return {
    place: async (key, folder, name) => {
      const known = record.get(key)?.file;
      if (known !== undefined) return known;
      const base = safeName(name);
      for (let number = 1; ; number += 1) {
        const file = `${folder}/${base}${number === 1 ? '' : `-${number}`}.md`;
        if (await isFree(file, key)) {
          reserved.set(file.toLowerCase(), key);
          return file;
        }
      }
    },
    write: async (key, file, text) => {
      const before = record.get(key);
      const there = await current(siteFolder, file);
      const hash = contentHash(text);
      if (before !== undefined && there === undefined) return 'kept-removed';
      if (there !== undefined && there === hash) return remember('unchanged');
      if (there !== undefined && there !== before?.sha256) return 'kept-edited';
      if (!isDryRun) {
        const place = await inside(siteFolder, file);
        if (!place.ok) return 'failed';
        const written = await writeDurably(place.value, Buffer.from(text), { within: siteFolder });
        if (!written.ok) return 'failed';
      }
      return remember(before === undefined ? 'new' : 'updated');

      function remember(outcome: ImportedEntry['outcome']): ImportedEntry['outcome'] {
        if (!isDryRun) record.set(key, { file, sha256: hash });
        return outcome;
      }
    },
  };
}

/** A slug as a file's name: readable, within the limits of every file system, never with a way up. */
function safeName(slug: string): string {
  return slugFromTitle(slug, { maxLength: 80 }) || 'post';
}

async function current(siteFolder: string, file: string): Promise<string | undefined> {
  return readFile(path.join(siteFolder, file)).then(contentHash, () => undefined);
}
