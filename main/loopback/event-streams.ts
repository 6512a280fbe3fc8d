import type { ServerResponse } from 'node:http';
import { encodeWire } from '../../common/wire.ts';

/** The pages that listen. Each event goes to all of them, as a length of four bytes (big endian) and a wire message. */
export interface EventStreams {
  /** Turns an answer into a stream; false when there are too many already. */
  add(response: ServerResponse): boolean;
  send(name: string, detail: unknown): void;
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

  function send(name: string, detail: unknown): void {
    const message = encodeWire({ name, detail });
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
    send,
    count: () => streams.size,
    close: async () => {
      clearInterval(heartbeat);
      send('host.connectionChanged', { state: 'ended' });
      const sent = [...streams].map((stream) => new Promise((resolve) => stream.once('close', resolve).end(resolve)));
      await Promise.all(sent);
    },
  };
}
