import type { Log } from '../node/log.ts';

/** Work that nobody waits for, one piece at a time, each once. */
export interface Background {
  add(name: string): void;
  /** Drops what has not begun and resolves when what has is done. */
  close(): Promise<void>;
}

/** Does `work` for every name added, in order, after whatever the author is doing in this turn of the event loop. */
export function createBackground(work: (name: string) => Promise<void>, log: Log): Background {
  const waiting = new Set<string>();
  let running: Promise<void> | undefined;
  let isClosed = false;

  const run = async () => {
    for (const name of waiting) {
      waiting.delete(name);
      await new Promise((resolve) => setImmediate(resolve));
      if (isClosed) return;
      try {
        await work(name);
      } catch (error) {
        log.error('work in the background failed', error);
      }
    }
  };
  const start = () => {
    running ??= run().finally(() => {
      running = undefined;
      if (waiting.size > 0 && !isClosed) start();
    });
  };

  return {
    add: (name) => {
      if (isClosed) return;
      waiting.add(name);
      start();
    },
    close: async () => {
      isClosed = true;
      waiting.clear();
      await running;
    },
  };
}
