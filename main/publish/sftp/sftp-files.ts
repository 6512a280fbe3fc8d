import path from 'node:path';
import { inLanes } from '../in-lanes.ts';
import { failure, noSuchFile, type SftpConnection } from './sftp-connection.ts';

/** Bytes in one write or read of the protocol; every server takes this much. */
const chunkBytes = 32 * 1024;
/** Chunks of one file under way at once. */
const chunks = 16;

/** Files on an SFTP server by their whole path, in as few round trips as the protocol allows. */
export interface SftpFiles {
  /** Of a file, also of one behind a link; undefined when there is none. */
  factsOf(file: string, signal?: AbortSignal): Promise<SftpFacts | undefined>;
  /** The bytes; undefined when there is no such file. `size` is what is expected, and saves asking for it. */
  read(file: string, size: number | undefined, signal?: AbortSignal): Promise<Uint8Array | undefined>;
  /** Writes a new file; answers what the server has of it then. Fails when there is one of that name. */
  create(file: string, content: Uint8Array, signal?: AbortSignal): Promise<SftpFacts>;
  /** The same, but reads the file back before it is closed; false when the server has something else. */
  createProven(file: string, content: Uint8Array, signal?: AbortSignal): Promise<boolean>;
  /** Puts a file in the place of another, in one step where the server can. */
  renameOver(from: string, to: string, signal?: AbortSignal): Promise<void>;
  /** Does nothing when there is no such file. */
  unlink(file: string, signal?: AbortSignal): Promise<void>;
  /** Makes a folder and those above it. Asked once for each. */
  makeFolder(folder: string): Promise<void>;
  /** Removes a folder if it is empty, and those above it up to `root`. */
  removeEmptyFolders(folder: string, root: string): Promise<void>;
  entriesIn(folder: string, signal?: AbortSignal): Promise<readonly SftpEntry[]>;
}

/** What a server tells of a file. */
export interface SftpFacts {
  readonly size: number;
  /** Seconds since 1970. */
  readonly mtime: number;
}

/** One name in a folder. */
export interface SftpEntry {
  readonly filename: string;
  readonly attrs: { readonly size: number; isDirectory(): boolean };
}

/** Speaks over an open connection about files below `base`, a folder that is there as a rule. */
export function sftpFiles({ sftp, ask }: SftpConnection, base: string): SftpFiles {
  const madeFolders = new Map<string, Promise<void>>();
  const told =
    <Value>(code: unknown, value: Value) =>
    (error: unknown): Value => {
      if (codeOf(error) === code) return value;
      throw error;
    };
  const factsOf: SftpFiles['factsOf'] = (file, signal) =>
    ask<SftpFacts>((done) => sftp.stat(file, done), signal).catch(told(noSuchFile, undefined));

  const makeFolder = (folder: string): Promise<void> => {
    const made = madeFolders.get(folder) ?? makeFolderAnew(folder);
    madeFolders.set(folder, made);
    return made;
  };
  const makeFolderAnew = async (folder: string): Promise<void> => {
    if (folder === '.' || folder === '/') return;
    const make = () => ask<unknown>((done) => sftp.mkdir(folder, (error) => done(error, undefined)));
    try {
      // The one above first, once for all that lie in it: tried at once, hundreds would fail while it is being made.
      if (isBelow(folder, base)) await makeFolder(path.posix.dirname(folder));
      await make();
    } catch (error) {
      // Servers answer a plain failure when it is there already.
      if ((await factsOf(folder)) !== undefined) return;
      if (codeOf(error) !== noSuchFile) throw error;
      await makeFolder(path.posix.dirname(folder));
      await make();
    }
  };

  /** Writes a new file and asks about it before it is closed. */
  const filled = async <Answer>(
    file: string,
    flags: 'wx' | 'xw+',
    content: Uint8Array,
    signal: AbortSignal | undefined,
    askAbout: (handle: Buffer) => Promise<Answer>,
  ): Promise<Answer> => {
    const handle = await ask<Buffer>((done) => sftp.open(file, flags, done), signal);
    const bytes = Buffer.from(content.buffer, content.byteOffset, content.byteLength);
    const write = async (offset: number) => {
      const length = Math.min(chunkBytes, bytes.length - offset);
      await ask<unknown>(
        (done) => sftp.write(handle, bytes, offset, length, offset, (error) => done(error, 0)),
        signal,
      );
    };
    const close = () => ask<unknown>((done) => sftp.close(handle, (error) => done(error, undefined)), signal);
    const offsets = offsetsIn(bytes);
    const isLarge = offsets.length > chunks;
    if (isLarge) await inLanes(offsets, chunks, write);
    // Requests for one handle are done in the order in which they come, so none waits for the answer before it.
    const writing = isLarge ? undefined : Promise.all(offsets.map(write));
    const [answer] = await Promise.all([askAbout(handle), writing, close()]);
    return answer;
  };

  return {
    factsOf,
    makeFolder,
    read: async (file, expected, signal) => {
      const size = expected ?? (await factsOf(file, signal))?.size;
      if (size === undefined) return undefined;
      const handle = await ask<Buffer>((done) => sftp.open(file, 'r', done), signal).catch(told(noSuchFile, undefined));
      if (handle === undefined) return undefined;
      // One byte more than expected, so that a longer file is not taken for the right one.
      const content = Buffer.alloc(size + 1);
      const offsets = offsetsIn(content);
      let isWhole = true;
      let length = 0;
      const reading = inLanes(offsets, chunks, async (offset) => {
        const wanted = Math.min(chunkBytes, content.length - offset);
        const got = await ask<number>((done) => sftp.read(handle, content, offset, wanted, offset, done), signal).catch(
          // The end of a file that is as long as expected, to the byte, is told as a failure.
          told(endOfFile, 0),
        );
        length += got;
        if (got < wanted && offset + got < size) isWhole = false;
      });
      // Not waited for in between: the server answers in turn.
      const closing = ask<unknown>((done) => sftp.close(handle, (error) => done(error, undefined)), signal);
      await Promise.all([reading, closing]);
      if (!isWhole && expected === undefined) throw Object.assign(new Error('short read'), { code: failure });
      return content.subarray(0, length);
    },
    create: (file, content, signal) =>
      filled(file, 'wx', content, signal, (handle) => ask<SftpFacts>((done) => sftp.fstat(handle, done), signal)),
    createProven: (file, content, signal) => {
      const back = Buffer.alloc(content.byteLength);
      const readBack = async (handle: Buffer) => {
        const reading = offsetsIn(back).map((offset) => {
          const wanted = Math.min(chunkBytes, back.length - offset);
          return ask<number>((done) => sftp.read(handle, back, offset, wanted, offset, done), signal);
        });
        await Promise.all(reading);
        return back.equals(content);
      };
      return filled(file, 'xw+', content, signal, readBack);
    },
    renameOver: async (from, to, signal) => {
      if (hasExtension(sftp, 'posix-rename@openssh.com')) {
        await ask<unknown>((done) => sftp.ext_openssh_rename(from, to, (error) => done(error, undefined)), signal);
        return;
      }
      await ask<unknown>((done) => sftp.unlink(to, (error) => done(error, undefined))).catch(isGone);
      await ask<unknown>((done) => sftp.rename(from, to, (error) => done(error, undefined)), signal);
    },
    unlink: async (file, signal) => {
      await ask<unknown>((done) => sftp.unlink(file, (error) => done(error, undefined)), signal).catch(isGone);
    },
    removeEmptyFolders: async (folder, root) => {
      for (let current = folder; current !== root && current.startsWith(root); current = path.posix.dirname(current)) {
        try {
          await ask<unknown>((done) => sftp.rmdir(current, (error) => done(error, undefined)));
          madeFolders.delete(current);
        } catch {
          // Not empty: nothing to tidy above it.
          return;
        }
      }
    },
    entriesIn: (folder, signal) =>
      ask<readonly SftpEntry[]>((done) => sftp.readdir(folder, done), signal).catch(told(noSuchFile, [])),
  };
}

/** Where the pieces begin in which these bytes travel. */
function offsetsIn(bytes: Uint8Array): readonly number[] {
  return Array.from({ length: Math.ceil(bytes.byteLength / chunkBytes) }, (_, index) => index * chunkBytes);
}

function isBelow(folder: string, base: string): boolean {
  return base === '.' ? !path.posix.isAbsolute(folder) : folder.startsWith(base.endsWith('/') ? base : `${base}/`);
}

/** Whether the server said at the start that it knows an extension of the protocol. */
export function hasExtension(sftp: SftpConnection['sftp'], name: string): boolean {
  const extensions: unknown = '_extensions' in sftp ? sftp._extensions : undefined;
  return typeof extensions === 'object' && extensions !== null && name in extensions;
}

const endOfFile = 1;

/** A folder of that name answers a plain failure; there is no such file then either. */
function isGone(error: unknown): void {
  if (codeOf(error) !== noSuchFile && codeOf(error) !== failure) throw error;
}

function codeOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
}
