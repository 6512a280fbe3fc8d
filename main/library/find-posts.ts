import path from 'node:path';
import type { PostId } from '../../common/post.ts';
import { type FileSystem, isMissing } from '../node/file-system.ts';
import { isPostName, type Layout, placeOfFolder } from './layout.ts';

/** Files in a site's places for posts. */
export interface FoundPosts {
  readonly ids: readonly PostId[];
  /** Some file is a link. */
  readonly hasLinks: boolean;
}

/** Looks through a site's places for posts. A place that is not there is empty; rejects where the system refuses a folder. */
export async function findPosts(fileSystem: FileSystem, siteFolder: string, layout: Layout): Promise<FoundPosts> {
  const ids: PostId[] = [];
  let hasLinks = false;
  const walk = async (folder: string, isFlat: boolean): Promise<void> => {
    const isPlace = placeOfFolder(layout, folder) !== undefined;
    const entries = await fileSystem.list(path.join(siteFolder, folder)).catch(missingAsEmpty);
    for (const entry of [...entries].sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const id = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (entry.name.startsWith('.')) continue;
      // Folders behind symbolic links are left alone: they may lead in circles or out of the site.
      if (entry.kind === 'folder') {
        const isOwnPlace = layout.places.some((other) => other.folder === id);
        if (!isFlat && !isOwnPlace && !entry.name.startsWith('_')) await walk(id, false);
      }
      if (!isPlace || !isPostName(entry.name)) continue;
      ids.push(id);
      if (entry.kind === 'link') hasLinks = true;
    }
  };
  for (const place of layout.places) await walk(place.folder, place.isFlat === true);
  return { ids, hasLinks };
}

function missingAsEmpty(error: unknown): readonly [] {
  if (isMissing(error)) return [];
  throw error;
}
