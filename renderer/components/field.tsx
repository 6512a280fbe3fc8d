import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';

/**
 * A labelled text field. While the author is in it, it shows what she typed; otherwise what the program holds, which may
 * be written in another way (tags in order, a date completed).
 */
export function Field(props: {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly hint?: string;
  readonly example?: string;
  readonly type?: 'text' | 'url' | 'datetime-local';
  /** Shows this many lines; default one. */
  readonly lines?: number;
  /** A list of suggestions belongs to the field: its id, and that of the option that would be taken. */
  readonly combobox?: { readonly list: string; readonly active: string | undefined };
}) {
  const id = useId();
  const typed = useSignal<string | undefined>(undefined);
  const shared = {
    id,
    dir: 'auto' as const,
    value: typed.value ?? props.value,
    placeholder: props.example,
    ...(props.combobox === undefined ? {} : comboboxAttributes(props.combobox)),
    'aria-describedby': props.hint === undefined ? undefined : `${id}-hint`,
    onInput: (event: { readonly currentTarget: { readonly value: string } }) => {
      typed.value = event.currentTarget.value;
      props.onChange(event.currentTarget.value);
    },
    onBlur: () => {
      typed.value = undefined;
    },
  };
  return (
    <div class="field">
      <label for={id}>{props.label}</label>
      {props.lines === undefined ? (
        <input type={props.type ?? 'text'} list={undefined} {...shared} />
      ) : (
        <textarea rows={props.lines} {...shared} />
      )}
      {props.hint !== undefined && <Hint id={`${id}-hint`}>{props.hint}</Hint>}
    </div>
  );
}

/** A labelled choice of one from a list. */
export function SelectField<Value extends string>(props: {
  readonly label: string;
  readonly value: Value;
  readonly options: readonly (readonly [value: Value, label: string])[];
  readonly onChange: (value: Value) => void;
  readonly hint?: string;
}) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{props.label}</label>
      <select
        id={id}
        value={props.value}
        aria-describedby={props.hint === undefined ? undefined : `${id}-hint`}
        onChange={(event) => {
          const chosen = props.options.find(([value]) => value === event.currentTarget.value);
          if (chosen !== undefined) props.onChange(chosen[0]);
        }}
      >
        {props.options.map(([value, label]) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
      {props.hint !== undefined && <Hint id={`${id}-hint`}>{props.hint}</Hint>}
    </div>
  );
}

/** A box to tick, with a sentence about it. */
export function Toggle(props: {
  readonly label: string;
  readonly isOn: boolean;
  readonly onChange: (isOn: boolean) => void;
  readonly hint?: string;
}) {
  const id = useId();
  return (
    <div class="toggle">
      <input
        id={id}
        type="checkbox"
        checked={props.isOn}
        aria-describedby={props.hint === undefined ? undefined : `${id}-hint`}
        onChange={(event) => props.onChange(event.currentTarget.checked)}
      />
      <label for={id}>{props.label}</label>
      {props.hint !== undefined && <Hint id={`${id}-hint`}>{props.hint}</Hint>}
    </div>
  );
}

function Hint({ id, children }: { readonly id: string; readonly children: ComponentChildren }) {
  return (
    <p class="hint" id={id}>
      {children}
    </p>
  );
}

function comboboxAttributes({ list, active }: { readonly list: string; readonly active: string | undefined }) {
  return {
    autocomplete: 'off' as const,
    'aria-autocomplete': 'list' as const,
    'aria-controls': list,
    'aria-activedescendant': active,
  };
}
