/** Works side by side, a bounded number of them. */
export interface Lanes {
  /** Starts the work as soon as a lane is free; answers when it has started. Throws what an earlier work threw. */
  start(work: () => Promise<void>): Promise<void>;
  /** Answers when all is done. Throws what a work threw. */
  finish(): Promise<void>;
}

/** Lanes for at most `atOnce` works. */
export function createLanes(atOnce: number): Lanes {
  const running = new Set<Promise<void>>();
  const thrown: unknown[] = [];
  const check = () => {
    if (thrown.length > 0) throw thrown[0];
  };
  return {
    start: async (work) => {
      while (running.size >= atOnce) await Promise.race(running);
      check();
      const own: Promise<void> = work()
        .catch((error: unknown) => {
          thrown.push(error);
        })
        .finally(() => running.delete(own));
      running.add(own);
    },
    finish: async () => {
      await Promise.all(running);
      check();
    },
  };
}
