import path from 'node:path';
import { isMissing, nodeFileSystem } from '../node/file-system.ts';
import { isMediaPath, type MediaPlaces } from './media-places.ts';

/** One file below the media folder. */
export interface MediaFile {
  /** Relative to the site's folder, forward slashes. */
  readonly path: string;
  readonly size: number;
  readonly modifiedMs: number;
}

/** All files below a folder of the site, in order of their paths, without hidden ones and symbolic links. */
async function filesBelow(siteFolder: string, relative: string): Promise<readonly MediaFile[]> {
  const entries = await nodeFileSystem.list(path.join(siteFolder, relative)).catch((error: unknown) => {
    if (isMissing(error)) return [];
    throw error;
  });
  const shown = entries.filter(({ name }) => !name.startsWith('.')).toSorted((a, b) => (a.name < b.name ? -1 : 1));
  const found = await Promise.all(
    shown.map(async ({ name, kind }): Promise<readonly MediaFile[]> => {
      const below = `${relative}/${name}`;
      if (kind === 'folder') return filesBelow(siteFolder, below);
      if (kind !== 'file') return [];
      const facts = await nodeFileSystem.stat(path.join(siteFolder, below)).catch(() => undefined);
      return facts === undefined ? [] : [{ path: below, size: facts.size, modifiedMs: facts.modifiedMs }];
    }),
  );
  return found.flat();
}

/** Every file of the library, wherever the site's layout keeps them. */
export async function mediaFiles(siteFolder: string, places: MediaPlaces): Promise<readonly MediaFile[]> {
  const found = await Promise.all(places.roots.map((root) => filesBelow(siteFolder, root)));
  return found.flat().filter((file) => isMediaPath(places, file.path));
}
