import type { ServerResponse } from 'node:http';
import { encodeWire } from '../../common/wire.ts';

/** The pages that listen. Each event goes to all of them, as a length of four bytes (big endian) and a wire message. */
export interface EventStreams {
  /** Turns an answer into a stream; false when there are too many already. */
  add(response: ServerResponse): boolean;
  send(name: string, detail: unknown): void;
  /**
   * Sends an event and resolves when every page that listens now has answered that its listeners are done, or has gone, and
   * at the latest after `timeoutMs`.
   */
  sendAndWait(name: string, detail: unknown, timeoutMs: number): Promise<void>;
  /** A page answered an event of `sendAndWait` under this number. */
  receive(receipt: unknown): void;
  /** How many pages listen now. */
  count(): number;
  /** Tells every page that this was the end; resolves when that is sent, or its page is gone. */
  close(): Promise<void>;
}

/** When a stream is given up, and how often a quiet one is checked. */
export interface EventStreamLimits {
  readonly maxStreams: number;
  /** Bytes waiting for a page that does not read; past this its stream is cut, and it asks for everything again. */
  readonly maxWaitingBytes: number;
  /** An empty frame is sent this often, so that both sides notice a dead connection. */
  readonly heartbeatMs: number;
}

/** Starts with nobody listening. `onCount` hears the number of listening pages each time it changes. */
export function createEventStreams(limits: EventStreamLimits, onCount: (count: number) => void): EventStreams {
  const streams = new Set<ServerResponse>();
  const waiting = new Map<number, () => void>();
  let lastReceipt = 0;
  const heartbeat = setInterval(() => sendFrame(new Uint8Array()), limits.heartbeatMs);
  heartbeat.unref();

  function sendFrame(message: Uint8Array): void {
    const length = new Uint8Array(4);
    new DataView(length.buffer).setUint32(0, message.byteLength);
    const frame = Buffer.concat([length, message]);
    for (const stream of streams) {
      stream.write(frame);
      if (stream.writableLength > limits.maxWaitingBytes) stream.destroy();
    }
  }

  function send(name: string, detail: unknown, receipt?: number): void {
    const message = encodeWire({ name, detail, ...(receipt === undefined ? {} : { receipt }) });
    if (!message.ok) throw new Error(`The event ${name} is no plain data at ${message.failure.path}`);
    sendFrame(message.value);
  }

  return {
    add: (response) => {
      if (streams.size >= limits.maxStreams) return false;
      response.writeHead(200, { 'content-type': 'application/octet-stream' });
      response.flushHeaders();
      streams.add(response);
      response.once('close', () => {
        streams.delete(response);
        onCount(streams.size);
      });
      onCount(streams.size);
      return true;
    },
    send: (name, detail) => send(name, detail),
    sendAndWait: (name, detail, timeoutMs) =>
      new Promise((resolve) => {
        let missing = streams.size;
        const receipt = lastReceipt + 1;
        lastReceipt = receipt;
        const listening = [...streams];
        const settle = () => {
          clearTimeout(timer);
          waiting.delete(receipt);
          for (const stream of listening) stream.off('close', answered);
          resolve();
        };
        const answered = () => {
          missing -= 1;
          if (missing <= 0) settle();
        };
        const timer = setTimeout(settle, timeoutMs);
        if (missing === 0) return settle();
        waiting.set(receipt, answered);
        for (const stream of listening) stream.once('close', answered);
        send(name, detail, receipt);
      }),
    receive: (receipt) => {
      if (typeof receipt === 'number') waiting.get(receipt)?.();
    },
    count: () => streams.size,
    close: async () => {
      clearInterval(heartbeat);
      send('host.connectionChanged', { state: 'ended' });
      const sent = [...streams].map((stream) => new Promise((resolve) => stream.once('close', resolve).end(resolve)));
      await Promise.all(sent);
    },
  };
}
