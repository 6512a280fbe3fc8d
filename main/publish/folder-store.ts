import { readdir, readFile, rm, rmdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { writeDurably } from '../node/durable-file.ts';
import { isMissing } from '../node/file-system.ts';
import { sha256 } from '../node/hash.ts';
import { inside } from '../node/inside.ts';
import type { FileStore, StoredFacts } from './file-store.ts';
import { Refusal } from './target.ts';
import { recordPath } from './target-record.ts';

/** A folder of this machine as a store. `root` is absolute with its links resolved; it is made when first written to. */
export function openFolderStore(root: string): FileStore {
  const read = async (relative: string) => {
    try {
      return await readFile(await pathIn(root, relative));
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw error;
    }
  };
  const write = async (relative: string, content: Uint8Array) => {
    const written = await writeDurably(await pathIn(root, relative), content, { within: root });
    if (!written.ok) throw Object.assign(new Error(`writing ${relative}`), { code: written.failure.code });
  };
  const readRecord = async () => {
    const content = await read(recordPath);
    return content === undefined ? { version: '' } : { version: sha256(content), content };
  };
  return {
    lanes: 8,
    hasFolders: true,
    isChecked: false,
    list: () => listFolder(root),
    facts: async (paths) => {
      const listed = await listFolder(root);
      return new Map(
        paths.flatMap((path) => (listed.has(path) ? [[path, listed.get(path) ?? { size: 0 }] as const] : [])),
      );
    },
    read,
    write: (file, content) => write(file.path, content),
    remove: async (relative) => {
      const file = await pathIn(root, relative);
      await rm(file, { force: true });
      await removeEmptyFolders(root, path.dirname(file));
    },
    readRecord,
    writeRecord: async (content, seen) => {
      if ((await readRecord()).version !== seen) throw new Refusal('moved', { kind: 'busy-there' });
      await write(recordPath, content);
      return sha256(content);
    },
  };
}

/** Every file below a folder by its relative path; nothing when the folder is missing. Links are listed, not followed. */
export async function listFolder(root: string): Promise<ReadonlyMap<string, StoredFacts>> {
  const found = new Map<string, StoredFacts>();
  const walk = async (folder: string, prefix: string): Promise<void> => {
    // As many at once as there are: the runtime itself works on four at a time.
    const entries = await readdir(folder, { withFileTypes: true });
    await Promise.all(
      entries.map(async (entry) => {
        const relative = `${prefix}${entry.name}`;
        if (entry.isDirectory()) await walk(path.join(folder, entry.name), `${relative}/`);
        else found.set(relative, { size: entry.isFile() ? (await stat(path.join(folder, entry.name))).size : 0 });
      }),
    );
  };
  await walk(root, '').catch((error: unknown) => {
    if (!isMissing(error)) throw error;
  });
  return found;
}

async function pathIn(root: string, relative: string): Promise<string> {
  const found = await inside(root, relative);
  if (!found.ok) throw new Refusal('wrong-path', { kind: 'file-outside', file: relative });
  return found.value;
}

async function removeEmptyFolders(root: string, folder: string): Promise<void> {
  for (let current = folder; current !== root && current.startsWith(root + path.sep); current = path.dirname(current)) {
    try {
      await rmdir(current);
    } catch {
      // Not empty, or gone already: either way there is nothing left to tidy above it.
      return;
    }
  }
}
