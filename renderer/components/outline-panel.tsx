import { useSignal } from '@preact/signals';
import { X } from 'lucide';
import type { TargetedKeyboardEvent } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { goTo } from '../editor/editor.ts';
import { moveSection, type OutlineEntry, outlineOf } from '../editor/outline.ts';
import { focusTarget } from '../panes.ts';
import { useDesk } from './desk-context.ts';
import { Icon } from './icon.tsx';

/** How long the text rests before its headings are read again, in milliseconds. */
const restMs = 200;

/** The headings of the post: a click goes there, dragging (or Alt with an arrow key) moves a section. */
export function OutlinePanel() {
  const { text, editor, overlay, draft } = useDesk();
  const entries = useSignal<readonly OutlineEntry[]>([]);
  const over = useSignal<number | undefined>(undefined);
  const list = useRef<HTMLOListElement>(null);
  /** The entry that gets the focus as soon as it is drawn. */
  const wanted = useRef<number | undefined>(undefined);
  const session = draft.session.value;

  // Before the next frame: the command that opens the outline then puts the focus into it.
  useLayoutEffect(() => {
    const read = () => {
      entries.value = outlineOf(editor.view.state);
    };
    read();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = editor.onChange(() => {
      clearTimeout(timer);
      timer = setTimeout(read, restMs);
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [editor, session, entries]);

  useLayoutEffect(() => {
    if (wanted.current === undefined) return;
    list.current?.querySelectorAll('button')[wanted.current]?.focus();
    wanted.current = undefined;
  });

  function move(index: number, to: number): void {
    const section = entries.value[index];
    if (section === undefined) return;
    const spec = moveSection(editor.view.state, section, entries.value[to]);
    if (spec === undefined) return;
    editor.view.dispatch(spec);
    entries.value = outlineOf(editor.view.state);
    wanted.current = entryAt(entries.value, editor.view.state.selection.main.head);
  }

  function press(event: TargetedKeyboardEvent<HTMLElement>, index: number): void {
    if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
    event.preventDefault();
    const section = entries.value[index];
    const after = entries.value.findIndex(({ from }) => section !== undefined && from >= section.to);
    if (event.key === 'ArrowUp' && index > 0) move(index, index - 1);
    if (event.key === 'ArrowDown' && after >= 0) {
      const next = entries.value[after];
      move(
        index,
        entries.value.findIndex(({ from }) => next !== undefined && from >= next.to),
      );
    }
  }

  const { length } = entries.value;
  const here = length === 0 ? -1 : Math.max(0, entryAt(entries.value, editor.view.state.selection.main.head));
  const top = Math.min(6, ...entries.value.map(({ level }) => level));
  return (
    <section
      class="outline-panel"
      aria-label={text.outline.name}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        overlay.setOutline(false);
        editor.view.focus();
      }}
    >
      <header class="panel-head">
        <h2>{text.outline.name}</h2>
        <button
          type="button"
          class="icon-button"
          aria-label={text.close}
          {...(here < 0 ? { [focusTarget]: 'outline' } : {})}
          onClick={() => overlay.setOutline(false)}
        >
          <Icon icon={X} />
        </button>
      </header>
      {entries.value.length === 0 && <p class="outline-empty">{text.outline.empty}</p>}
      <ol ref={list}>
        {entries.value.map((entry, index) => (
          <li
            key={`${entry.from} ${entry.text}`}
            data-over={over.value === index}
            onDragOver={(event) => {
              event.preventDefault();
              over.value = index;
            }}
            onDragLeave={() => {
              over.value = undefined;
            }}
            onDrop={(event) => {
              event.preventDefault();
              over.value = undefined;
              move(Number(event.dataTransfer?.getData('text/x-offprint-section') ?? -1), index);
            }}
          >
            <button
              type="button"
              draggable
              style={{ paddingInlineStart: `${12 + (entry.level - top) * 12}px` }}
              {...(index === here ? { [focusTarget]: 'outline' } : {})}
              onClick={() => goTo(editor.view, entry.from)}
              onKeyDown={(event) => press(event, index)}
              onDragStart={(event) => event.dataTransfer?.setData('text/x-offprint-section', String(index))}
            >
              {entry.text === '' ? text.list.untitled : entry.text}
            </button>
          </li>
        ))}
      </ol>
    </section>
  );
}

/** The heading whose section holds an offset; -1 before the first one. */
function entryAt(entries: readonly OutlineEntry[], offset: number): number {
  const after = entries.findIndex(({ from }) => from > offset);
  return (after < 0 ? entries.length : after) - 1;
}
