import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { sha256 } from '../../node/hash.ts';
import { isPlainRelativePath } from '../../node/inside.ts';
import type { FileStore, StoredFacts } from '../file-store.ts';
import { inLanes } from '../in-lanes.ts';
import { Refusal } from '../target.ts';
import { recordPath } from '../target-record.ts';
import { failure, noSuchFile, type SftpConnection } from './sftp-connection.ts';

/** Bytes in one write of the protocol; every server takes this much. */
const chunkBytes = 32 * 1024;
/** Files, and chunks of one file, under way at once. */
const lanes = 16;

/**
 * A folder on an SFTP server as a store. Files are written under a temporary name beside their place, measured, and renamed
 * over it in one step where the server can (`posix-rename@openssh.com`); other servers need the old file removed first.
 */
export function openSftpStore({ sftp, ask }: SftpConnection, root: string): FileStore {
  const madeFolders = new Map<string, Promise<void>>();
  const pathOf = (relative: string) => {
    if (!isPlainRelativePath(relative)) throw new Refusal('wrong-path', `${relative} leads out of the folder.`);
    return path.posix.join(root, relative);
  };

  const makeFolder = (folder: string): Promise<void> => {
    const made = madeFolders.get(folder) ?? makeFolderAnew(folder);
    madeFolders.set(folder, made);
    return made;
  };
  const makeFolderAnew = async (folder: string): Promise<void> => {
    if (folder === '.' || folder === '/' || (await isThere(folder))) return;
    await makeFolder(path.posix.dirname(folder));
    try {
      await ask<unknown>((done) => sftp.mkdir(folder, (error) => done(error, undefined)));
    } catch (error) {
      // Servers answer a plain failure when it is there already.
      if (!(await isThere(folder))) throw error;
    }
  };
  const isThere = async (file: string) => {
    try {
      await ask<unknown>((done) => sftp.stat(file, done));
      return true;
    } catch (error) {
      if (codeOf(error) === noSuchFile) return false;
      throw error;
    }
  };
  const read = async (file: string, signal?: AbortSignal): Promise<Uint8Array | undefined> => {
    try {
      return await ask<Buffer>((done) => sftp.readFile(file, (error, content) => done(error, content)), signal);
    } catch (error) {
      if (codeOf(error) === noSuchFile) return undefined;
      throw error;
    }
  };

  const write = async (file: string, content: Uint8Array, signal?: AbortSignal): Promise<void> => {
    const folder = path.posix.dirname(file);
    await makeFolder(folder);
    const temporary = path.posix.join(folder, `.offprint-${randomBytes(9).toString('hex')}.tmp`);
    const handle = await ask<Buffer>((done) => sftp.open(temporary, 'wx', done), signal);
    const bytes = Buffer.from(content.buffer, content.byteOffset, content.byteLength);
    const offsets = Array.from({ length: Math.ceil(bytes.length / chunkBytes) }, (_, index) => index * chunkBytes);
    await inLanes(offsets, lanes, async (offset) => {
      const length = Math.min(chunkBytes, bytes.length - offset);
      await ask<unknown>(
        (done) => sftp.write(handle, bytes, offset, length, offset, (error) => done(error, 0)),
        signal,
      );
    });
    const facts = await ask<{ readonly size: number }>((done) => sftp.fstat(handle, done), signal);
    await ask<unknown>((done) => sftp.close(handle, (error) => done(error, undefined)), signal);
    if (facts.size !== bytes.length) throw new Refusal('verify-failed', `${file} arrived with ${facts.size} bytes.`);
    await renameOver(temporary, file, signal);
  };
  const renameOver = async (from: string, to: string, signal?: AbortSignal): Promise<void> => {
    if (canReplace(sftp)) {
      await ask<unknown>((done) => sftp.ext_openssh_rename(from, to, (error) => done(error, undefined)), signal);
      return;
    }
    await unlink(to);
    await ask<unknown>((done) => sftp.rename(from, to, (error) => done(error, undefined)), signal);
  };
  const unlink = async (file: string, signal?: AbortSignal): Promise<void> => {
    try {
      await ask<unknown>((done) => sftp.unlink(file, (error) => done(error, undefined)), signal);
    } catch (error) {
      // A folder of that name answers a plain failure; there is no such file then either.
      if (codeOf(error) !== noSuchFile && codeOf(error) !== failure) throw error;
    }
  };
  const removeEmptyFolders = async (folder: string): Promise<void> => {
    for (let current = folder; current !== root && current.startsWith(root); current = path.posix.dirname(current)) {
      try {
        await ask<unknown>((done) => sftp.rmdir(current, (error) => done(error, undefined)));
        madeFolders.delete(current);
      } catch {
        // Not empty: nothing to tidy above it.
        return;
      }
    }
  };

  const list = async (signal?: AbortSignal): Promise<ReadonlyMap<string, StoredFacts>> => {
    const found = new Map<string, StoredFacts>();
    let folders: readonly string[] = [''];
    while (folders.length > 0) {
      const next: string[] = [];
      await inLanes(folders, lanes, async (prefix) => {
        for (const { filename, attrs } of await entriesIn(path.posix.join(root, prefix), signal)) {
          if (filename === '.' || filename === '..') continue;
          if (attrs.isDirectory()) next.push(`${prefix}${filename}/`);
          else found.set(`${prefix}${filename}`, { size: attrs.size });
        }
      });
      folders = next;
    }
    return found;
  };
  const entriesIn = async (folder: string, signal?: AbortSignal) => {
    try {
      return await ask<Parameters<Parameters<typeof sftp.readdir>[1]>[1]>((done) => sftp.readdir(folder, done), signal);
    } catch (error) {
      if (codeOf(error) === noSuchFile) return [];
      throw error;
    }
  };
  const readRecord = async (signal?: AbortSignal) => {
    const content = await read(pathOf(recordPath), signal);
    return content === undefined ? { version: '' } : { version: sha256(content), content };
  };

  return {
    lanes,
    hasFolders: true,
    isChecked: true,
    list,
    read: (relative, signal) => read(pathOf(relative), signal),
    write: (file, content, signal) => write(pathOf(file.path), content, signal),
    remove: async (relative, signal) => {
      const file = pathOf(relative);
      await unlink(file, signal);
      await removeEmptyFolders(path.posix.dirname(file));
    },
    readRecord,
    writeRecord: async (content, seen, signal) => {
      if ((await readRecord(signal)).version !== seen)
        throw new Refusal('moved', 'Another publish is under way there.');
      await write(pathOf(recordPath), content, signal);
      return sha256(content);
    },
  };
}

/** Whether the server said at the start that it can rename over a file that is there. */
function canReplace(sftp: SftpConnection['sftp']): boolean {
  const extensions: unknown = '_extensions' in sftp ? sftp._extensions : undefined;
  return typeof extensions === 'object' && extensions !== null && 'posix-rename@openssh.com' in extensions;
}

function codeOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
}
