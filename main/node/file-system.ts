import { constants, readFile as readFileWithCallback } from 'node:fs';
import { link, lstat, open, readdir, realpath, rename, stat, unlink } from 'node:fs/promises';
import { promisify } from 'node:util';
import { makeFolder } from './make-folder.ts';
import { readFromMemory } from './read-from-memory.ts';
import { type FileRead, readWithFacts } from './read-with-facts.ts';
import { statMany } from './stat-many.ts';

/**
 * The few calls of the operating system that the program's own files go through. Passed as an argument, so that a test
 * can record every call, fail any of them and rebuild what a power cut would leave. Rejections carry the system's `code`.
 */
export interface FileSystem {
  open(path: string, purpose: OpenPurpose, mode?: number): Promise<OpenFile>;
  readFile(path: string): Promise<Uint8Array>;
  /** Facts and bytes of one file together; no bytes for what is no ordinary file or has more than `maxBytes`. Follows links. */
  readWithFacts(path: string, maxBytes: number): Promise<FileWithFacts>;
  /**
   * Like `readWithFacts`, of a few files at little cost: answers what `use` makes of each, in their order; undefined where reading
   * fails. The bytes are there as long as `use` runs.
   */
  readAll<Value>(
    paths: readonly string[],
    maxBytes: number,
    use: (file: FileWithFacts, index: number) => Value,
  ): Promise<readonly (Value | undefined)[]>;
  /** Follows symbolic links. */
  stat(path: string): Promise<FileFacts>;
  /** Like `stat`, of many files at little cost: answers what `use` makes of each, in their order; it is given undefined where that fails. */
  statAll<Value>(
    paths: readonly string[],
    use: (facts: FileFacts | undefined, index: number) => Value,
  ): Promise<readonly Value[]>;
  /** Does not follow a symbolic link. */
  lstat(path: string): Promise<FileFacts>;
  realpath(path: string): Promise<string>;
  /** Names in a folder, unsorted. */
  list(path: string): Promise<readonly FolderEntry[]>;
  rename(from: string, to: string): Promise<void>;
  link(from: string, to: string): Promise<void>;
  unlink(path: string): Promise<void>;
  makeFolder(path: string): Promise<void>;
  /** Makes the names in a folder durable. Does nothing where folders cannot be synced (Windows). */
  syncFolder(path: string): Promise<void>;
}

/** `create` fails when the file is there; `append` makes it when it is not, and is written with positions. */
export type OpenPurpose = 'create' | 'append';

/** A file being written. */
export interface OpenFile {
  /** Answers how many bytes were taken, which may be fewer than asked; 0 means none can be. */
  write(bytes: Uint8Array, position: number): Promise<number>;
  /** Contents and facts durable. */
  sync(): Promise<void>;
  /** Contents durable. */
  syncData(): Promise<void>;
  truncate(size: number): Promise<void>;
  size(): Promise<number>;
  close(): Promise<void>;
}

/** What the program looks at in a file's entry. */
export interface FileFacts {
  readonly kind: 'file' | 'folder' | 'link' | 'other';
  readonly size: number;
  /** With fractions of a millisecond. */
  readonly modifiedMs: number;
  /** Permission bits. */
  readonly mode: number;
  /** Names this content on its disk; a file replaced by rename has another. */
  readonly inode: number;
}

/** A file's entry with its content. */
export interface FileWithFacts {
  readonly facts: FileFacts;
  readonly bytes?: Uint8Array;
}

/** One name in a folder. */
export interface FolderEntry {
  readonly name: string;
  readonly kind: FileFacts['kind'];
}

/** For whatever is no ordinary file, and for the largest: it reads many pieces, which takes five times as long. */
const readFile = promisify(readFileWithCallback);
const maxAtOnce = 0x4000_0000;

/** The real thing. */
export const nodeFileSystem: FileSystem = {
  open: async (path, purpose, mode = 0o666) => {
    const flags =
      purpose === 'create'
        ? constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL
        : constants.O_WRONLY | constants.O_CREAT;
    const handle = await whenFree(() => open(path, flags, mode));
    return {
      write: async (bytes, position) => (await handle.write(bytes, 0, bytes.byteLength, position)).bytesWritten,
      sync: () => handle.sync(),
      syncData: () => handle.datasync(),
      truncate: (size) => handle.truncate(size),
      size: async () => (await handle.stat()).size,
      close: () => handle.close(),
    };
  },
  readFile: async (path) =>
    (await whenFree(() => readWithFacts(path, maxAtOnce))).bytes ?? whenFree(() => readFile(path)),
  readWithFacts: async (path, maxBytes) => fileOf(await whenFree(() => readWithFacts(path, maxBytes))),
  readAll: (paths, maxBytes, use) => {
    const found = readFromMemory(paths, maxBytes, (file, index) => ({ value: use(fileOf(file), index) }));
    return Promise.all(
      paths.map(async (path, index) => {
        if (index < found.length) return found[index]?.value;
        const file = await whenFree(() => readWithFacts(path, maxBytes)).catch(() => undefined);
        return file === undefined ? undefined : use(fileOf(file), index);
      }),
    );
  },
  stat: async (path) => factsOf(await stat(path)),
  statAll: (paths, use) =>
    statMany(paths, (stats, index) => use(stats === undefined ? undefined : factsOf(stats), index)),
  lstat: async (path) => factsOf(await lstat(path)),
  realpath: (path) => realpath(path),
  list: async (path) =>
    (await whenFree(() => readdir(path, { withFileTypes: true }))).map((entry) => ({
      name: entry.name,
      kind: kindOf(entry),
    })),
  rename,
  link,
  unlink,
  makeFolder,
  syncFolder: async (path) => {
    if (process.platform === 'win32') return;
    const handle = await open(path, constants.O_RDONLY);
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  },
};

/** Waits while the process has as many files open as it may, for at most ten seconds: they are closed again soon. */
async function whenFree<Value>(call: () => Promise<Value>): Promise<Value> {
  for (let waitMs = 5, waited = 0; ; waitMs = Math.min(waitMs * 2, 200)) {
    try {
      return await call();
    } catch (error) {
      const isPassing = errorCode(error) === 'EMFILE' || errorCode(error) === 'ENFILE';
      if (!isPassing || waited >= 10_000) throw error;
    }
    const pause = waitMs;
    await new Promise((resolve) => setTimeout(resolve, pause));
    waited += pause;
  }
}

/** The system's name of an error, `ENOSPC`; `UNKNOWN` for what carries none. */
export function errorCode(error: unknown): string {
  if (typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string')
    return error.code;
  return 'UNKNOWN';
}

/** True when an error says that nothing is there under this name. */
export function isMissing(error: unknown): boolean {
  const code = errorCode(error);
  return code === 'ENOENT' || code === 'ENOTDIR';
}

interface HasKind {
  isFile(): boolean;
  isDirectory(): boolean;
  isSymbolicLink(): boolean;
}

function kindOf(entry: HasKind): FileFacts['kind'] {
  if (entry.isFile()) return 'file';
  if (entry.isDirectory()) return 'folder';
  return entry.isSymbolicLink() ? 'link' : 'other';
}

function fileOf({ stats, bytes }: FileRead): FileWithFacts {
  return { facts: factsOf(stats), ...(bytes === undefined ? {} : { bytes }) };
}

function factsOf(
  stats: HasKind & { readonly size: number; readonly mtimeMs: number; readonly mode: number; readonly ino: number },
): FileFacts {
  return {
    kind: kindOf(stats),
    size: stats.size,
    modifiedMs: stats.mtimeMs,
    mode: stats.mode & 0o7777,
    inode: stats.ino,
  };
}
