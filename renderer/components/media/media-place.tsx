import type { ComponentChildren } from 'preact';
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

/** A file that can be chosen and dragged: its picture, its name, and what the layout says beside them. */
export function MediaPlace({
  item,
  isActive,
  store,
  kind,
  children,
}: MediaPlaceProps & { readonly kind: string; readonly children: ComponentChildren }) {
  const drag = useMediaDrag(store);
  return (
    <button
      type="button"
      class={kind}
      tabIndex={isActive ? 0 : -1}
      aria-pressed={store.chosen.value?.path === item.path}
      draggable
      onDragStart={(event) => drag(event, item)}
      onClick={() => store.choose(item.path)}
    >
      <MediaThumb item={item} />
      <span class="media-name">{nameOf(item.path)}</span>
      {children}
    </button>
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
