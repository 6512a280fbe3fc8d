import { type Signal, useSignal } from '@preact/signals';
import type { RefObject } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';

/** Something that opens beside its button. */
export interface Popover {
  readonly isOpen: Signal<boolean>;
  /** To be put on the element that holds the button, first, and what opens. */
  readonly place: RefObject<HTMLDivElement | null>;
  toggle(): void;
  /** Closes it and gives the focus back to what had it before, or else to the button. */
  close(): void;
}

/**
 * Opens with the focus on the first element that `first` names; closes when the author presses elsewhere. `outer` says whether
 * it is open where others may open it, too.
 */
export function usePopover(first: string, outer?: Signal<boolean>): Popover {
  const inner = useSignal(false);
  const isOpen = outer ?? inner;
  const place = useRef<HTMLDivElement>(null);
  const before = useRef<Element | null>(null);

  // Before the next key: it belongs to what has opened.
  useLayoutEffect(() => {
    if (!isOpen.value) return;
    before.current = document.activeElement;
    place.current?.querySelector<HTMLElement>(first)?.focus();
    const leave = ({ target }: Event) => {
      if (target instanceof Node && place.current?.contains(target) !== true) isOpen.value = false;
    };
    document.addEventListener('pointerdown', leave);
    return () => document.removeEventListener('pointerdown', leave);
  }, [isOpen.value, isOpen, first]);

  return {
    isOpen,
    place,
    toggle() {
      isOpen.value = !isOpen.value;
    },
    close() {
      isOpen.value = false;
      const { current } = before;
      if (current instanceof HTMLElement && current !== document.body && current.isConnected) current.focus();
      else place.current?.querySelector('button')?.focus();
    },
  };
}
