import { byteSize } from '../../byte-size.ts';
import { shortDate } from '../../dates.ts';
import { useDesk } from '../desk-context.ts';
import { MediaMark, MediaPlace, type MediaPlaceProps } from './media-place.tsx';

/** A file as a line: name, size, where it is used, when it changed. */
export function MediaRow(props: MediaPlaceProps) {
  const { text } = useDesk();
  const words = text.media;
  const { size, width, height, uses, changedMs } = props.item;
  return (
    <>
      <MediaMark {...props} />
      <MediaPlace {...props} kind="media-card media-line">
        <span class="media-fact">{words.facts(byteSize(size, text.language), width, height)}</span>
        <span class="media-fact">
          {words.usedTimes(uses.length)}
          {uses.some(({ problem }) => problem !== undefined) && (
            <span class="media-problem"> · {words.filters.words}</span>
          )}
        </span>
        <span class="media-fact">{shortDate(changedMs)}</span>
      </MediaPlace>
    </>
  );
}
