import type { TargetedKeyboardEvent, TargetedPointerEvent } from 'preact';

/** A line between two panes that can be dragged, moved by arrow keys, and set back by a double click. */
export function Divider(props: {
  readonly label: string;
  readonly value: number;
  readonly limits: { readonly least: number; readonly usual: number; readonly most: number };
  /** How far an arrow key moves it, in units of `value`. */
  readonly step: number;
  /** True when the value grows to the left. */
  readonly isReversed?: boolean;
  /** The value for a pointer at `x` in a window of this width, both in pixels. */
  readonly valueAt: (x: number, width: number) => number;
  readonly onChange: (value: number) => void;
  readonly onFold: () => void;
}) {
  const { limits, onChange } = props;

  function drag(event: TargetedPointerEvent<HTMLElement>): void {
    if (event.currentTarget.hasPointerCapture(event.pointerId))
      onChange(props.valueAt(event.clientX, window.innerWidth));
  }

  function press(event: TargetedKeyboardEvent<HTMLElement>): void {
    const step = props.isReversed === true ? -props.step : props.step;
    const values: Readonly<Record<string, number>> = {
      ArrowLeft: props.value - step,
      ArrowRight: props.value + step,
      Home: limits.least,
      End: limits.most,
    };
    const value = values[event.key];
    if (event.key === 'Enter') props.onFold();
    else if (value !== undefined) onChange(value);
    else return;
    event.preventDefault();
  }

  return (
    // biome-ignore lint/a11y/useSemanticElements: a separator that can be moved is a widget; hr is not.
    <div
      class="divider"
      role="separator"
      tabIndex={0}
      aria-label={props.label}
      aria-orientation="vertical"
      aria-valuemin={limits.least}
      aria-valuemax={limits.most}
      aria-valuenow={Math.round(props.value)}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={drag}
      onKeyDown={press}
      onDblClick={() => onChange(limits.usual)}
    />
  );
}
