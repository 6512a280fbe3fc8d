import type { Log } from '../node/log.ts';

/** Work that nobody waits for, one piece at a time, each once. */
export interface Background {
  add(name: string): void;
  /** Drops what has not begun and resolves when what has is done. */
  close(): Promise<void>;
}

/** Does `work` for every name added, in order, once nothing was added for `quietMs`: what is wanted now comes first. */
export function createBackground(work: (name: string) => Promise<void>, log: Log, quietMs: number): Background {
  const waiting = new Set<string>();
  let running: Promise<void> | undefined;
  let isClosed = false;
  let quiet: NodeJS.Timeout | undefined;

  const run = async () => {
    for (const name of waiting) {
      // Something new was wanted meanwhile; go on when it is quiet again.
      if (isClosed || quiet !== undefined) return;
      waiting.delete(name);
      try {
        await work(name);
      } catch (error) {
        log.error('work in the background failed', error);
      }
    }
  };
  const start = () => {
    quiet = undefined;
    running ??= run().finally(() => {
      running = undefined;
      if (waiting.size > 0 && quiet === undefined && !isClosed) start();
    });
  };

  return {
    add: (name) => {
      if (isClosed) return;
      waiting.add(name);
      clearTimeout(quiet);
      quiet = setTimeout(start, quietMs).unref();
    },
    close: async () => {
      isClosed = true;
      clearTimeout(quiet);
      waiting.clear();
      await running;
    },
  };
}
