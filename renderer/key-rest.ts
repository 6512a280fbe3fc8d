/** How long no key is pressed before the author counts as resting, in milliseconds. */
const restMs = 600;

/**
 * Puts work off while the author types, so that a key never waits for it. Work that is still waiting gives way to newer work.
 * Without a key in the last moments it is done at once. It waits no longer than `longestWaitMs`, however long the author types,
 * in milliseconds.
 */
export function createKeyRest(longestWaitMs = 5_000): (work: () => void) => void {
  let pressedMs = Number.NEGATIVE_INFINITY;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let sinceMs: number | undefined;
  const hear = () => {
    pressedMs = performance.now();
  };
  window.addEventListener('keydown', hear, { capture: true, passive: true });
  return (work) => {
    sinceMs ??= performance.now();
    const latestMs = sinceMs + longestWaitMs;
    clearTimeout(timer);
    const attempt = () => {
      const now = performance.now();
      const waitMs = Math.min(pressedMs + restMs, latestMs) - now;
      if (waitMs > 0) {
        timer = setTimeout(attempt, waitMs);
        return;
      }
      sinceMs = undefined;
      work();
    };
    attempt();
  };
}
