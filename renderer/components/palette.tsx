import { useSignal } from '@preact/signals';
import type { TargetedKeyboardEvent } from 'preact';
import { useEffect, useId, useLayoutEffect, useRef } from 'preact/hooks';
import { inBackground } from '../background.ts';
import { type PaletteEntry, paletteEntries } from '../palette-entries.ts';
import { shortcutLabel } from '../shortcuts.ts';
import { useDesk } from './desk-context.ts';

/** One field for everything: every command that makes sense now, and every post. With Control or Command a post gets a tab of its own. */
export function Palette({ isForNewTab }: { readonly isForNewTab: boolean }) {
  const desk = useDesk();
  const { overlay, text, commands, list, draft, layout, description, tabs } = desk;
  const typed = useSignal('');
  const chosen = useSignal(0);
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const entries = isForNewTab
    ? paletteEntries(typed.value, [], list.posts.value, true)
    : paletteEntries(
        typed.value,
        commands.list.filter((command) => command.id !== 'view.palette' && commands.isEnabled(command.id)),
        list.posts.value,
      );

  // Before the next key: what is typed right after the shortcut belongs here.
  useLayoutEffect(() => {
    const element = dialog.current;
    if (element !== null && !element.open) element.showModal();
  }, []);
  useEffect(() => {
    dialog.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [chosen.value, typed.value]);

  function run(entry: PaletteEntry | undefined, withModifier: boolean): void {
    if (entry === undefined) return;
    overlay.close();
    if (entry.kind === 'command') {
      commands.run(entry.command.id);
      return;
    }
    const { id: post } = entry.post;
    inBackground(isForNewTab || withModifier ? tabs.openInNew(post) : draft.open(post));
    layout.reveal('editor');
  }

  function press(event: TargetedKeyboardEvent<HTMLInputElement>): void {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0 && entries.length > 0) chosen.value = (chosen.value + step + entries.length) % entries.length;
    else if (event.key === 'Enter') run(entries[chosen.value], event.ctrlKey || event.metaKey);
    else return;
    event.preventDefault();
  }

  return (
    <dialog
      class="palette"
      ref={dialog}
      aria-label={text.palette.name}
      onClose={(event) => {
        // Told a moment later: by then another overlay may have taken this one's place.
        if (event.currentTarget.isConnected) overlay.close();
      }}
      onPointerDown={(event) => {
        if (event.target === dialog.current) overlay.close();
      }}
    >
      <div class="palette-inside">
        <input
          type="text"
          role="combobox"
          aria-expanded="true"
          aria-controls={id}
          aria-activedescendant={entries.length > 0 ? `${id}-${chosen.value}` : undefined}
          aria-autocomplete="list"
          aria-label={text.palette.name}
          placeholder={text.palette.example}
          value={typed.value}
          onInput={(event) => {
            typed.value = event.currentTarget.value;
            chosen.value = 0;
          }}
          onKeyDown={press}
        />
        {entries.length === 0 && <p class="palette-empty">{text.palette.nothing}</p>}
        <div class="palette-list" role="listbox" id={id} aria-label={text.palette.name} hidden={entries.length === 0}>
          {entries.map((entry, index) => (
            // biome-ignore lint/a11y/useFocusableInteractive: the field keeps the focus and names the chosen option.
            // biome-ignore lint/a11y/useKeyWithClickEvents: the field answers the keys.
            <div
              key={entry.kind === 'command' ? entry.command.id : entry.post.id}
              id={`${id}-${index}`}
              class="palette-entry"
              role="option"
              aria-selected={index === chosen.value}
              onPointerMove={() => {
                chosen.value = index;
              }}
              onClick={(event) => run(entry, event.ctrlKey || event.metaKey)}
            >
              <span class="palette-label">
                {entry.kind === 'command' ? entry.command.label : entry.post.matter.title || text.list.untitled}
              </span>
              {entry.kind === 'post' && <span class="palette-kind">{text.editor.status[entry.post.status]}</span>}
              {entry.kind === 'command' && entry.command.shortcut !== undefined && (
                <kbd>{shortcutLabel(entry.command.shortcut, description.platform, text)}</kbd>
              )}
            </div>
          ))}
        </div>
      </div>
    </dialog>
  );
}
