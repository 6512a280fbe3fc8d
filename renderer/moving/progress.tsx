import { useDesk } from '../components/desk-context.ts';
import { useFirstFocus } from '../components/use-first-focus.ts';

/** How far a long work is, with a way to stop it where there is one. `total` 0 stands for not known. */
export function Progress(props: {
  readonly label: string;
  readonly done: number;
  readonly total: number;
  readonly onStop?: () => void;
}) {
  const { text } = useDesk();
  const place = useFirstFocus<HTMLDivElement>('button');
  return (
    <div class="moving-progress" ref={place}>
      <p role="status">{props.label}</p>
      <progress aria-label={props.label} {...(props.total === 0 ? {} : { value: props.done, max: props.total })} />
      {props.onStop !== undefined && (
        <p class="form-actions">
          <button type="button" class="button" onClick={props.onStop}>
            {text.moving.stop}
          </button>
        </p>
      )}
    </div>
  );
}
