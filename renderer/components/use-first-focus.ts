import type { RefObject } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';

/**
 * To be put on what has just come in the place of something else: the first element in it that `selector` names gets the
 * focus. Before the next key, which belongs to it; never later, when the author may be somewhere else. Default a field.
 */
export function useFirstFocus<Place extends HTMLElement>(
  selector = 'input, textarea, select',
): RefObject<Place | null> {
  const place = useRef<Place>(null);
  useLayoutEffect(() => place.current?.querySelector<HTMLElement>(selector)?.focus(), [selector]);
  return place;
}
