import path from 'node:path';
import { type FolderWatch, watchFolders } from '../node/watch-folders.ts';
import type { Drafts } from './drafts.ts';
import { placeOf } from './layout.ts';
import type { LibraryEvent } from './library.ts';
import type { PostShelf } from './post-shelf.ts';
import { settingsFileName } from './settings-file.ts';

/**
 * Follows what other programs do in the site folder: open drafts take it in, the list and the settings are told. What this
 * program wrote itself is known already and makes no sound. `failed` hears what nobody foresaw.
 */
export function followDisk(
  shelf: PostShelf,
  drafts: Drafts,
  emit: (event: LibraryEvent) => void,
  failed: (error: unknown) => void,
): FolderWatch {
  const { fileSystem, folder, layout, settings, index } = shelf.parts;
  /** A folder may have come or gone with posts in it. */
  const mayHoldPosts = async (id: string): Promise<boolean> => {
    if (path.extname(id) === '') return true;
    const isGoneFolder = index.knowsBelow(id);
    return isGoneFolder || (await fileSystem.stat(path.join(folder, id)).catch(() => undefined))?.kind === 'folder';
  };
  const follow = async (changed: ReadonlySet<string>): Promise<void> => {
    if (changed.has(path.join(folder, settingsFileName)) && (await settings.reread()))
      emit({ kind: 'settings-changed' });
    let isListChanged = false;
    for (const file of changed) {
      const id = path.relative(folder, file).split(path.sep).join('/');
      if (placeOf(layout, id) === undefined) {
        if (await mayHoldPosts(id)) {
          await index.refresh();
          isListChanged = true;
        }
        continue;
      }
      const before = index.known(id);
      const after = await index.look(id);
      if (before === after) continue;
      isListChanged = true;
      await drafts.get(id)?.follow();
    }
    if (isListChanged) emit({ kind: 'posts-changed' });
  };
  const folders = [folder, ...layout.places.map((place) => path.join(folder, place.folder))];
  const watch = watchFolders(folders, (changed) => follow(changed).catch(failed));
  index.follow(watch);
  return watch;
}
