import path from 'node:path';
import type { MediaMissing, MediaNameTaken, MediaRefused } from '../../common/contract/media.ts';
import type { WriteFailed } from '../../common/contract/site.ts';
import { fail, ok, type Result } from '../../common/result.ts';
import { filePieces } from '../node/file-pieces.ts';
import { nodeFileSystem } from '../node/file-system.ts';
import { readableName } from './file-name.ts';
import { extensionOf } from './file-type.ts';
import type { IncomingFile } from './incoming-file.ts';
import { type ChangeFilesParts, existing, writeNew } from './library-file.ts';
import { keepInTrash } from './media-trash.ts';

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
  const written = await writeNew(path.join(parts.folder, target), filePieces(source.value));
  if (written === 'taken') return fail({ kind: 'media-name-taken', path: target });
  return written.ok ? ok(target) : written;
}

/** Keeps the old content in the trash, then puts a file that has come, once it was checked, in its place. Answers the key of the old. */
export async function replaceFile(
  parts: ChangeFilesParts,
  relative: string,
  file: IncomingFile,
): Promise<Result<string, MediaMissing | MediaRefused | WriteFailed>> {
  return file.hand(async (staged) => {
    const source = await existing(parts, relative);
    if (!source.ok) return source;
    const kept = await keepInTrash(parts, relative, source.value);
    if (!kept.ok) return kept;
    await staged.moveTo(await nodeFileSystem.realpath(source.value));
    return kept;
  });
}
