import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { MediaMissing, MediaNameTaken, MediaRefused } from '../../common/contract/media.ts';
import type { WriteFailed } from '../../common/contract/site.ts';
import { fail, ok, type Result } from '../../common/result.ts';
import { isPlainObject } from '../../common/validate.ts';
import { writeDurably } from '../node/durable-file.ts';
import { errorCode, isMissing, nodeFileSystem } from '../node/file-system.ts';
import { sha256 } from '../node/hash.ts';
import { inside } from '../node/inside.ts';
import { readableName } from './file-name.ts';
import { extensionOf } from './file-type.ts';
import { isMediaPath } from './media-places.ts';
import { checkFile, type TakeFileParts } from './take-file.ts';

/** Where the files and the trash lie. */
export interface ChangeFilesParts extends TakeFileParts {
  /** Folder of the trash; made when needed. */
  readonly trashFolder: string;
}

/** Puts a file's content under another name beside it. */
export async function copyTo(
  parts: ChangeFilesParts,
  relative: string,
  name: string,
): Promise<Result<string, MediaMissing | MediaNameTaken | WriteFailed>> {
  const source = await existing(parts, relative);
  if (!source.ok) return source;
  const base = readableName(`${name}.x`, 'document');
  const target = `${path.posix.dirname(relative)}/${base}${extensionOf(relative)}`;
  if (target === relative) return ok(target);
  const written = await writeNew(path.join(parts.folder, target), source.value.bytes);
  if (written === 'taken') return fail({ kind: 'media-name-taken', path: target });
  return written.ok ? ok(target) : written;
}

/** Checks new content like a file taken in, keeps the old in the trash, then puts the new in its place. */
export async function replaceFile(
  parts: ChangeFilesParts,
  relative: string,
  name: string,
  content: Uint8Array,
): Promise<Result<void, MediaMissing | MediaRefused | WriteFailed>> {
  const checked = await checkFile(parts, name, content);
  if (!checked.ok) return checked;
  const source = await existing(parts, relative);
  if (!source.ok) return source;
  const kept = await keepInTrash(parts, relative, source.value.bytes);
  if (!kept.ok) return kept;
  return writeDurably(path.join(parts.folder, relative), content, { within: parts.folder });
}

/** Copies a file to the trash durably, then removes it. Answers the key that brings it back. */
export async function trashFile(
  parts: ChangeFilesParts,
  relative: string,
): Promise<Result<string, MediaMissing | WriteFailed>> {
  const source = await existing(parts, relative);
  if (!source.ok) return source;
  const kept = await keepInTrash(parts, relative, source.value.bytes);
  if (!kept.ok) return kept;
  try {
    await nodeFileSystem.unlink(source.value.file);
    await nodeFileSystem.syncFolder(path.dirname(source.value.file));
  } catch (error) {
    if (!isMissing(error)) return fail({ kind: 'write-failed', file: relative, code: errorCode(error) });
  }
  return kept;
}

async function keepInTrash(
  parts: ChangeFilesParts,
  relative: string,
  bytes: Uint8Array,
): Promise<Result<string, WriteFailed>> {
  const key = `${new Date(parts.now()).toISOString().replace(/[:.]/g, '-')}-${sha256(relative).slice(0, 8)}`;
  const kept = await writeDurably(path.join(parts.trashFolder, key), bytes);
  if (!kept.ok) return kept;
  const note = Buffer.from(JSON.stringify({ path: relative }));
  const noted = await writeDurably(path.join(parts.trashFolder, `${key}.json`), note);
  return noted.ok ? ok(key) : noted;
}

/** Puts a trashed file back where it was; its copy in the trash stays. */
export async function restoreFile(
  parts: ChangeFilesParts,
  key: string,
): Promise<Result<string, MediaMissing | MediaNameTaken | WriteFailed>> {
  const missing = fail({ kind: 'media-missing', path: key } as const);
  if (!/^[\w-]+$/.test(key)) return missing;
  const found = await readTrashed(path.join(parts.trashFolder, key)).catch(() => undefined);
  if (found === undefined) return missing;
  const target = await inside(parts.folder, found.path);
  if (!target.ok) return missing;
  const written = await writeNew(target.value, found.bytes);
  if (written === 'taken') return fail({ kind: 'media-name-taken', path: found.path });
  return written.ok ? ok(found.path) : written;
}

async function readTrashed(file: string): Promise<{ readonly path: string; readonly bytes: Buffer } | undefined> {
  const note: unknown = JSON.parse(await readFile(`${file}.json`, 'utf8'));
  if (!isPlainObject(note) || typeof note.path !== 'string') return undefined;
  return { path: note.path, bytes: await readFile(file) };
}

async function existing(
  parts: ChangeFilesParts,
  relative: string,
): Promise<Result<{ readonly file: string; readonly bytes: Buffer }, MediaMissing>> {
  const missing = fail({ kind: 'media-missing', path: relative } as const);
  if (!isMediaPath(await parts.places(), relative)) return missing;
  const contained = await inside(parts.folder, relative);
  if (!contained.ok) return missing;
  const bytes = await readFile(contained.value).catch(() => undefined);
  return bytes === undefined ? missing : ok({ file: contained.value, bytes });
}

/** Writes a file that must not be there yet, whatever letter case the disk keeps apart. */
async function writeNew(file: string, bytes: Uint8Array): Promise<'taken' | Result<void, WriteFailed>> {
  const taken = async () => {
    const names = await nodeFileSystem.list(path.dirname(file)).catch(() => []);
    return names.some(({ name }) => name.toLowerCase() === path.basename(file).toLowerCase());
  };
  if (await taken()) return 'taken';
  const written = await writeDurably(file, bytes, {
    beforeReplace: async () => ((await taken()) ? 'EEXIST' : undefined),
  });
  return !written.ok && written.failure.code === 'EEXIST' ? 'taken' : written;
}
