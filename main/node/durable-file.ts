import { randomBytes } from 'node:crypto';
import path from 'node:path';
import type { WriteFailed } from '../../common/contract/site.ts';
import { fail, ok, type Result } from '../../common/result.ts';
import { errorCode, type FileSystem, isMissing, nodeFileSystem, type OpenFile } from './file-system.ts';
import { inTurn } from './in-turn.ts';
import { isInside } from './inside.ts';

/** How to write, where it differs from the usual. */
export interface DurableWriteOptions {
  /** Default: the operating system's. */
  readonly fileSystem?: FileSystem;
  /** A symbolic link is followed only to a file inside this folder (absolute, links resolved); default: wherever it leads. */
  readonly within?: string;
  /** Permission bits of a new file, default 0o666 less the umask; a file that is there keeps its own. */
  readonly mode?: number;
  /**
   * Asked when the new content is safe beside the file, right before it takes the file's place. A code in the answer
   * stops the write with it and leaves the file as it is.
   */
  readonly beforeReplace?: () => Promise<string | undefined>;
}

/** Code of a write refused because a symbolic link leads out of the folder it must stay in. */
export const outsideCode = 'OUTSIDE';

/**
 * Puts `bytes` in the place of a file, or makes it, so that every moment's reader and every power cut finds the old
 * content whole or the new content whole. When it answers ok the new content is on the disk. Writes of one path wait for
 * each other. On failure the old file is untouched and nothing is left beside it.
 *
 * The order is the promise: new file in the same folder, all bytes, fsync, size checked, renamed over, folder fsynced.
 * After a failed fsync the kernel may have dropped the pages, so that file is thrown away, never synced again.
 */
export function writeDurably(
  file: string,
  bytes: Uint8Array,
  options: DurableWriteOptions = {},
): Promise<Result<void, WriteFailed>> {
  const fileSystem = options.fileSystem ?? nodeFileSystem;
  return inTurn(fileSystem, path.resolve(file), async () => {
    try {
      const place = await followLink(fileSystem, path.resolve(file), options.within);
      if (place === undefined) return failed(file, outsideCode);
      const code = await replace(fileSystem, place, bytes, options);
      return code === undefined ? ok(undefined) : failed(file, code);
    } catch (error) {
      return failed(file, errorCode(error));
    }
  });
}

async function replace(
  fileSystem: FileSystem,
  { target, mode }: WritePlace,
  bytes: Uint8Array,
  options: DurableWriteOptions,
): Promise<string | undefined> {
  const temporary = temporaryName(target);
  const handle = await openIn(fileSystem, temporary, mode ?? options.mode);
  try {
    try {
      await writeWhole(handle, bytes);
      await handle.sync();
      if ((await handle.size()) !== bytes.byteLength) throw Object.assign(new Error('short file'), { code: 'EIO' });
    } finally {
      await handle.close();
    }
    const stop = await options.beforeReplace?.();
    if (stop !== undefined) {
      await discard(fileSystem, temporary);
      return stop;
    }
    await patiently(() => fileSystem.rename(temporary, target));
  } catch (error) {
    await discard(fileSystem, temporary);
    throw error;
  }
  await fileSystem.syncFolder(path.dirname(target));
  return undefined;
}

/** Opens a new file, making its folder (durably) when it is missing. */
async function openIn(fileSystem: FileSystem, file: string, mode: number | undefined): Promise<OpenFile> {
  try {
    return await fileSystem.open(file, 'create', mode);
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw error;
    await makeFolderDurably(fileSystem, path.dirname(file));
    return fileSystem.open(file, 'create', mode);
  }
}

/** Makes a folder and those above it, and syncs each new name. */
export async function makeFolderDurably(fileSystem: FileSystem, folder: string): Promise<void> {
  const missing: string[] = [];
  let current = folder;
  while (!(await exists(fileSystem, current))) {
    missing.push(current);
    const above = path.dirname(current);
    if (above === current) break;
    current = above;
  }
  if (missing.length === 0) return;
  await fileSystem.makeFolder(folder);
  for (const made of missing.reverse()) await fileSystem.syncFolder(path.dirname(made));
}

/** Writes all bytes at `position`, default 0. A short write is followed by another; one that takes nothing is an error. */
export async function writeWhole(handle: OpenFile, bytes: Uint8Array, position = 0): Promise<void> {
  let done = 0;
  while (done < bytes.byteLength) {
    const written = await handle.write(bytes.subarray(done), position + done);
    if (written === 0) throw Object.assign(new Error('the disk takes no more'), { code: 'ENOSPC' });
    done += written;
  }
}

/** Where bytes belong, and the permission bits of the file that is there. */
interface WritePlace {
  readonly target: string;
  readonly mode?: number;
}

/** The file itself or what its symbolic link names; undefined when that leads outside. */
async function followLink(
  fileSystem: FileSystem,
  file: string,
  within: string | undefined,
): Promise<WritePlace | undefined> {
  const facts = await fileSystem.lstat(file).catch(missingAsUndefined);
  if (facts === undefined) return { target: file };
  if (facts.kind !== 'link') return { target: file, mode: facts.mode };
  const target = await fileSystem.realpath(file);
  if (within !== undefined && !isInside(within, target)) return undefined;
  return { target, mode: (await fileSystem.stat(target)).mode };
}

async function exists(fileSystem: FileSystem, file: string): Promise<boolean> {
  return (await fileSystem.stat(file).catch(missingAsUndefined)) !== undefined;
}

function missingAsUndefined(error: unknown): undefined {
  if (isMissing(error)) return undefined;
  throw error;
}

/** Hidden, in the same folder, within the 255 bytes of a name, told apart from every other writer's. */
function temporaryName(target: string): string {
  return path.join(path.dirname(target), `.offprint-${randomBytes(9).toString('hex')}.tmp`);
}

/** True for names of files that a write left behind when the power went. They may be removed. */
export function isTemporaryName(name: string): boolean {
  return /^\.offprint-[0-9a-f]{18}\.tmp$/.test(name);
}

async function discard(fileSystem: FileSystem, temporary: string): Promise<void> {
  try {
    await fileSystem.unlink(temporary);
  } catch {
    // The write has already failed and its cause is what the author must hear; a left-over is removed at the next open.
  }
}

/** Tries a rename again for up to ten seconds while a virus scanner holds the file; only Windows locks files so. */
async function patiently(rename: () => Promise<void>): Promise<void> {
  for (let waitMs = 20, waited = 0; ; waitMs = Math.min(waitMs * 2, 1_000)) {
    try {
      return await rename();
    } catch (error) {
      const passing = errorCode(error) === 'EBUSY' || (process.platform === 'win32' && isDenied(error));
      if (!passing || waited >= 10_000) throw error;
    }
    const pause = waitMs;
    await new Promise((resolve) => setTimeout(resolve, pause));
    waited += pause;
  }
}

function isDenied(error: unknown): boolean {
  return errorCode(error) === 'EPERM' || errorCode(error) === 'EACCES';
}

function failed(file: string, code: string): Result<never, WriteFailed> {
  return fail({ kind: 'write-failed', file, code });
}
