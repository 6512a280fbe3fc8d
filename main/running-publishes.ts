/** Publishes under way, so that each can be stopped. */
export interface RunningPublishes {
  /** Runs `work` with a signal that `stop` sets. */
  run<Value>(target: string, work: (signal: AbortSignal) => Promise<Value>): Promise<Value>;
  /** Stops what is under way for a target, or for all of them when undefined. */
  stop(target: string | undefined): void;
}

/** Starts with none. */
export function createRunningPublishes(): RunningPublishes {
  const running = new Set<{ readonly target: string; readonly controller: AbortController }>();
  return {
    run: async (target, work) => {
      const one = { target, controller: new AbortController() };
      running.add(one);
      try {
        return await work(one.controller.signal);
      } finally {
        running.delete(one);
      }
    },
    stop: (target) => {
      for (const one of running) if (target === undefined || one.target === target) one.controller.abort();
    },
  };
}
