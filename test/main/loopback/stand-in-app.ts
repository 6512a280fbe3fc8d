import type { App, EventListener } from '../../../main/app.ts';
import type { Log } from '../../../main/node/log.ts';

/** An app that only remembers what reached it, so that a test can tell what a server let through. */
export interface StandInApp extends App {
  readonly calls: { readonly name: unknown; readonly argument: unknown }[];
  readonly resources: string[];
  tell: EventListener;
}

/** `answer` defaults to giving the argument back. */
export function createStandInApp(
  answer: (argument: unknown) => Promise<unknown> | unknown = (argument) => argument,
): StandInApp {
  const listeners = new Set<EventListener>();
  const calls: { readonly name: unknown; readonly argument: unknown }[] = [];
  const resources: string[] = [];
  return {
    calls,
    resources,
    call: async (name, argument) => {
      calls.push({ name, argument });
      return { ok: true, value: await answer(argument) };
    },
    on: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    resource: async (path) => {
      resources.push(path);
      return path.startsWith('preview/')
        ? {
            status: 200,
            headers: { 'content-type': 'text/plain', 'cache-control': 'max-age=9' },
            content: Buffer.from(path),
          }
        : undefined;
    },
    close: async () => undefined,
    tell: (name, detail) => {
      for (const listener of listeners) listener(name, detail);
    },
  };
}

/** A log that keeps nothing. */
export const silentLog: Log = { info: () => undefined, error: () => 'test' };
