import path from 'node:path';
import type { ContentIndex } from './content-index.ts';
import { mediaFiles } from './media-files.ts';
import { isInReach, type MediaPlaces } from './media-places.ts';

/** What looking for content needs. */
export interface KnownContentParts {
  /** The site's folder, absolute, links resolved. */
  readonly folder: string;
  readonly places: () => Promise<MediaPlaces>;
  readonly index: ContentIndex;
}

/** Path of a file with this content that the post can show; only files of the same size are read. */
export async function alreadyThere(
  parts: KnownContentParts,
  size: number,
  sha256: string,
  postId: string,
): Promise<string | undefined> {
  const places = await parts.places();
  for (const file of await mediaFiles(parts.folder, places)) {
    if (file.size !== size || !isInReach(places, file.path, postId)) continue;
    const hash = await parts.index.hashOf(path.join(parts.folder, file.path)).catch(() => undefined);
    if (hash === sha256) return file.path;
  }
  return undefined;
}
