import { useSignal } from '@preact/signals';
import type { TargetedKeyboardEvent } from 'preact';
import { useId, useRef } from 'preact/hooks';
import { matchingTerms } from '../editor/tag-completion.ts';
import { useDesk } from './desk-context.ts';
import { Field } from './field.tsx';

/** Lines shown at a time. */
const mostShown = 8;

/**
 * A field whose words the blog has used before: what is being typed is completed from them. With a `separator` the field holds
 * several, and only the one with the cursor is completed. Arrow keys choose, Enter or Tab takes, Escape leaves it.
 */
export function SuggestedField(props: {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** The most used first. */
  readonly suggestions: readonly string[];
  readonly separator?: ',' | '\n';
  readonly hint?: string;
  readonly example?: string;
  readonly lines?: number;
}) {
  const { suggestions, separator, onChange, ...field } = props;
  const { text } = useDesk();
  const place = useRef<HTMLDivElement>(null);
  const id = useId();
  const offered = useSignal<readonly string[]>([]);
  const chosen = useSignal(0);

  function offer(value: string): void {
    const input = inputIn(place.current);
    const { typed } = partAt(value, input?.selectionStart ?? value.length, separator);
    const has = new Set(value.split(separator ?? '\0').map((part) => part.trim()));
    offered.value =
      typed === ''
        ? []
        : matchingTerms(suggestions, typed)
            .filter((term) => !has.has(term))
            .slice(0, mostShown);
    chosen.value = 0;
  }

  function take(term: string): void {
    const input = inputIn(place.current);
    if (input === null) return;
    const { from, to } = partAt(input.value, input.selectionStart ?? input.value.length, separator);
    input.setRangeText(term, from, to, 'end');
    // The field hears it as if it had been typed.
    input.dispatchEvent(new InputEvent('input', { bubbles: true }));
    offered.value = [];
  }

  function press(event: TargetedKeyboardEvent<HTMLElement>): void {
    const count = offered.value.length;
    if (count === 0) return;
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    const term = offered.value[chosen.value];
    if (step !== 0) chosen.value = (chosen.value + step + count) % count;
    else if ((event.key === 'Enter' || event.key === 'Tab') && term !== undefined) take(term);
    else if (event.key === 'Escape') offered.value = [];
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  const isOpen = offered.value.length > 0;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the field inside has the role; its keys pass here.
    <div
      class="suggested-field"
      ref={place}
      onKeyDown={press}
      onFocusOut={() => {
        offered.value = [];
      }}
    >
      <Field
        {...field}
        combobox={{ list: id, active: isOpen ? `${id}-${chosen.value}` : undefined }}
        onChange={(value) => {
          onChange(value);
          offer(value);
        }}
      />
      <div class="suggestions" role="listbox" id={id} aria-label={text.postSettings.usedBefore} hidden={!isOpen}>
        {offered.value.map((term, index) => (
          // biome-ignore lint/a11y/useFocusableInteractive: the field keeps the focus and names the chosen option.
          <div
            key={term}
            id={`${id}-${index}`}
            role="option"
            dir="auto"
            aria-selected={index === chosen.value}
            onPointerDown={(event) => {
              event.preventDefault();
              take(term);
            }}
          >
            {term}
          </div>
        ))}
      </div>
    </div>
  );
}

/** The part of a field that the cursor is in: its place without white space around it, and what of it stands before the cursor. */
export function partAt(
  text: string,
  cursor: number,
  separator: ',' | '\n' | undefined,
): { readonly from: number; readonly to: number; readonly typed: string } {
  const start = separator === undefined ? 0 : text.lastIndexOf(separator, cursor - 1) + 1;
  const end = separator === undefined ? -1 : text.indexOf(separator, cursor);
  const part = text.slice(start, end < 0 ? text.length : end);
  const from = start + (part.length - part.trimStart().length);
  const to = Math.max(from, start + part.trimEnd().length);
  return { from, to, typed: text.slice(from, cursor).trim() };
}

function inputIn(place: HTMLElement | null): HTMLInputElement | HTMLTextAreaElement | null {
  return place?.querySelector('input, textarea') ?? null;
}
