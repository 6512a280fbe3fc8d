import path from 'node:path';
import type { WriteFailed } from '../../common/contract/site.ts';
import { fail, ok, type Result } from '../../common/result.ts';
import { errorCode, type FileSystem, isMissing, nodeFileSystem } from './file-system.ts';
import { inTurn } from './in-turn.ts';
import { isInside } from './inside.ts';
import { type Lasting, type StagedFile, stageFile } from './staged-file.ts';

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

/** What is written: bytes, or pieces that come one after the other and are never in memory together. */
export type DurableContent = Uint8Array | AsyncIterable<Uint8Array>;

/** Code of a write refused because a symbolic link leads out of the folder it must stay in. */
export const outsideCode = 'OUTSIDE';

/**
 * Puts `content` in the place of a file, or makes it, so that every moment's reader and every power cut finds the old
 * content whole or the new content whole. When it answers ok the new content is on the disk. Writes of one path wait for
 * each other. On failure the old file is untouched and nothing is left beside it.
 *
 * The order is the promise: new file in the same folder, all bytes, fsync, size checked, renamed over, folder fsynced.
 * After a failed fsync the kernel may have dropped the pages, so that file is thrown away, never synced again.
 */
export function writeDurably(
  file: string,
  content: DurableContent,
  options: DurableWriteOptions = {},
): Promise<Result<void, WriteFailed>> {
  return write(file, content, options, 'durable');
}

/**
 * Like `writeDurably`, but nobody waits for the disk, which after a large build would write out all of it. Only for what can be made
 * again: until the machine stops every reader finds the old content whole or the new content whole; a power cut may leave none of
 * it, a part or zeroes, which its reader must recognise.
 */
export function writeCache(
  file: string,
  content: DurableContent,
  options: Pick<DurableWriteOptions, 'fileSystem'> = {},
): Promise<Result<void, WriteFailed>> {
  return write(file, content, options, 'for now');
}

function write(
  file: string,
  content: DurableContent,
  options: DurableWriteOptions,
  lasting: Lasting,
): Promise<Result<void, WriteFailed>> {
  const fileSystem = options.fileSystem ?? nodeFileSystem;
  return inTurn(fileSystem, path.resolve(file), async () => {
    try {
      const place = await followLink(fileSystem, path.resolve(file), options.within);
      if (place === undefined) return failed(file, outsideCode);
      const code = await replace(fileSystem, place, content, options, lasting);
      return code === undefined ? ok(undefined) : failed(file, code);
    } catch (error) {
      return failed(file, errorCode(error));
    }
  });
}

async function replace(
  fileSystem: FileSystem,
  { target, mode }: WritePlace,
  content: DurableContent,
  options: DurableWriteOptions,
  lasting: Lasting,
): Promise<string | undefined> {
  const staged = await stageIn(fileSystem, path.dirname(target), mode ?? options.mode, lasting);
  try {
    if (content instanceof Uint8Array) await staged.append(content);
    else for await (const piece of content) await staged.append(piece);
    await staged.settle();
    const stop = await options.beforeReplace?.();
    if (stop !== undefined) {
      await staged.discard();
      return stop;
    }
    await staged.moveTo(target);
  } catch (error) {
    await staged.discard();
    throw error;
  }
  return undefined;
}

/** Stages a new file, making its folder when it is missing. */
async function stageIn(
  fileSystem: FileSystem,
  folder: string,
  mode: number | undefined,
  lasting: Lasting,
): Promise<StagedFile> {
  try {
    return await stageFile(folder, fileSystem, mode, lasting);
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw error;
    await (lasting === 'durable' ? makeFolderDurably(fileSystem, folder) : fileSystem.makeFolder(folder));
    return stageFile(folder, fileSystem, mode, lasting);
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

function failed(file: string, code: string): Result<never, WriteFailed> {
  return fail({ kind: 'write-failed', file, code });
}
