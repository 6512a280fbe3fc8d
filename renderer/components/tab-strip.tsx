import { X } from 'lucide';
import type { TargetedKeyboardEvent } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { inBackground } from '../background.ts';
import { useDesk } from './desk-context.ts';
import { Icon } from './icon.tsx';

/** The posts that are open, where there is more than one. Arrow keys move among them; a middle click closes one. */
export function TabStrip() {
  const { text, tabs, draft, list } = useDesk();
  const strip = useRef<HTMLUListElement>(null);
  const session = draft.session.value;
  const open = tabs.tabs.value;

  useEffect(() => {
    strip.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [session?.id]);

  if (open.length < 2) return null;
  return (
    <nav class="tab-strip" aria-label={text.editor.tabs}>
      <ul ref={strip} onKeyDown={moveInside}>
        {open.map((id) => {
          const isOpen = id === session?.id;
          const kept = list.posts.value.find((post) => post.id === id)?.matter.title ?? '';
          const title = (isOpen ? session.matter.value.title : kept) || text.list.untitled;
          return (
            <li key={id} data-open={isOpen}>
              <button
                type="button"
                class="tab"
                dir="auto"
                title={title}
                aria-current={isOpen ? 'page' : undefined}
                onClick={() => inBackground(draft.open(id))}
                onAuxClick={(event) => {
                  if (event.button === 1) tabs.close(id);
                }}
              >
                {title}
              </button>
              <button
                type="button"
                class="icon-button small"
                tabIndex={isOpen ? 0 : -1}
                aria-label={text.editor.closeTab(title)}
                onClick={() => tabs.close(id)}
              >
                <Icon icon={X} />
              </button>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}

function moveInside(event: TargetedKeyboardEvent<HTMLElement>): void {
  const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
  if (step === 0) return;
  const buttons = [...event.currentTarget.querySelectorAll('.tab')];
  const at = document.activeElement === null ? -1 : buttons.indexOf(document.activeElement);
  const next = buttons.at((at + step) % buttons.length);
  if (next instanceof HTMLElement) next.focus();
  event.preventDefault();
}
