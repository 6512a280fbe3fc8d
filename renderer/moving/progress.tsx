import { useEffect, useRef } from 'preact/hooks';
import { useDesk } from '../components/desk-context.ts';

/** How far a long work is, with a way to stop it where there is one. `total` 0 stands for not known. */
export function Progress(props: {
  readonly label: string;
  readonly done: number;
  readonly total: number;
  readonly onStop?: () => void;
}) {
  const { text } = useDesk();
  const stop = useRef<HTMLButtonElement>(null);
  useEffect(() => stop.current?.focus(), []);
  return (
    <div class="moving-progress">
      <p role="status">{props.label}</p>
      <progress aria-label={props.label} {...(props.total === 0 ? {} : { value: props.done, max: props.total })} />
      {props.onStop !== undefined && (
        <p class="form-actions">
          <button type="button" class="button" ref={stop} onClick={props.onStop}>
            {text.moving.stop}
          </button>
        </p>
      )}
    </div>
  );
}
