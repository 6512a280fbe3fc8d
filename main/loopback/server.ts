import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { App } from '../app.ts';
import type { Log } from '../node/log.ts';
import { answer, type Desk } from './answer.ts';
import { createEventStreams } from './event-streams.ts';
import { createGuard, type Guard } from './guard.ts';
import type { Keys } from './keys.ts';
import { defaultServerLimits, type ServerLimits } from './limits.ts';
import { createBodyBudget } from './read-body.ts';

/** What the loopback server is made of. */
export interface ServerOptions {
  readonly app: App;
  readonly log: Log;
  readonly keys: Keys;
  /** Folder of the built page. */
  readonly rendererFolder: string;
  /** Default 0: a free one. */
  readonly port?: number;
  readonly limits?: Partial<ServerLimits>;
  /** Hears how many pages listen, each time that changes. */
  readonly onPages?: (count: number) => void;
  /** Default `createGuard`. */
  readonly guard?: (port: number, keys: Keys) => Guard;
}

/** A running loopback server. */
export interface LoopbackServer {
  readonly port: number;
  /** The page's address with the key in its fragment. A secret: keep it out of logs and process lists. */
  readonly address: string;
  /** Tells the pages that the program is about to end, and waits until they have sent and saved what they have. */
  lastWords(): Promise<void>;
  /** From now on calls are refused; those running go on, and events still reach the pages. */
  refuseCalls(): void;
  /** Tells the pages that this is the end, waits for running calls, hangs up. */
  close(): Promise<void>;
}

/**
 * Starts the page's server on 127.0.0.1, and only there. Rejects when the port cannot be had (`EADDRINUSE`, `EACCES`).
 * Closing the app is the caller's duty, between `refuseCalls` and `close`.
 */
export async function startServer(options: ServerOptions): Promise<LoopbackServer> {
  const limits = { ...defaultServerLimits, ...options.limits };
  const server = createServer({
    maxHeaderSize: limits.maxHeaderBytes,
    headersTimeout: limits.headersTimeoutMs,
    requestTimeout: limits.requestTimeoutMs,
    connectionsCheckingInterval: limits.checkIntervalMs,
  });
  server.maxConnections = limits.maxConnections;
  await listen(server, options.port ?? 0);
  const bound = server.address();
  if (bound === null || typeof bound === 'string') throw new Error('The server has no port');
  const origin = `http://127.0.0.1:${bound.port}`;

  const streams = createEventStreams(
    { maxStreams: limits.maxStreams, maxWaitingBytes: limits.maxWaitingEventBytes, heartbeatMs: limits.heartbeatMs },
    options.onPages ?? (() => undefined),
  );
  const stopListening = options.app.on((name, detail) => streams.send(name, detail));
  const desk: Desk = {
    ...options,
    guard: (options.guard ?? createGuard)(bound.port, options.keys),
    resourceAddress: `${origin}/${resourceBase(options.keys)}`,
    limits,
    streams,
    budget: createBodyBudget(limits.maxBytesAtOnce),
    running: new Set(),
    isEnding: false,
  };
  const onRequest = (request: IncomingMessage, response: ServerResponse) => {
    const work = answer(request, response, desk).catch((error: unknown) => {
      options.log.error('A request could not be answered', error);
      response.destroy();
    });
    desk.running.add(work);
    void work.finally(() => desk.running.delete(work));
  };
  server.on('request', onRequest);
  // Without this listener Node asks for the body before the guard has seen the headers.
  server.on('checkContinue', onRequest);

  return {
    port: bound.port,
    address: `${origin}/#key=${options.keys.secret}`,
    lastWords: () => streams.sendAndWait('host.closing', {}, limits.lastWordsTimeoutMs),
    refuseCalls: () => {
      desk.isEnding = true;
    },
    close: async () => {
      desk.isEnding = true;
      stopListening();
      const closed = new Promise((resolve) => server.close(resolve));
      await within(limits.endTimeoutMs, Promise.all(desk.running));
      await within(limits.endTimeoutMs, streams.close());
      server.closeAllConnections();
      await closed;
    },
  };
}

/** Where previews and pictures lie, relative to the page. */
export function resourceBase({ readKey }: Keys): string {
  return `resource/${readKey}/`;
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve();
    });
  });
}

/** Waits for the work, but not longer. */
async function within(timeoutMs: number, work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  await Promise.race([work, new Promise((resolve) => (timer = setTimeout(resolve, timeoutMs)))]);
  clearTimeout(timer);
}
