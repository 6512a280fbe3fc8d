import path from 'node:path';
import type { WriteFailed } from '../../common/contract/site.ts';
import { fail, ok, type Result } from '../../common/result.ts';
import { uniqueSlug } from '../../common/slug.ts';
import { makeFolderDurably } from '../node/durable-file.ts';
import { errorCode, isMissing, nodeFileSystem } from '../node/file-system.ts';
import { inTurn } from '../node/in-turn.ts';
import { inside } from '../node/inside.ts';
import { readableName } from './file-name.ts';
import type { FileType } from './file-type.ts';
import type { KnownContentParts } from './known-content.ts';

/** What finding places for new files needs. */
export interface NewPathParts extends KnownContentParts {
  readonly now: () => number;
  /** Paths that are promised to files on their way; kept here. */
  readonly promised: Set<string>;
}

/** A name of its own in the folder where the file belongs, which no other file on its way gets. */
export async function newPath(
  parts: NewPathParts,
  name: string,
  type: FileType,
  postId: string,
): Promise<Result<string, WriteFailed>> {
  return inTurn(parts.index, 'promise', async () => {
    const folder = (await parts.places()).folderFor(postId, parts.now());
    const contained = await inside(parts.folder, folder);
    if (!contained.ok) return fail({ kind: 'write-failed', file: folder, code: 'OUTSIDE' });
    const isPromised = (candidate: string) => parts.promised.has(promised(`${folder}/${candidate}`));
    const chosen = await chooseName(contained.value, name, type, isPromised).catch((error: unknown) => error);
    if (typeof chosen !== 'string') return fail({ kind: 'write-failed', file: folder, code: errorCode(chosen) });
    parts.promised.add(promised(`${folder}/${chosen}`));
    return ok(`${folder}/${chosen}`);
  });
}

/** The promised path, or another where another program has put a file meanwhile; its folder is there. */
export async function pathNow(
  parts: NewPathParts,
  name: string,
  type: FileType,
  wanted: string,
): Promise<Result<string, WriteFailed>> {
  const folder = path.posix.dirname(wanted);
  const contained = await inside(parts.folder, folder);
  if (!contained.ok) return fail({ kind: 'write-failed', file: folder, code: 'OUTSIDE' });
  await makeFolderDurably(nodeFileSystem, contained.value);
  const isThere = await nodeFileSystem.lstat(path.join(parts.folder, wanted)).then(
    () => true,
    () => false,
  );
  if (!isThere) return ok(wanted);
  const isPromised = (candidate: string) => parts.promised.has(promised(`${folder}/${candidate}`));
  return ok(`${folder}/${await chooseName(contained.value, name, type, isPromised)}`);
}

/** Takes a promise back: the file is there, or will not come. */
export function withdraw(parts: NewPathParts, file: string): void {
  parts.promised.delete(promised(file));
}

/** How a disk that ignores case compares paths. */
function promised(file: string): string {
  return file.normalize('NFC').toLowerCase();
}

/** The part of a file's folder that is there already: a temporary file lies there, on the same disk. */
export async function folderNow(siteFolder: string, relative: string): Promise<string> {
  for (let folder = path.posix.dirname(relative); folder !== '.'; folder = path.posix.dirname(folder)) {
    const facts = await nodeFileSystem.stat(path.join(siteFolder, folder)).catch(() => undefined);
    if (facts?.kind === 'folder') return path.join(siteFolder, folder);
  }
  return siteFolder;
}

/**
 * A readable name for a new file that no file of its folder has, as a disk that ignores case compares them, and that
 * `isTaken` does not know either. Throws when the folder cannot be listed.
 */
async function chooseName(
  folder: string,
  hint: string,
  type: FileType,
  isTaken: (name: string) => boolean,
): Promise<string> {
  const there = await namesIn(folder);
  const { extension } = type;
  const base = readableName(hint, type.kind);
  const isUsed = (stem: string) => {
    const name = `${stem}${extension}`.normalize('NFC');
    return there.has(name.toLowerCase()) || isTaken(name);
  };
  return `${uniqueSlug(base, isUsed)}${extension}`;
}

async function namesIn(folder: string): Promise<ReadonlySet<string>> {
  try {
    return new Set((await nodeFileSystem.list(folder)).map(({ name }) => name.normalize('NFC').toLowerCase()));
  } catch (error) {
    if (isMissing(error)) return new Set();
    throw error;
  }
}
