import { setTimeout as delay } from 'node:timers/promises';
import type { RefusalReason, TargetRefused } from '../../common/contract/publish.ts';
import type { Failure, Result } from '../../common/result.ts';

/** Waits; rejects when cancelled. Tests bring one that does not wait. */
export type Wait = (delayMs: number, signal?: AbortSignal) => Promise<void>;

/** The real thing. Does not keep the program running by itself. */
export const waitFor: Wait = async (delayMs, signal) => {
  await delay(delayMs, undefined, { ref: false, ...(signal === undefined ? {} : { signal }) });
};

const maxTries = 6;
const firstDelayMs = 250;
const longestDelayMs = 8_000;
/** Longest wait a target may ask for while the author looks on; the outbox has more time. */
const longestAskedMs = 60_000;

/** True for what can pass by itself: then a publish waits in the outbox. Everything else needs the author. */
export function canPass(reason: RefusalReason): boolean {
  return passing.has(reason);
}

const passing: ReadonlySet<RefusalReason> = new Set([
  'no-network',
  'name-unknown',
  'unreachable',
  'rate-limited',
  'interrupted',
]);

/** Without a network another try within seconds is no use; the outbox tries later. */
const hopeless: ReadonlySet<RefusalReason> = new Set(['no-network', 'name-unknown']);

/**
 * Tries up to six times what can pass by itself, with full jitter in between (a random share of a delay that doubles, so
 * that many programs do not come back together). What needs the author is answered at once.
 */
export async function withRetries<Value, Other extends Failure>(
  work: () => Promise<Result<Value, TargetRefused | Other>>,
  wait: Wait,
  signal?: AbortSignal,
): Promise<Result<Value, TargetRefused | Other>> {
  for (let tries = 1; ; tries += 1) {
    const result = await work();
    if (result.ok || tries === maxTries || !isRefused(result.failure)) return result;
    const { reason } = result.failure;
    if (!canPass(reason) || hopeless.has(reason) || signal?.aborted === true) return result;
    try {
      const askedMs = Math.min(result.failure.retryAfterMs ?? 0, longestAskedMs);
      await wait(askedMs + fullJitterMs(tries, firstDelayMs, longestDelayMs), signal);
    } catch {
      // Cancelled while waiting: what went wrong before is still the answer.
      return result;
    }
  }
}

/** A random delay of at most `firstMs` doubled with every try and at most `longestMs`. */
export function fullJitterMs(tries: number, firstMs: number, longestMs: number): number {
  return Math.random() * Math.min(longestMs, firstMs * 2 ** (tries - 1));
}

/** Tells a target's refusal from other failures. */
export function isRefused(failure: Failure): failure is TargetRefused {
  return failure.kind === 'target-refused';
}
