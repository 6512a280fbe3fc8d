import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { MediaMissing, TrashedMedia } from '../../common/contract/media.ts';
import type { WriteFailed } from '../../common/contract/site.ts';
import { fail, ok, type Result } from '../../common/result.ts';
import { uniqueSlug } from '../../common/slug.ts';
import { isPlainObject } from '../../common/validate.ts';
import { writeDurably } from '../node/durable-file.ts';
import { filePieces } from '../node/file-pieces.ts';
import { errorCode, isMissing, nodeFileSystem } from '../node/file-system.ts';
import { sha256 } from '../node/hash.ts';
import { inside } from '../node/inside.ts';
import { extensionOf } from './file-type.ts';
import { type ChangeFilesParts, existing, writeNew } from './library-file.ts';

/** Copies a file to the trash durably, then removes it. Answers the key that brings it back. */
export async function trashFile(
  parts: ChangeFilesParts,
  relative: string,
): Promise<Result<string, MediaMissing | WriteFailed>> {
  const source = await existing(parts, relative);
  if (!source.ok) return source;
  const kept = await keepInTrash(parts, relative, source.value);
  if (!kept.ok) return kept;
  try {
    await nodeFileSystem.unlink(source.value);
    await nodeFileSystem.syncFolder(path.dirname(source.value));
  } catch (error) {
    if (!isMissing(error)) return fail({ kind: 'write-failed', file: relative, code: errorCode(error) });
  }
  return kept;
}

/** Keeps the content of a file (absolute) that is about to go. The key sorts by time. */
export async function keepInTrash(
  parts: ChangeFilesParts,
  relative: string,
  file: string,
): Promise<Result<string, WriteFailed>> {
  const key = `${new Date(parts.now()).toISOString().replace(/[:.]/g, '-')}-${sha256(relative).slice(0, 8)}`;
  const kept = await writeDurably(path.join(parts.trashFolder, key), filePieces(file));
  if (!kept.ok) return kept;
  const note = Buffer.from(JSON.stringify({ path: relative, trashedMs: parts.now() }));
  const noted = await writeDurably(path.join(parts.trashFolder, `${key}.json`), note);
  return noted.ok ? ok(key) : noted;
}

/** Takes out of the trash what is kept elsewhere too. */
export async function forgetTrashed({ trashFolder }: ChangeFilesParts, key: string): Promise<void> {
  for (const name of [`${key}.json`, key])
    await nodeFileSystem.unlink(path.join(trashFolder, name)).catch(() => undefined);
}

/** What lies in the trash, latest first. */
export async function listTrash({ trashFolder }: ChangeFilesParts): Promise<readonly TrashedMedia[]> {
  const names = await nodeFileSystem.list(trashFolder).catch((error: unknown) => {
    if (isMissing(error)) return [];
    throw error;
  });
  const keys = names.flatMap(({ name }) => (name.endsWith('.json') ? name.slice(0, -'.json'.length) : []));
  const found = await Promise.all(
    keys.map(async (key): Promise<TrashedMedia[]> => {
      const note = await readNote(path.join(trashFolder, key)).catch(() => undefined);
      const facts = await nodeFileSystem.stat(path.join(trashFolder, key)).catch(() => undefined);
      return note === undefined || facts === undefined ? [] : [{ key, ...note, size: facts.size }];
    }),
  );
  return found.flat().toSorted((a, b) => b.trashedMs - a.trashedMs || (a.key < b.key ? 1 : -1));
}

/**
 * Puts a trashed file back where it was, or under a number beside a file that has its place by now. It leaves the trash once
 * it is back durably. Answers where it is.
 */
export async function restoreFile(
  parts: ChangeFilesParts,
  key: string,
): Promise<Result<string, MediaMissing | WriteFailed>> {
  const missing = fail({ kind: 'media-missing', path: key } as const);
  if (!/^[\w-]+$/.test(key)) return missing;
  const trashed = path.join(parts.trashFolder, key);
  const note = await readNote(trashed).catch(() => undefined);
  const facts = await nodeFileSystem.stat(trashed).catch(() => undefined);
  if (note === undefined || facts?.kind !== 'file') return missing;
  const taken = new Set<string>();
  for (;;) {
    const relative = freePath(note.path, taken);
    const target = await inside(parts.folder, relative);
    if (!target.ok) return missing;
    const written = await writeNew(target.value, filePieces(trashed));
    if (written === 'taken') taken.add(relative);
    else if (!written.ok) return written;
    else {
      await forgetTrashed(parts, key);
      return ok(relative);
    }
  }
}

function freePath(wanted: string, taken: ReadonlySet<string>): string {
  const extension = extensionOf(wanted);
  const stem = wanted.slice(0, wanted.length - extension.length);
  return `${uniqueSlug(stem, (candidate) => taken.has(`${candidate}${extension}`))}${extension}`;
}

async function readNote(file: string): Promise<Pick<TrashedMedia, 'path' | 'trashedMs'> | undefined> {
  const note: unknown = JSON.parse(await readFile(`${file}.json`, 'utf8'));
  if (!isPlainObject(note) || typeof note.path !== 'string') return undefined;
  return { path: note.path, trashedMs: typeof note.trashedMs === 'number' ? note.trashedMs : 0 };
}
