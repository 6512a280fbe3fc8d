import { EventEmitter } from 'node:events';
import type { CDPSession } from 'playwright-core';
import WebSocket from 'ws';

/** One target of Chromium's debugging protocol, or the browser itself, with the protocol's own types. */
export type DevtoolsTarget = Pick<CDPSession, 'send' | 'on'>;

/** A connection to a running Chromium. */
export interface Devtools {
  readonly browser: DevtoolsTarget;
  /** A target that was attached to, by its session's id. */
  target(sessionId: string): DevtoolsTarget;
  close(): void;
}

interface Answer {
  readonly id?: number;
  readonly sessionId?: string;
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: unknown;
  readonly error?: { readonly message: string };
}

/** Connects to the address that Chromium printed when it was started with `--remote-debugging-port`. */
export async function connectDevtools(address: string): Promise<Devtools> {
  const socket = new WebSocket(address, { perMessageDeflate: false, maxPayload: 2 ** 30 });
  await new Promise((resolve, reject) => {
    socket.once('open', resolve);
    socket.once('error', reject);
  });
  const events = new EventEmitter().setMaxListeners(0);
  const waiting = new Map<
    number,
    { resolve(value: unknown): void; reject(error: Error): void; readonly method: string }
  >();
  let lastId = 0;

  socket.on('message', (data) => {
    // The protocol's own form; Chromium is part of the test.
    const answer = JSON.parse(String(data)) as Answer;
    if (answer.id === undefined) {
      events.emit(`${answer.sessionId ?? ''}:${answer.method}`, answer.params);
      return;
    }
    const call = waiting.get(answer.id);
    waiting.delete(answer.id);
    if (answer.error === undefined) call?.resolve(answer.result);
    else call?.reject(new Error(`${call.method}: ${answer.error.message}`));
  });

  const target = (sessionId: string) => {
    const send = (method: string, params: unknown = {}) =>
      new Promise((resolve, reject) => {
        lastId += 1;
        waiting.set(lastId, { resolve, reject, method });
        socket.send(JSON.stringify({ id: lastId, method, params, ...(sessionId === '' ? {} : { sessionId }) }));
      });
    const on = (event: string | symbol, listener: (payload: unknown) => void) =>
      events.on(`${sessionId}:${String(event)}`, listener);
    // Playwright's session has the protocol's types for the same two verbs.
    return { send, on } as unknown as DevtoolsTarget;
  };
  return { browser: target(''), target, close: () => socket.close() };
}
