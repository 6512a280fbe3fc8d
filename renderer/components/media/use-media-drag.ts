import type { MediaEntry } from '../../../common/contract/media.ts';
import { dragItems } from '../../editor/media-drag.ts';
import type { MediaStore } from '../../stores/media-store.ts';
import { linkable } from '../../stores/media-view.ts';
import { useDesk } from '../desk-context.ts';

/**
 * Starts dragging a file, or with a marked one all that are marked, into the text. The library makes room for it: it lies
 * over the text.
 */
export function useMediaDrag(store: MediaStore): (event: DragEvent, item: MediaEntry) => void {
  const { draft, overlay } = useDesk();
  return (event, item) => {
    const { items = [], tops = [] } = store.list.value ?? {};
    const paths = store.marked.value.includes(item.path) ? store.marked.value : [item.path];
    const dragged = paths.flatMap((path) => items.find((candidate) => candidate.path === path) ?? []);
    const postId = draft.session.value?.id;
    if (event.dataTransfer === null || postId === undefined) {
      event.preventDefault();
      return;
    }
    dragItems(
      event.dataTransfer,
      dragged.map((entry) => linkable(entry, postId, tops)),
    );
    // Not before the browser has taken its picture of what is dragged.
    setTimeout(() => overlay.close());
  };
}
