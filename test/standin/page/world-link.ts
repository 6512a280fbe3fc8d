/**
 * The two JavaScript worlds of a page, the preload's and the page's own, share nothing but the document. A link hands values
 * across by synchronous DOM events, whose `detail` Chromium clones between worlds. Functions and promises cross as
 * references, as Electron's contextBridge does it.
 */
export interface WorldLink {
  /** Puts a value into the other world as a read-only property of its `window`. Throws when there is one already. */
  expose(key: string, value: unknown): void;
}

type Wire =
  | { readonly kind: 'value'; readonly value: unknown }
  | { readonly kind: 'list'; readonly items: readonly Wire[] }
  | { readonly kind: 'object'; readonly fields: readonly (readonly [string, Wire])[] }
  | { readonly kind: 'function'; readonly id: number }
  | { readonly kind: 'promise'; readonly id: number };

type Message =
  | { readonly kind: 'expose'; readonly key: string; readonly value: Wire }
  | { readonly kind: 'call'; readonly id: number; readonly given: readonly Wire[] }
  | { readonly kind: 'settle'; readonly id: number; readonly value: Wire }
  | { readonly kind: 'reject'; readonly id: number; readonly message: string };

type Reply = { readonly value: Wire } | { readonly error: string };

/** Opens one end of a link. `speaks` and `hears` are event names, swapped at the other end, that no page can guess. */
export function linkWorlds(speaks: string, hears: string): WorldLink {
  // Held now, before any script of the page could replace them.
  const listen = document.addEventListener.bind(document);
  const unlisten = document.removeEventListener.bind(document);
  const fire = document.dispatchEvent.bind(document);
  const functions = new Map<number, (...given: unknown[]) => unknown>();
  const waiting = new Map<
    number,
    { readonly resolve: (value: unknown) => void; readonly reject: (error: Error) => void }
  >();
  let lastId = 0;

  function speak(message: Message): Reply {
    let reply: Reply = { error: 'The other world does not answer.' };
    const hearReply = (event: Event) => {
      reply = (event as CustomEvent<Reply>).detail;
    };
    listen(`${speaks}-reply`, hearReply, { once: true });
    fire(new CustomEvent(speaks, { detail: message }));
    unlisten(`${speaks}-reply`, hearReply);
    return reply;
  }

  function pack(value: unknown): Wire {
    if (typeof value === 'function') {
      lastId += 1;
      functions.set(lastId, value as (...given: unknown[]) => unknown);
      return { kind: 'function', id: lastId };
    }
    if (value instanceof Promise) return packPromise(value);
    if (Array.isArray(value)) return { kind: 'list', items: value.map(pack) };
    if (typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype) {
      return { kind: 'object', fields: Object.entries(value).map(([key, field]) => [key, pack(field)]) };
    }
    return { kind: 'value', value };
  }

  function packPromise(promise: Promise<unknown>): Wire {
    lastId += 1;
    const id = lastId;
    promise.then(
      (value) => speak({ kind: 'settle', id, value: pack(value) }),
      (error: unknown) =>
        speak({ kind: 'reject', id, message: error instanceof Error ? error.message : String(error) }),
    );
    return { kind: 'promise', id };
  }

  function unpack(wire: Wire): unknown {
    switch (wire.kind) {
      case 'value':
        return wire.value;
      case 'list':
        return wire.items.map(unpack);
      case 'object':
        return Object.fromEntries(wire.fields.map(([key, field]) => [key, unpack(field)]));
      case 'promise':
        return new Promise((resolve, reject) => waiting.set(wire.id, { resolve, reject }));
      case 'function':
        return (...given: unknown[]) => {
          const reply = speak({ kind: 'call', id: wire.id, given: given.map(pack) });
          if ('error' in reply) throw new Error(reply.error);
          return unpack(reply.value);
        };
    }
  }

  function answer(message: Message): unknown {
    switch (message.kind) {
      case 'expose':
        if (Object.hasOwn(window, message.key)) {
          throw new Error('Cannot bind an API on top of an existing property on the window object');
        }
        Object.defineProperty(window, message.key, { value: freeze(unpack(message.value)), enumerable: true });
        return undefined;
      case 'call':
        return functions.get(message.id)?.(...message.given.map(unpack));
      case 'settle':
        waiting.get(message.id)?.resolve(unpack(message.value));
        waiting.delete(message.id);
        return undefined;
      case 'reject':
        waiting.get(message.id)?.reject(new Error(message.message));
        waiting.delete(message.id);
        return undefined;
    }
  }

  listen(hears, (event) => {
    let reply: Reply;
    try {
      reply = { value: pack(answer((event as CustomEvent<Message>).detail)) };
    } catch (error) {
      reply = { error: error instanceof Error ? error.message : String(error) };
    }
    fire(new CustomEvent(`${hears}-reply`, { detail: reply }));
  });

  return {
    expose: (key, value) => {
      const reply = speak({ kind: 'expose', key, value: pack(value) });
      if ('error' in reply) throw new Error(reply.error);
    },
  };
}

function freeze(value: unknown): unknown {
  if (typeof value === 'object' && value !== null) {
    Object.values(value).forEach(freeze);
    Object.freeze(value);
  }
  return value;
}
