import type { PictureEdit } from '../../../common/contract/media.ts';
import { useDesk } from '../desk-context.ts';

/** A point of a picture, in shares of its width and height. */
export type Point = NonNullable<PictureEdit['focus']>;

/** Chooses the point that stays in sight where a theme cuts the picture: by a click on it, or by two sliders. */
export function FocusFields(props: {
  readonly point: Point;
  /** True when the picture has a point already, which can be taken back. */
  readonly hasPoint: boolean;
  readonly onChange: (point: Point) => void;
  readonly onKeep: (point: Point) => void;
  readonly onForget: () => void;
  readonly onCancel: () => void;
}) {
  const { text } = useDesk();
  const words = text.media;
  return (
    <fieldset class="media-sides">
      <legend>{words.focusLegend}</legend>
      {(['x', 'y'] as const).map((axis) => (
        <label key={axis}>
          <span>{words.focusAxes[axis]}</span>
          <input
            type="range"
            min="0"
            max="100"
            value={Math.round(props.point[axis] * 100)}
            onInput={(event) => props.onChange({ ...props.point, [axis]: Number(event.currentTarget.value) / 100 })}
          />
        </label>
      ))}
      <p class="media-buttons">
        <button type="button" class="button primary" onClick={() => props.onKeep(props.point)}>
          {words.focusApply}
        </button>
        <button type="button" class="button" onClick={props.onCancel}>
          {text.cancel}
        </button>
        {props.hasPoint && (
          <button type="button" class="link-button" onClick={props.onForget}>
            {words.focusRemove}
          </button>
        )}
      </p>
    </fieldset>
  );
}

/** The chosen point in shares of the picture as it is shown, crop applied; undefined when there is none. */
export function focusInShown(edit: PictureEdit | undefined): Point | undefined {
  if (edit?.focus === undefined) return undefined;
  const { left, top, width, height } = edit.crop ?? { left: 0, top: 0, width: 1, height: 1 };
  const within = (share: number) => Math.min(1, Math.max(0, share));
  return { x: within((edit.focus.x - left) / width), y: within((edit.focus.y - top) / height) };
}

/** The same point of a picture after it was turned clockwise by so many degrees. */
export function focusTurned(focus: Point | undefined, degrees: number): Point | undefined {
  if (focus === undefined) return undefined;
  const { x, y } = focus;
  if (degrees === 90) return { x: 1 - y, y: x };
  if (degrees === 180) return { x: 1 - x, y: 1 - y };
  return degrees === 270 ? { x: y, y: 1 - x } : focus;
}
