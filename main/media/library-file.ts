import path from 'node:path';
import type { MediaMissing } from '../../common/contract/media.ts';
import type { WriteFailed } from '../../common/contract/site.ts';
import { fail, ok, type Result } from '../../common/result.ts';
import { type DurableContent, writeDurably } from '../node/durable-file.ts';
import { nodeFileSystem } from '../node/file-system.ts';
import { inside } from '../node/inside.ts';
import type { TakeFileParts } from './incoming-file.ts';
import { isMediaPath } from './media-places.ts';

/** Where the files and the trash lie. */
export type ChangeFilesParts = TakeFileParts & {
  /** Folder of the trash; made when needed. */
  readonly trashFolder: string;
};

/** The absolute path of a file of the library that is there. */
export async function existing(parts: ChangeFilesParts, relative: string): Promise<Result<string, MediaMissing>> {
  const missing = fail({ kind: 'media-missing', path: relative } as const);
  if (!isMediaPath(await parts.places(), relative)) return missing;
  const contained = await inside(parts.folder, relative);
  if (!contained.ok) return missing;
  const facts = await nodeFileSystem.stat(contained.value).catch(() => undefined);
  return facts?.kind === 'file' ? ok(contained.value) : missing;
}

/** Writes a file that must not be there yet, whatever letter case the disk keeps apart. */
export async function writeNew(file: string, content: DurableContent): Promise<'taken' | Result<void, WriteFailed>> {
  const taken = async () => {
    const names = await nodeFileSystem.list(path.dirname(file)).catch(() => []);
    return names.some(({ name }) => name.toLowerCase() === path.basename(file).toLowerCase());
  };
  if (await taken()) return 'taken';
  const written = await writeDurably(file, content, {
    beforeReplace: async () => ((await taken()) ? 'EEXIST' : undefined),
  });
  return !written.ok && written.failure.code === 'EEXIST' ? 'taken' : written;
}
