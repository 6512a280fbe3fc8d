import {
  closeSync,
  constants,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { copyFile, mkdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { isMissing } from '../../node/file-system.ts';
import { sha256 } from '../../node/hash.ts';

/**
 * The bytes of finished builds, each kept once under its hash. An object is never changed. Writing is synchronous: a build
 * writes thousands of small files, and a thread pool only makes that slower.
 */
export interface ObjectStore {
  /** Absolute path of an object, there or not. */
  pathOf(sha256: string): string;
  /** Keeps a content; answers the hash of its bytes. Throws what the disk says. */
  put(content: Content): { readonly sha256: string; readonly size: number };
  /** Another one whenever an object came or went. */
  seal(): string;
  /** Hashes of all objects that are there, as the folders list them. */
  names(): ReadonlySet<string>;
  /** Whether an object is there and its bytes are those of its hash. */
  isIntact(sha256: string, size: number): boolean;
  /** Removes an object, there or not. */
  remove(sha256: string): void;
  /** Keeps a file whose hash is known. Throws what the disk says, or when the file no longer has that size. */
  putFile(source: string, hash: string, size: number): Promise<void>;
}

/** Bytes, a text's UTF-8, or several of these one after another. */
export type Content = Uint8Array | string | readonly (Uint8Array | string)[];

/** The store in a folder, which is made when missing. */
export function openObjectStore(folder: string): ObjectStore {
  const made = new Set<string>();
  const bytesOf = contentReader();
  const pathOf = (hash: string) => `${folder}${path.sep}${prefixOf(hash)}${path.sep}${hash}`;
  const folderFor = (hash: string) => {
    const prefix = prefixOf(hash);
    if (!made.has(prefix)) mkdirSync(path.join(folder, prefix), { recursive: true });
    made.add(prefix);
  };

  return {
    pathOf,
    put: (given) => {
      const content = bytesOf(given);
      const hash = sha256(content);
      const file = pathOf(hash);
      folderFor(hash);
      if (!writeNew(file, content) && !isWhole(file, content.byteLength)) {
        // A build that was killed left a cut file.
        const temporary = `${file}.${process.pid}.tmp`;
        rmSync(temporary, { force: true });
        writeNew(temporary, content);
        renameSync(temporary, file);
      }
      return { sha256: hash, size: content.byteLength };
    },
    seal: () =>
      [...'0123456789abcdef']
        .map((prefix) => statSync(path.join(folder, prefix), { throwIfNoEntry: false })?.mtimeMs ?? 0)
        .join(' '),
    names: () => new Set(namesIn(folder).flatMap((prefix) => namesIn(path.join(folder, prefix)))),
    isIntact: (hash, size) => {
      const file = pathOf(hash);
      return isWhole(file, size) && sha256(readFileSync(file)) === hash;
    },
    remove: (hash) => rmSync(pathOf(hash), { force: true }),
    putFile: async (source, hash, size) => {
      const file = pathOf(hash);
      if (isWhole(file, size)) return;
      await mkdir(path.dirname(file), { recursive: true });
      const temporary = `${file}.${process.pid}.tmp`;
      await copyFile(source, temporary, constants.COPYFILE_FICLONE);
      if ((await stat(temporary)).size !== size) {
        await rm(temporary, { force: true });
        throw Object.assign(new Error(`${source} changed while it was read`), { code: 'EAGAIN' });
      }
      await rename(temporary, file);
    },
  };
}

/** Most pages are smaller than this. */
const maxSharedBytes = 512 * 1024;

/** Puts contents one after another into the same memory: what is answered is right until the next is asked for. */
function contentReader(): (content: Content) => Uint8Array {
  let shared: Buffer | undefined;
  return (content) => {
    if (content instanceof Uint8Array) return content;
    const pieces = typeof content === 'string' ? [content] : content;
    // A UTF-16 unit takes three bytes at most.
    const most = pieces.reduce((sum, piece) => sum + (typeof piece === 'string' ? 3 : 1) * piece.length, 0);
    if (most > maxSharedBytes)
      return Buffer.concat(pieces.map((piece) => (typeof piece === 'string' ? Buffer.from(piece) : piece)));
    shared ??= Buffer.allocUnsafeSlow(maxSharedBytes);
    let size = 0;
    for (const piece of pieces) {
      if (typeof piece === 'string') size += shared.write(piece, size);
      else {
        shared.set(piece, size);
        size += piece.length;
      }
    }
    return shared.subarray(0, size);
  };
}

/** Sixteen folders, not more: each thread of a build has to make sure of each of them. */
function prefixOf(hash: string): string {
  return hash.slice(0, 1);
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

function isWhole(file: string, size: number): boolean {
  return statSync(file, { throwIfNoEntry: false })?.size === size;
}

/** Writes a file that is not there yet; false when it is. */
function writeNew(file: string, content: Uint8Array): boolean {
  let handle: number;
  try {
    handle = openSync(file, 'wx');
  } catch (error) {
    if ((error as { code?: unknown }).code === 'EEXIST') return false;
    throw error;
  }
  try {
    for (let done = 0; done < content.byteLength; ) {
      const written = writeSync(handle, content, done);
      if (written === 0) throw Object.assign(new Error('the disk takes no more'), { code: 'ENOSPC' });
      done += written;
    }
  } finally {
    closeSync(handle);
  }
  return true;
}
