import { X } from 'lucide';
import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { useDesk } from './desk-context.ts';
import { Icon } from './icon.tsx';

/** A sheet over the window: starts in its first field, keeps the focus inside, closes by Escape, by its button and by a click beside it. */
export function Sheet(props: {
  readonly name: string;
  readonly isWide?: boolean;
  /** A class of its own, for a sheet with another size or layout. */
  readonly kind?: string;
  readonly children: ComponentChildren;
}) {
  const { overlay, text } = useDesk();
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    const element = dialog.current;
    if (element === null || element.open) return;
    element.showModal();
    element.querySelector<HTMLElement>('.panel-body :is(input, textarea, select):enabled')?.focus();
  }, []);
  return (
    <dialog
      class={`sheet ${props.isWide === true ? 'wide' : ''} ${props.kind ?? ''}`.trim()}
      ref={dialog}
      aria-label={props.name}
      onClose={(event) => {
        // Told a moment later: by then another overlay may have taken this one's place.
        if (event.currentTarget.isConnected) overlay.close();
      }}
      onPointerDown={(event) => {
        if (event.target === dialog.current) overlay.close();
      }}
    >
      <div class="sheet-inside">
        <header class="panel-head">
          <h2>{props.name}</h2>
          <button type="button" class="icon-button" aria-label={text.close} onClick={() => overlay.close()}>
            <Icon icon={X} />
          </button>
        </header>
        <div class="panel-body">{props.children}</div>
      </div>
    </dialog>
  );
}
