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

/** Every file of the library in order of its path, wherever the site's layout keeps them; without symbolic links. */
export async function mediaFiles(siteFolder: string, places: MediaPlaces): Promise<readonly MediaFile[]> {
  const below = async (relative: string): Promise<readonly MediaFile[]> => {
    const entries = await nodeFileSystem.list(path.join(siteFolder, relative)).catch((error: unknown) => {
      if (isMissing(error)) return [];
      throw error;
    });
    const found = await Promise.all(
      entries
        .toSorted((a, b) => (a.name < b.name ? -1 : 1))
        .map(async ({ name, kind }): Promise<readonly MediaFile[]> => {
          const at = `${relative}/${name}`;
          if (kind === 'folder') return name.startsWith('.') || name === 'node_modules' ? [] : below(at);
          // Only what is media is looked at: in some layouts thousands of posts lie beside.
          if (kind !== 'file' || !isMediaPath(places, at)) return [];
          const facts = await nodeFileSystem.stat(path.join(siteFolder, at)).catch(() => undefined);
          return facts === undefined ? [] : [{ path: at, size: facts.size, modifiedMs: facts.modifiedMs }];
        }),
    );
    return found.flat();
  };
  return (await Promise.all(places.roots.map(below))).flat();
}
