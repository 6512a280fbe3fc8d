/** Longest time for which pages are made without letting other work of the program in, in milliseconds. */
const maxBusyMs = 12;

/** Lets other work of the program in while a build is at it: keys to be kept, and threads that wait for what comes next. */
export class Breath {
  readonly #signal: AbortSignal | undefined;
  readonly #now: () => number;
  #last: number;

  /** `now` is a clock in milliseconds; default: the computer's. */
  constructor(signal: AbortSignal | undefined, now: () => number = () => performance.now()) {
    this.#signal = signal;
    this.#now = now;
    this.#last = now();
  }

  get isDue(): boolean {
    return this.#now() - this.#last > maxBusyMs;
  }

  /** Rejects when the build is to stop. */
  async take(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve));
    this.#signal?.throwIfAborted();
    this.#last = this.#now();
  }
}
