import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { MediaMissing } from '../../common/contract/media.ts';
import type { WriteFailed } from '../../common/contract/site.ts';
import { fail, ok, type Result } from '../../common/result.ts';
import { writeDurably } from '../node/durable-file.ts';
import { nodeFileSystem } from '../node/file-system.ts';
import { inside } from '../node/inside.ts';
import { isMediaPath } from './media-places.ts';
import type { TakeFileParts } from './take-file.ts';

/** Where the files and the trash lie. */
export interface ChangeFilesParts extends TakeFileParts {
  /** Folder of the trash; made when needed. */
  readonly trashFolder: string;
}

/** A file of the library with its content. */
export async function existing(
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
export async function writeNew(file: string, bytes: Uint8Array): Promise<'taken' | Result<void, WriteFailed>> {
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
