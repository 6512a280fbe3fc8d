import type { PostId } from '../../common/post.ts';
import type { App } from '../app.ts';

/** Follows which posts could not be written to their files, by the program's own events. */
export function followFailedSaves(app: Pick<App, 'on'>): () => readonly PostId[] {
  const failed = new Set<PostId>();
  app.on((name, detail) => {
    if (name === 'site.changed') failed.clear();
    if (name !== 'drafts.saveStateChanged') return;
    // The event's name picks its detail; the generic listener cannot narrow one by the other.
    const { id, saveState } = detail as { readonly id: PostId; readonly saveState: { readonly kind: string } };
    if (saveState.kind === 'failed') failed.add(id);
    else failed.delete(id);
  });
  return () => [...failed];
}
