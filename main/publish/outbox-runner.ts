import type { PublishReceipt } from '../../common/contract/publish.ts';
import type { Log } from '../node/log.ts';
import type { Resumed } from './publisher.ts';
import { fullJitterMs, isRefused, type Wait } from './retry.ts';

/** What the runner works with. */
export interface OutboxRunnerOptions {
  /** Tries everything that waits once; answers what became of each. */
  readonly resume: (signal: AbortSignal) => Promise<readonly Resumed[]>;
  /** Hears that the outbox is no longer what it was, and what went out. */
  readonly emit: (event: OutboxEvent) => void;
  readonly wait: Wait;
  readonly log: Log;
}

/** What happens to waiting publishes while nobody looks. */
export type OutboxEvent =
  | { readonly kind: 'outbox-changed' }
  | { readonly kind: 'went-out'; readonly receipt: PublishReceipt };

/** Sends what waits, again and again until it is out or needs the author, while the program runs. */
export interface OutboxRunner {
  /** Something waits: begins, or looks once more when it is at it already. `isAtOnce` tries before the first wait. */
  wake(isAtOnce: boolean): void;
  /** Stops; resolves when nothing of it runs any more. */
  close(): Promise<void>;
}

const firstDelayMs = 15_000;
const longestDelayMs = 5 * 60_000;

/** Starts asleep. */
export function createOutboxRunner(options: OutboxRunnerOptions): OutboxRunner {
  const stop = new AbortController();
  let running: Promise<void> | undefined;
  let isWokenAgain = false;
  const run = async (isAtOnce: boolean): Promise<void> => {
    try {
      await sendAll(options, isAtOnce, stop.signal);
      // What began to wait while the last of the others went out.
      while (isWokenAgain) {
        isWokenAgain = false;
        await sendAll(options, false, stop.signal);
      }
    } catch (error) {
      if (!stop.signal.aborted) options.log.error('Sending what waits failed', error);
    } finally {
      running = undefined;
    }
  };
  return {
    wake: (isAtOnce) => {
      if (stop.signal.aborted) return;
      isWokenAgain = running !== undefined;
      running ??= run(isAtOnce);
    },
    close: async () => {
      stop.abort();
      await running;
    },
  };
}

/** Tries until nothing waits that can go out. */
async function sendAll(
  { resume, emit, wait }: OutboxRunnerOptions,
  isAtOnce: boolean,
  signal: AbortSignal,
): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    if (!(isAtOnce && tries === 1)) await wait(fullJitterMs(tries, firstDelayMs, longestDelayMs), signal);
    const resumed = await resume(signal);
    for (const { sent } of resumed) if (sent?.ok === true) emit({ kind: 'went-out', receipt: sent.value });
    const settled = resumed.filter(({ sent }) => !isStillWaiting(sent));
    if (settled.length > 0) emit({ kind: 'outbox-changed' });
    if (settled.length === resumed.length) return;
  }
}

function isStillWaiting(sent: Resumed['sent']): boolean {
  return sent !== undefined && !sent.ok && isRefused(sent.failure) && sent.failure.isQueued === true;
}
