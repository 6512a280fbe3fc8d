import { byteSize } from '../../byte-size.ts';
import { shortDate } from '../../dates.ts';
import { nameOf } from '../../stores/media-view.ts';
import { useDesk } from '../desk-context.ts';
import { MediaMark, type MediaPlaceProps } from './media-card.tsx';
import { MediaThumb } from './media-thumb.tsx';
import { useMediaDrag } from './use-media-drag.ts';

/** A file as a line: name, size, where it is used, when it changed. */
export function MediaRow({ item, isActive, store }: MediaPlaceProps) {
  const { text } = useDesk();
  const drag = useMediaDrag(store);
  const words = text.media;
  const problem = item.uses.find((use) => use.problem !== undefined)?.problem;
  return (
    <>
      <MediaMark item={item} isActive={isActive} store={store} />
      <button
        type="button"
        class="media-card media-line"
        tabIndex={isActive ? 0 : -1}
        aria-pressed={store.chosen.value?.path === item.path}
        draggable
        onDragStart={(event) => drag(event, item)}
        onClick={() => store.choose(item.path)}
      >
        <MediaThumb item={item} />
        <span class="media-name">{nameOf(item.path)}</span>
        <span class="media-fact">{words.facts(byteSize(item.size, text.language), item.width, item.height)}</span>
        <span class="media-fact">
          {words.usedTimes(item.uses.length)}
          {problem !== undefined && <span class="media-problem"> · {words.filters.words}</span>}
        </span>
        <span class="media-fact">{shortDate(item.changedMs)}</span>
      </button>
    </>
  );
}
