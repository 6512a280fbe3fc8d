import type { EditorView } from '@codemirror/view';
import { type PaneName, paneNames } from './stores/layout-store.ts';

/** Attribute that marks the element of each pane, and the fields that commands put the focus into. */
export const focusTarget = 'data-focus-target';

/** The pane that holds the focus now. */
export function paneWithFocus(): PaneName | undefined {
  const name = document.activeElement?.closest('[data-pane]')?.getAttribute('data-pane');
  return paneNames.find((pane) => pane === name);
}

/** Puts the focus into a pane or a marked field; the editor's pane means its text. */
export function focusPane(name: PaneName | 'title' | 'search' | 'outline' | 'findings', view?: EditorView): void {
  if (name === 'editor' && view !== undefined && view.dom.isConnected) {
    view.focus();
    return;
  }
  const target = document.querySelector(`[${focusTarget}~="${name}"]`);
  if (target instanceof HTMLElement) target.focus();
}
