import path from 'node:path';
import type { MediaMissing, MediaNameTaken, MediaRefused } from '../../common/contract/media.ts';
import type { WriteFailed } from '../../common/contract/site.ts';
import { fail, ok, type Result } from '../../common/result.ts';
import { writeDurably } from '../node/durable-file.ts';
import { readableName } from './file-name.ts';
import { extensionOf } from './file-type.ts';
import { type ChangeFilesParts, existing, writeNew } from './library-file.ts';
import { keepInTrash } from './media-trash.ts';
import { checkFile } from './take-file.ts';

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

/** Checks new content like a file taken in, keeps the old in the trash, then puts the new in its place. Answers the key of the old. */
export async function replaceFile(
  parts: ChangeFilesParts,
  relative: string,
  name: string,
  content: Uint8Array,
): Promise<Result<string, MediaMissing | MediaRefused | WriteFailed>> {
  const checked = await checkFile(parts, name, content);
  if (!checked.ok) return checked;
  const source = await existing(parts, relative);
  if (!source.ok) return source;
  const kept = await keepInTrash(parts, relative, source.value.bytes);
  if (!kept.ok) return kept;
  const written = await writeDurably(path.join(parts.folder, relative), content, { within: parts.folder });
  return written.ok ? kept : written;
}
