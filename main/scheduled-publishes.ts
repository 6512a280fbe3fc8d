import { setTimeout as delay } from 'node:timers/promises';
import type { Log } from './node/log.ts';
import type { SiteSession } from './site-session.ts';

/** What the schedule works with. */
export interface ScheduledPublishesOptions {
  /** UTC milliseconds. */
  readonly now: () => number;
  /** When the next post is due after `sinceMs`, the last try; both UTC milliseconds. Undefined when none waits. */
  readonly nextDueMs: (sinceMs: number) => Promise<number | undefined>;
  /** Publishes the blog as it is then. */
  readonly publish: () => Promise<unknown>;
  readonly log: Log;
  /** Waits, without keeping the program running; rejects when told to stop. Default: by the clock. */
  readonly wait?: (delayMs: number, signal: AbortSignal) => Promise<void>;
}

/** Lets posts go live when their time comes, while the program runs. */
export interface ScheduledPublishes {
  /** Looks at the posts again: one came, went or got another date. */
  wake(): void;
  close(): Promise<void>;
}

/** The clock may be set, and a computer may sleep: it is looked at again at least this often. */
const longestWaitMs = 60 * 60_000;

/** Starts asleep; `wake` begins. */
export function createScheduledPublishes(options: ScheduledPublishesOptions): ScheduledPublishes {
  const { wait = waitByClock } = options;
  let round = new AbortController();
  let running: Promise<void> = Promise.resolve();
  let isClosed = false;
  let lastTryMs = 0;

  async function watch(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const dueMs = await options.nextDueMs(lastTryMs);
      if (dueMs === undefined || signal.aborted) return;
      await wait(Math.max(0, Math.min(dueMs - options.now(), longestWaitMs)), signal);
      if (options.now() < dueMs) continue;
      // What fails now waits in the outbox or for the author; it is not tried again from here.
      lastTryMs = options.now();
      await options.publish();
    }
  }
  return {
    wake: () => {
      if (isClosed) return;
      round.abort();
      const mine = new AbortController();
      round = mine;
      running = running.then(() =>
        watch(mine.signal).catch((error: unknown) => {
          if (!mine.signal.aborted) options.log.error('Publishing at the set time failed', error);
        }),
      );
    },
    close: async () => {
      isClosed = true;
      round.abort();
      await running;
    },
  };
}

/**
 * When the next post that waits for its date is due, or was due while the program did not run. Not before `sinceMs`, the
 * last try. None while the blog was never published: then the author has not yet said that it should be seen, nor where.
 */
export async function nextDueMs({ library, publisher }: SiteSession, sinceMs: number): Promise<number | undefined> {
  const [last] = await publisher.history();
  if (library.readOnly !== undefined || last === undefined) return undefined;
  const handledMs = Math.max(sinceMs, last.publishedMs);
  const { posts } = await library.list();
  const due = posts.flatMap(({ status, dateMs = 0, changedMs }) => {
    // A post that was written after its own date never waited; it goes out when the author says so.
    const waits = status === 'scheduled' || (status === 'published' && changedMs < dateMs);
    return waits && dateMs > handledMs ? [dateMs] : [];
  });
  return due.length === 0 ? undefined : Math.min(...due);
}

async function waitByClock(delayMs: number, signal: AbortSignal): Promise<void> {
  await delay(delayMs, undefined, { signal, ref: false });
}
