import { isPlainObject } from '../common/validate.ts';
import { decodeWire } from '../common/wire.ts';
import { inBackground } from './background.ts';

/** Where events come from and who hears them. */
interface EventOptions {
  readonly address: string;
  readonly secret: string;
  readonly retryDelaysMs?: readonly number[];
  /** Hands an event to the listeners; with a receipt the host is told when they are done. Never rejects. */
  readonly tell: (name: string, detail: unknown, receipt?: number) => Promise<void>;
}

const defaultRetryDelaysMs: readonly number[] = [250, 500, 1_000, 2_000, 5_000];

/** A host sends something at least every 15 seconds; silence this long means that the connection is dead. */
const longestSilenceMs = 45_000;

/**
 * Follows the host's events until the host ends, finding it again when the connection breaks. What is told besides the
 * host's own events: see `host.connectionChanged`. `end` stops for good.
 */
export function followEvents(options: EventOptions): { end(): void } {
  const { tell, retryDelaysMs = defaultRetryDelaysMs } = options;
  const stop = new AbortController();
  const end = () => {
    if (stop.signal.aborted) return;
    stop.abort();
    inBackground(tell('host.connectionChanged', { state: 'ended' }));
  };

  async function follow(): Promise<void> {
    let isLost = false;
    let attempt = 0;
    while (!stop.signal.aborted) {
      const wasFound = await readStream(options, stop.signal, end, () => {
        if (isLost) tellAll(tell);
        isLost = false;
      });
      if (stop.signal.aborted) return;
      if (wasFound) attempt = 0;
      if (!isLost) inBackground(tell('host.connectionChanged', { state: 'lost' }));
      isLost = true;
      await wait(retryDelaysMs[Math.min(attempt, retryDelaysMs.length - 1)] ?? 0, stop.signal);
      attempt += 1;
    }
  }

  inBackground(follow());
  return { end };
}

/** What was missed is not known, so the page asks for everything again. */
function tellAll(tell: EventOptions['tell']): void {
  inBackground(tell('host.connectionChanged', { state: 'connected' }));
  inBackground(tell('site.changed', {}));
  inBackground(tell('posts.changed', {}));
}

/** Reads one stream to its end; true when there was one. */
async function readStream(
  { address, secret, tell }: EventOptions,
  stopped: AbortSignal,
  end: () => void,
  onFound: () => void,
): Promise<boolean> {
  const silence = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const heard = () => {
    clearTimeout(timer);
    timer = setTimeout(() => silence.abort(), longestSilenceMs);
  };
  let isFound = false;
  try {
    heard();
    const response = await fetch(`${address}events`, {
      headers: { authorization: `Bearer ${secret}` },
      signal: AbortSignal.any([stopped, silence.signal]),
    });
    if (isOtherHost(response.status)) end();
    if (response.status !== 200 || response.body === null) return false;
    isFound = true;
    onFound();
    const frames = createFrameReader((name, detail, receipt) =>
      isEnd(name, detail) ? end() : inBackground(tell(name, detail, receipt)),
    );
    const reader = response.body.getReader();
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      heard();
      frames.push(part.value);
    }
  } catch {
    // The stream broke, or was given up: the caller decides whether to look for the host again.
  } finally {
    clearTimeout(timer);
  }
  return isFound;
}

/** True for answers of a host that does not know our key: the one that did is gone, and its port has another owner. */
export function isOtherHost(status: number): boolean {
  return status === 401 || status === 403 || status === 404 || status === 421;
}

function isEnd(name: string, detail: unknown): boolean {
  return name === 'host.connectionChanged' && isPlainObject(detail) && detail.state === 'ended';
}

/**
 * Puts events together from parts of a stream, wherever they were cut: a length of four bytes, big endian, then a wire
 * message; length 0 is a sign of life.
 */
export function createFrameReader(onEvent: (name: string, detail: unknown, receipt?: number) => void): {
  push(part: Uint8Array): void;
} {
  let waiting = new Uint8Array();
  return {
    push(part) {
      let bytes: Uint8Array = part;
      if (waiting.byteLength > 0) {
        bytes = new Uint8Array(waiting.byteLength + part.byteLength);
        bytes.set(waiting);
        bytes.set(part, waiting.byteLength);
      }
      let offset = 0;
      while (bytes.byteLength - offset >= 4) {
        const length = new DataView(bytes.buffer, bytes.byteOffset + offset).getUint32(0);
        if (bytes.byteLength - offset - 4 < length) break;
        const message = bytes.subarray(offset + 4, offset + 4 + length);
        offset += 4 + length;
        const event = decodeWire(message);
        if (!event.ok || !isPlainObject(event.value)) continue;
        const { name, detail, receipt } = event.value;
        onEvent(String(name), detail, typeof receipt === 'number' ? receipt : undefined);
      }
      waiting = bytes.slice(offset);
    },
  };
}

/** Waits, unless stopped. */
function wait(delayMs: number, stopped: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      stopped.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, delayMs);
    stopped.addEventListener('abort', done);
  });
}
