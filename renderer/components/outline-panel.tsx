import { useSignal } from '@preact/signals';
import { X } from 'lucide';
import type { TargetedKeyboardEvent } from 'preact';
import { useEffect } from 'preact/hooks';
import { goTo } from '../editor/editor.ts';
import { moveSection, type OutlineEntry, outlineOf } from '../editor/outline.ts';
import { useDesk } from './desk-context.ts';
import { Icon } from './icon.tsx';

/** How long the text rests before its headings are read again, in milliseconds. */
const restMs = 200;

/** The headings of the post: a click goes there, dragging (or Alt with an arrow key) moves a section. */
export function OutlinePanel() {
  const { text, editor, overlay, draft } = useDesk();
  const entries = useSignal<readonly OutlineEntry[]>([]);
  const over = useSignal<number | undefined>(undefined);
  const session = draft.session.value;

  useEffect(() => {
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

  function move(index: number, to: number): void {
    const section = entries.value[index];
    if (section === undefined) return;
    const spec = moveSection(editor.view.state, section, entries.value[to]);
    if (spec !== undefined) editor.view.dispatch(spec);
    entries.value = outlineOf(editor.view.state);
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
        <button type="button" class="icon-button" aria-label={text.close} onClick={() => overlay.setOutline(false)}>
          <Icon icon={X} />
        </button>
      </header>
      {entries.value.length === 0 && <p class="outline-empty">{text.outline.empty}</p>}
      <ol>
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
