import type { EditorView } from '@codemirror/view';
import { type PaneName, paneNames } from './stores/layout-store.ts';

/** Attribute that marks the element of each pane, and the fields that commands put the focus into. */
export const focusTarget = 'data-focus-target';

/** The pane that holds the focus now. */
export function paneWithFocus(): PaneName | undefined {
  const name = document.activeElement?.closest('[data-pane]')?.getAttribute('data-pane');
  return paneNames.find((pane) => pane === name);
}

/** A pane, or a field that is marked as the place for the focus. */
export type FocusName = PaneName | 'title' | 'search' | 'outline' | 'findings';

/** Puts the focus into a pane or a marked field; the editor's pane means its text. False when it cannot be there (yet). */
export function focusPane(name: FocusName, view?: EditorView): boolean {
  if (name === 'editor' && view !== undefined && view.dom.isConnected) {
    view.focus();
    return view.hasFocus;
  }
  const target = document.querySelector(`[${focusTarget}~="${name}"]`);
  if (target instanceof HTMLElement) target.focus();
  return target !== null && target === document.activeElement;
}

/**
 * The same for what a change of the page is about to show. What changed is drawn in a microtask that is asked for before this
 * one, so that the next key finds the focus there; what takes longer has it with the next frame. `then` is called when it is there.
 */
export function focusDrawn(name: FocusName, view?: EditorView, then: () => void = () => {}): void {
  queueMicrotask(() => {
    if (focusPane(name, view)) then();
    else
      requestAnimationFrame(() => {
        focusPane(name, view);
        then();
      });
  });
}
