import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { sha256 } from '../../node/hash.ts';
import { isPlainRelativePath } from '../../node/inside.ts';
import type { FileStore, StoredFacts } from '../file-store.ts';
import { inLanes } from '../in-lanes.ts';
import { Refusal } from '../target.ts';
import { recordPath } from '../target-record.ts';
import type { SftpFacts, SftpFiles } from './sftp-files.ts';

/** Files under way at once. */
const lanes = 48;
/** For more files than this, listing every folder takes fewer questions. */
const mostAskedOneByOne = 2_000;

/**
 * A folder on an SFTP server as a store. Files are written under a temporary name beside their place, measured or read back, and renamed
 * over it in one step where the server can (`posix-rename@openssh.com`); other servers need the old file removed first. Serves
 * one connection.
 */
export function openSftpStore(files: SftpFiles, root: string): FileStore {
  const pathOf = (relative: string) => {
    if (!isPlainRelativePath(relative)) throw new Refusal('wrong-path', { kind: 'file-outside', file: relative });
    return path.posix.join(root, relative);
  };
  // Once a store: the numbers behind it keep the names apart.
  const mark = randomBytes(5).toString('hex');
  let written = 0;
  const temporaryIn = async (folder: string): Promise<string> => {
    await files.makeFolder(folder);
    written += 1;
    return path.posix.join(folder, `.offprint-${mark}${written.toString(16).padStart(8, '0')}.tmp`);
  };
  const writeMeasured = async (file: string, content: Uint8Array, signal?: AbortSignal): Promise<SftpFacts> => {
    const temporary = await temporaryIn(path.posix.dirname(file));
    const facts = await files.create(temporary, content, signal);
    if (facts.size !== content.byteLength) throw new Refusal('verify-failed', { kind: 'file-cut', file });
    await files.renameOver(temporary, file, signal);
    return facts;
  };
  const writeProven = async (file: string, content: Uint8Array, signal?: AbortSignal): Promise<void> => {
    const temporary = await temporaryIn(path.posix.dirname(file));
    if (!(await files.createProven(temporary, content, signal))) {
      throw new Refusal('verify-failed', { kind: 'file-differs', file });
    }
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
      const known = listed === undefined ? await files.factsOf(pathOf(relative), signal) : listed.get(relative);
      if (known !== undefined) found.set(relative, { size: known.size });
    });
    return found;
  };
  /** The record as it was last read or written here, and what the server said of it then. */
  let known: { readonly version: string; readonly facts: SftpFacts } | undefined;
  const readRecord = async (signal?: AbortSignal) => {
    const facts = await files.factsOf(pathOf(recordPath), signal);
    const content = facts && (await files.read(pathOf(recordPath), facts.size, signal));
    if (facts === undefined || content === undefined) return { version: '' };
    known = { version: sha256(content), facts };
    return { version: known.version, content };
  };
  /** The record of a large site is not read again just to see that nobody else wrote it: its size and time tell. */
  const recordVersion = async (signal?: AbortSignal): Promise<string> => {
    const facts = await files.factsOf(pathOf(recordPath), signal);
    if (facts === undefined) return '';
    const isAsKnown = known?.facts.size === facts.size && known.facts.mtime === facts.mtime;
    return isAsKnown && known !== undefined ? known.version : (await readRecord(signal)).version;
  };
  const proven = new Set<string>();

  return {
    lanes,
    hasFolders: true,
    isChecked: true,
    list,
    facts,
    read: (relative, signal, size) => files.read(pathOf(relative), size, signal),
    // Pages are read back right away, through the handle that wrote them, so that none takes its place unproven.
    write: async (file, content, signal) => {
      if (file.role === 'asset') {
        await writeMeasured(pathOf(file.path), content, signal);
      } else {
        await writeProven(pathOf(file.path), content, signal);
        proven.add(file.path);
      }
    },
    proven: async () => proven,
    remove: async (relative, signal) => {
      const file = pathOf(relative);
      await files.unlink(file, signal);
      await files.removeEmptyFolders(path.posix.dirname(file), root);
    },
    readRecord,
    writeRecord: async (content, seen, signal) => {
      if ((await recordVersion(signal)) !== seen) throw new Refusal('moved', { kind: 'busy-there' });
      known = { version: sha256(content), facts: await writeMeasured(pathOf(recordPath), content, signal) };
      return known.version;
    },
  };
}
