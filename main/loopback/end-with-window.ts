/** Decides when a host whose window is gone may end. */
export interface WindowWatch {
  /** The number of pages that listen changed. */
  pagesChanged(count: number): void;
  /** The browser that was started for the window has ended. */
  browserExited(): void;
  /** Stops watching. */
  stop(): void;
}

/**
 * Calls `end` once when no page has listened for `graceMs` after there had been one, and the browser started for the window
 * has ended. Both are needed: a page that is loaded again is away for a moment, and a browser that was running already
 * takes the window over and ends at once.
 */
export function watchWindow(graceMs: number, end: () => void): WindowWatch {
  let pages = 0;
  let hadPages = false;
  let hasBrowserExited = false;
  let timer: NodeJS.Timeout | undefined;

  const look = () => {
    clearTimeout(timer);
    if (hadPages && pages === 0 && hasBrowserExited) timer = setTimeout(end, graceMs);
  };
  return {
    pagesChanged: (count) => {
      pages = count;
      hadPages ||= count > 0;
      look();
    },
    browserExited: () => {
      hasBrowserExited = true;
      look();
    },
    stop: () => clearTimeout(timer),
  };
}
