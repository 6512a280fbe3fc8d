import type { Bridge, DispatchFailure } from '../common/contract.ts';
import { type Failed, fail } from '../common/result.ts';
import { isPlainObject } from '../common/validate.ts';
import { decodeWire, encodeWire, maxMessageBytes } from '../common/wire.ts';
import { inBackground } from './background.ts';
import { followEvents, isOtherHost } from './loopback-events.ts';

/** Where the host is and how to be let in. */
export interface LoopbackOptions {
  /** Address of the page, ending in `/`. */
  readonly address: string;
  readonly secret: string;
  /** True while the window is being closed: then short calls are sent in the way that survives it. Default: never. */
  readonly isLeaving?: () => boolean;
  /** Waits before each attempt to find a lost host again; the last one is repeated. Default 0.25 to 5 seconds. */
  readonly retryDelaysMs?: readonly number[];
}

/** Browsers let at most 64 kB outlive a window, over all requests together. */
const maxLeavingBytes = 16_000;

/**
 * A bridge over fetch. Edits of drafts reach the host in the order in which they were made, and every other call after the
 * edits made before it; other calls do not wait for each other. When the host cannot be reached, calls answer `host-gone`,
 * and `host.connectionChanged` is told.
 */
export function createLoopbackConnection(options: LoopbackOptions): Bridge {
  const listeners = new Set<(name: string, detail: unknown) => unknown>();
  const tell = async (name: string, detail: unknown, receipt?: number) => {
    const done = [...listeners].map(async (listener) => listener(name, detail));
    for (const work of done) inBackground(work);
    if (receipt === undefined) return;
    // The host waits for this: whatever the listeners still send arrives before it.
    await Promise.allSettled(done);
    await send(options, { receipt }, events.end);
  };
  const events = followEvents({ ...options, tell });
  let edits: Promise<unknown> = Promise.resolve();

  return {
    call: (name, argument) => {
      // Requests travel over several connections and could overtake each other; in the chain they cannot.
      const answer = edits.then(() => send(options, { name, argument }, events.end));
      if (name === 'drafts.edit') edits = answer;
      return answer;
    },
    on: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

async function send(
  { address, secret, isLeaving }: LoopbackOptions,
  content: { readonly name: string; readonly argument: unknown } | { readonly receipt: number },
  end: () => void,
): Promise<unknown> {
  const message = encodeWire(content);
  if (!message.ok) return fail({ ...message.failure, path: message.failure.path.replace(/^argument\.?/, '') });
  if (message.value.byteLength > maxMessageBytes) return tooLarge();
  try {
    const response = await fetch(`${address}call`, {
      method: 'POST',
      headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/octet-stream' },
      body: message.value,
      keepalive: message.value.byteLength <= maxLeavingBytes && isLeaving?.() === true,
    });
    if (response.status === 413) return tooLarge();
    if (isOtherHost(response.status)) end();
    if (response.status !== 200) return gone();
    const answer = decodeWire(new Uint8Array(await response.arrayBuffer()));
    return answer.ok && isPlainObject(answer.value) && typeof answer.value.ok === 'boolean' ? answer.value : gone();
  } catch {
    // fetch rejects when nobody listens any more, or the host died before its answer was whole.
    return gone();
  }
}

function gone(): Failed<DispatchFailure> {
  return fail({ kind: 'host-gone' });
}

function tooLarge(): Failed<DispatchFailure> {
  return fail({ kind: 'invalid-argument', path: '', expected: `at most ${maxMessageBytes} bytes` });
}
