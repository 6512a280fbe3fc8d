import { useDesk } from '../desk-context.ts';
import { MediaMark, MediaPlace, type MediaPlaceProps } from './media-place.tsx';

/** A file as a card. */
export function MediaCard(props: MediaPlaceProps) {
  const { filters } = useDesk().text.media;
  const { uses } = props.item;
  return (
    <>
      <MediaPlace {...props} kind="media-card">
        {uses.length === 0 && <span class="media-tag">{filters.unused}</span>}
        {uses.some(({ problem }) => problem !== undefined) && <span class="media-tag">{filters.words}</span>}
      </MediaPlace>
      <MediaMark {...props} />
    </>
  );
}
