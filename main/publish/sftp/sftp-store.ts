import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { sha256 } from '../../node/hash.ts';
import { isPlainRelativePath } from '../../node/inside.ts';
import type { FileStore, StoredFacts } from '../file-store.ts';
import { inLanes } from '../in-lanes.ts';
import { Refusal } from '../target.ts';
import { recordPath } from '../target-record.ts';
import type { SftpFiles } from './sftp-files.ts';

/** Files under way at once. */
const lanes = 48;
/** For more files than this, listing every folder takes fewer questions. */
const mostAskedOneByOne = 2_000;

/**
 * A folder on an SFTP server as a store. Files are written under a temporary name beside their place, measured, and renamed
 * over it in one step where the server can (`posix-rename@openssh.com`); other servers need the old file removed first.
 */
export function openSftpStore(files: SftpFiles, root: string): FileStore {
  const pathOf = (relative: string) => {
    if (!isPlainRelativePath(relative)) throw new Refusal('wrong-path', { kind: 'file-outside', file: relative });
    return path.posix.join(root, relative);
  };
  // Once a store: the numbers behind it keep the names apart.
  const mark = randomBytes(5).toString('hex');
  let written = 0;
  const write = async (file: string, content: Uint8Array, signal?: AbortSignal): Promise<void> => {
    const folder = path.posix.dirname(file);
    await files.makeFolder(folder);
    written += 1;
    const temporary = path.posix.join(folder, `.offprint-${mark}${written.toString(16).padStart(8, '0')}.tmp`);
    const size = await files.create(temporary, content, signal);
    if (size !== content.byteLength) throw new Refusal('verify-failed', { kind: 'file-cut', file });
    await files.renameOver(temporary, file, signal);
  };
  const list = async (signal?: AbortSignal): Promise<ReadonlyMap<string, StoredFacts>> => {
    const found = new Map<string, StoredFacts>();
    let folders: readonly string[] = [''];
    while (folders.length > 0) {
      const next: string[] = [];
      await inLanes(folders, lanes, async (prefix) => {
        for (const { filename, attrs } of await files.entriesIn(path.posix.join(root, prefix), signal)) {
          if (filename === '.' || filename === '..') continue;
          if (attrs.isDirectory()) next.push(`${prefix}${filename}/`);
          else found.set(`${prefix}${filename}`, { size: attrs.size });
        }
      });
      folders = next;
    }
    return found;
  };
  const facts: FileStore['facts'] = async (paths, signal) => {
    const found = new Map<string, StoredFacts>();
    const listed = paths.length > mostAskedOneByOne ? await list(signal) : undefined;
    await inLanes(paths, lanes, async (relative) => {
      const size = listed === undefined ? await files.sizeOf(pathOf(relative), signal) : listed.get(relative)?.size;
      if (size !== undefined) found.set(relative, { size });
    });
    return found;
  };
  const readRecord = async (signal?: AbortSignal) => {
    const content = await files.read(pathOf(recordPath), undefined, signal);
    return content === undefined ? { version: '' } : { version: sha256(content), content };
  };

  return {
    lanes,
    hasFolders: true,
    isChecked: true,
    list,
    facts,
    read: (relative, signal, size) => files.read(pathOf(relative), size, signal),
    write: (file, content, signal) => write(pathOf(file.path), content, signal),
    remove: async (relative, signal) => {
      const file = pathOf(relative);
      await files.unlink(file, signal);
      await files.removeEmptyFolders(path.posix.dirname(file), root);
    },
    readRecord,
    writeRecord: async (content, seen, signal) => {
      if ((await readRecord(signal)).version !== seen) throw new Refusal('moved', { kind: 'busy-there' });
      await write(pathOf(recordPath), content, signal);
      return sha256(content);
    },
  };
}
