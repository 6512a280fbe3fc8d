import type { PostId } from '../../common/post.ts';
import type { App } from '../app.ts';

/** Which drafts are not in their files, by the program's own events. */
export interface SavesFollowed {
  /** Posts whose text could not be written. */
  failed(): readonly PostId[];
  /** True while some text is not in its file yet. */
  hasUnsaved(): boolean;
}

/** Follows how drafts are saved; `onChange` hears of every change. */
export function followSaves(app: Pick<App, 'on'>, onChange: (saves: SavesFollowed) => void): SavesFollowed {
  const states = new Map<PostId, string>();
  const saves: SavesFollowed = {
    failed: () => [...states].filter(([, kind]) => kind === 'failed').map(([id]) => id),
    hasUnsaved: () => states.size > 0,
  };
  app.on((name, detail) => {
    if (name === 'site.changed') states.clear();
    else if (name === 'drafts.saveStateChanged') {
      // The event's name picks its detail; the generic listener cannot narrow one by the other.
      const { id, saveState } = detail as { readonly id: PostId; readonly saveState: { readonly kind: string } };
      if (saveState.kind === 'saved') states.delete(id);
      else states.set(id, saveState.kind);
    } else return;
    onChange(saves);
  });
  return saves;
}
