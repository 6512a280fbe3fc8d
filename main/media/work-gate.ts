/** Lets work through as long as the room lasts, in the order it was asked for. */
export interface WorkGate {
  /** Runs `work` when there is room for its `weight`. Work heavier than the whole room runs alone. */
  run<Value>(weight: number, work: () => Promise<Value>): Promise<Value>;
}

/**
 * A gate with `room` for weights and `lanes` for pieces of work at once. Keeps memory bounded however many pictures come
 * in: the weight of decoding is its pixels.
 */
export function createWorkGate({ room, lanes }: { readonly room: number; readonly lanes: number }): WorkGate {
  const waiting: { readonly weight: number; readonly start: () => void }[] = [];
  let used = 0;
  let running = 0;

  const admit = () => {
    for (let next = waiting[0]; next !== undefined; next = waiting[0]) {
      const fits = running < lanes && (running === 0 || used + next.weight <= room);
      if (!fits) return;
      waiting.shift();
      used += next.weight;
      running += 1;
      next.start();
    }
  };

  return {
    run: async (weight, work) => {
      await new Promise<void>((start) => {
        waiting.push({ weight, start });
        admit();
      });
      try {
        return await work();
      } finally {
        used -= weight;
        running -= 1;
        admit();
      }
    },
  };
}
