import type { AnswerOf, ArgumentOf, Bridge, CallName, Events } from '../common/contract.ts';

/** The page's typed way to the program. */
export interface Client {
  /** Asks the program. Never rejects: what went wrong is in the answer. */
  call<Name extends CallName>(name: Name, ...argument: ArgumentList<Name>): Promise<AnswerOf<Name>>;
  /** Hears one kind of event; answers how to stop. The host waits for what a listener of `host.closing` promises. */
  on<Name extends keyof Events>(name: Name, listener: (detail: Events[Name]) => unknown): () => void;
}

/** Calls without an argument are written without one. */
type ArgumentList<Name extends CallName> = ArgumentOf<Name> extends void ? [] : [argument: ArgumentOf<Name>];

/** Types a bridge. Answers and events are believed: both ends are this program, and the host checks what it is sent. */
export function createClient(bridge: Bridge): Client {
  return {
    async call(name, ...argument) {
      // The host answers each call with its own type; a promise of `unknown` is all that a transport can state.
      return (await bridge.call(name, argument[0])) as AnswerOf<typeof name>;
    },
    on(name, listener) {
      return bridge.on((heard, detail) => (heard === name ? listener(detail as Events[typeof name]) : undefined));
    },
  };
}
