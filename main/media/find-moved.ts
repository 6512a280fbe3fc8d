import path from 'node:path';
import { mediaPaths } from '../../common/media-address.ts';
import type { ContentIndex } from './content-index.ts';
import { mediaFiles } from './media-files.ts';
import type { MediaPlaces } from './media-places.ts';

/** What finding needs. */
export interface FindMovedParts {
  readonly folder: string;
  readonly index: ContentIndex;
  readonly places: () => Promise<MediaPlaces>;
}

/**
 * Where the content of a missing file lies now, by its hash: files moved by hand are found again. Undefined when the file
 * was never looked at, or its content is nowhere in the library.
 */
export async function findMoved(
  { folder, index, places }: FindMovedParts,
  missing: string,
): Promise<string | undefined> {
  const { tops } = await places();
  const hashes = await Promise.all(mediaPaths(missing, tops).map((at) => index.lastHashOf(path.join(folder, at))));
  const wanted = hashes.find((hash) => hash !== undefined);
  if (wanted === undefined) return undefined;
  for (const file of await mediaFiles(folder, await places())) {
    const hash = await index.hashOf(path.join(folder, file.path)).catch(() => undefined);
    if (hash === wanted) return file.path;
  }
  return undefined;
}
