import type { MediaEntry } from '../../../common/contract/media.ts';
import type { MediaStore } from '../../stores/media-store.ts';
import { nameOf } from '../../stores/media-view.ts';
import { useDesk } from '../desk-context.ts';
import { MediaThumb } from './media-thumb.tsx';
import { useMediaDrag } from './use-media-drag.ts';

/** One file of the library and what can be done with it where it stands. */
export interface MediaPlaceProps {
  readonly item: MediaEntry;
  /** True for the one file that Tab reaches; arrow keys reach the others. */
  readonly isActive: boolean;
  readonly store: MediaStore;
}

/** A file as a card. */
export function MediaCard({ item, isActive, store }: MediaPlaceProps) {
  const { text } = useDesk();
  const drag = useMediaDrag(store);
  const needsWords = item.uses.some(({ problem }) => problem !== undefined);
  return (
    <>
      <button
        type="button"
        class="media-card"
        tabIndex={isActive ? 0 : -1}
        aria-pressed={store.chosen.value?.path === item.path}
        draggable
        onDragStart={(event) => drag(event, item)}
        onClick={() => store.choose(item.path)}
      >
        <MediaThumb item={item} />
        <span class="media-name">{nameOf(item.path)}</span>
        {item.uses.length === 0 && <span class="media-tag">{text.media.filters.unused}</span>}
        {needsWords && <span class="media-tag">{text.media.filters.words}</span>}
      </button>
      <MediaMark item={item} isActive={isActive} store={store} />
    </>
  );
}

/** Marks a file, for what is done with several together. */
export function MediaMark({ item, isActive, store }: MediaPlaceProps) {
  const { text } = useDesk();
  return (
    <input
      type="checkbox"
      class="media-mark"
      aria-label={text.media.mark(nameOf(item.path))}
      tabIndex={isActive ? 0 : -1}
      checked={store.marked.value.includes(item.path)}
      onChange={(event) => store.mark(item.path, event.currentTarget.checked)}
    />
  );
}
