import path from 'node:path';
import type { ContentIndex } from './content-index.ts';
import { filesBelow } from './media-files.ts';

/**
 * Where the content of a missing file lies now, by its hash: files moved by hand are found again. Undefined when the file
 * was never looked at, or its content is nowhere below `media/`.
 */
export async function findMoved(
  { folder, index }: { readonly folder: string; readonly index: ContentIndex },
  missing: string,
): Promise<string | undefined> {
  const wanted = await index.lastHashOf(path.join(folder, missing));
  if (wanted === undefined) return undefined;
  for (const file of await filesBelow(folder, 'media')) {
    const hash = await index.hashOf(path.join(folder, file.path)).catch(() => undefined);
    if (hash === wanted) return file.path;
  }
  return undefined;
}
