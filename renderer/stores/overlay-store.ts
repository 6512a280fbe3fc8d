import { type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { PostId } from '../../common/post.ts';
import type { BulkKind } from '../library/bulk-wish.ts';

/** What lies over the window; one at a time. */
export type Overlay =
  /** Offers posts alone when what is chosen gets a tab of its own. */
  | { readonly kind: 'palette'; readonly isForNewTab?: boolean }
  | { readonly kind: 'preferences' }
  | { readonly kind: 'goal' }
  | { readonly kind: 'site-settings' }
  | { readonly kind: 'shortcuts' }
  | { readonly kind: 'media' }
  | { readonly kind: 'doors' }
  | { readonly kind: 'move-in'; readonly report?: boolean }
  | { readonly kind: 'move-out' }
  | { readonly kind: 'history' }
  | { readonly kind: 'review'; readonly target?: string }
  | { readonly kind: 'places'; readonly name?: string }
  | { readonly kind: 'versions'; readonly id: PostId }
  | { readonly kind: 'conflict'; readonly id: PostId }
  | { readonly kind: 'trash-list' }
  | { readonly kind: 'bulk'; readonly change: BulkKind }
  | { readonly kind: 'layout-question' }
  | { readonly kind: 'trash'; readonly id: PostId; readonly title: string };

/** Which overlay is open, and what is folded out inside the panes. */
export interface OverlayStore {
  readonly current: ReadonlySignal<Overlay | undefined>;
  /** The settings of the post, over the preview. */
  readonly isPostSettingsOpen: ReadonlySignal<boolean>;
  readonly isOutlineOpen: ReadonlySignal<boolean>;
  /** The list of what there is to look at in the post, at the foot. */
  readonly isFindingsOpen: Signal<boolean>;
  show(overlay: Overlay): void;
  /** Closes the overlay and puts the focus back where it was. */
  close(): void;
  setPostSettings(isOpen: boolean): void;
  setOutline(isOpen: boolean): void;
}

/** Remembers where the focus was when an overlay opened, so that it is never lost. */
export function createOverlayStore(): OverlayStore {
  const current = signal<Overlay | undefined>(undefined);
  const isPostSettingsOpen = signal(false);
  const isOutlineOpen = signal(false);
  const isFindingsOpen = signal(false);
  let returnTo: Element | null = null;
  return {
    current,
    isPostSettingsOpen,
    isOutlineOpen,
    isFindingsOpen,
    show(overlay) {
      if (current.value === undefined) returnTo = document.activeElement;
      current.value = overlay;
    },
    close() {
      if (current.value === undefined) return;
      current.value = undefined;
      // While a modal dialog is open nothing behind it can take the focus; it is drawn away only later.
      for (const dialog of document.querySelectorAll('dialog')) dialog.close();
      if (returnTo instanceof HTMLElement && returnTo.isConnected) returnTo.focus();
      returnTo = null;
    },
    setPostSettings(isOpen) {
      isPostSettingsOpen.value = isOpen;
    },
    setOutline(isOpen) {
      isOutlineOpen.value = isOpen;
    },
  };
}
