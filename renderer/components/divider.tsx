import type { TargetedKeyboardEvent, TargetedPointerEvent } from 'preact';

/** A line between two panes that can be dragged, moved by arrow keys, and set back by a double click. It stands upright, or lies when `isLying`. */
export function Divider(props: {
  readonly label: string;
  readonly value: number;
  readonly limits: { readonly least: number; readonly usual: number; readonly most: number };
  /** How far an arrow key moves it, in units of `value`. */
  readonly step: number;
  /** Parts panes that stand one below the other. */
  readonly isLying?: boolean;
  /** True when the value grows to the left, or upwards. */
  readonly isReversed?: boolean;
  /** The value for a pointer's place in a window of this size, in pixels along the way it moves. */
  readonly valueAt: (place: number, size: number) => number;
  readonly onChange: (value: number) => void;
  readonly onFold: () => void;
}) {
  const { limits, onChange, isLying = false } = props;

  function drag(event: TargetedPointerEvent<HTMLElement>): void {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
    onChange(
      isLying ? props.valueAt(event.clientY, window.innerHeight) : props.valueAt(event.clientX, window.innerWidth),
    );
  }

  function press(event: TargetedKeyboardEvent<HTMLElement>): void {
    const step = props.isReversed === true ? -props.step : props.step;
    const values: Readonly<Record<string, number>> = {
      [isLying ? 'ArrowUp' : 'ArrowLeft']: props.value - step,
      [isLying ? 'ArrowDown' : 'ArrowRight']: props.value + step,
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
      aria-orientation={isLying ? 'horizontal' : 'vertical'}
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
