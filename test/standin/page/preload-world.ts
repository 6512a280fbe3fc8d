import { decodeClone, encodeClone } from './clone-codec.ts';
import { linkWorlds } from './world-link.ts';

/** Set by the stand-in in front of this script: a name that no page can guess. */
declare const standInToken: string;
/** The debugging protocol's way to the program; exists in this world only. */
declare const standInSend: (message: string) => void;

type Listener = (event: object, ...given: unknown[]) => void;

/** Makes what a sandboxed preload gets for `require('electron')`. Only what crosses to the program is imitated. */
function preloadElectron() {
  const waiting = new Map<
    number,
    { readonly channel: string; resolve(value: unknown): void; reject(error: Error): void }
  >();
  const listeners = new Map<string, Listener[]>();
  let lastId = 0;

  const ipcRenderer = {
    invoke: (channel: string, ...given: unknown[]) =>
      new Promise((resolve, reject) => {
        lastId += 1;
        const message = encodeClone({ kind: 'invoke', id: lastId, channel, given });
        waiting.set(lastId, { channel, resolve, reject });
        standInSend(message);
      }),
    send: (channel: string, ...given: unknown[]) => standInSend(encodeClone({ kind: 'send', channel, given })),
    on: (channel: string, listener: Listener) => {
      listeners.set(channel, [...(listeners.get(channel) ?? []), listener]);
      return ipcRenderer;
    },
    removeListener: (channel: string, listener: Listener) => {
      listeners.set(
        channel,
        (listeners.get(channel) ?? []).filter((other) => other !== listener),
      );
      return ipcRenderer;
    },
  };

  /** Called by the program through the debugging protocol. */
  function receive(text: string): void {
    // Only the stand-in's own process writes these.
    const message = decodeClone(text) as
      | { readonly kind: 'reply'; readonly id: number; readonly value?: unknown; readonly error?: string }
      | { readonly kind: 'event'; readonly channel: string; readonly given: readonly unknown[] };
    if (message.kind === 'event') {
      for (const listener of listeners.get(message.channel) ?? [])
        listener({ sender: ipcRenderer, ports: [] }, ...message.given);
      return;
    }
    const call = waiting.get(message.id);
    waiting.delete(message.id);
    if (message.error === undefined) call?.resolve(message.value);
    else call?.reject(new Error(`Error invoking remote method '${call.channel}': ${message.error}`));
  }

  const link = linkWorlds(`${standInToken}-down`, `${standInToken}-up`);
  const contextBridge = { exposeInMainWorld: (key: string, value: unknown) => link.expose(key, value) };
  const webUtils = { getPathForFile: () => '' };
  return { receive, electron: { contextBridge, ipcRenderer, webUtils } };
}

const { receive, electron } = preloadElectron();
Object.assign(globalThis, {
  standInReceive: receive,
  standInRequire: (name: string) => {
    if (name === 'electron') return electron;
    throw new Error(`module not found: ${name}`);
  },
});

/** Tells the program the page's title, now and whenever it changes; the debugging protocol does not. */
function followTitle(): void {
  let told = '';
  const tell = () => {
    if (document.title === told) return;
    told = document.title;
    standInSend(encodeClone({ kind: 'title', given: [told] }));
  };
  new MutationObserver(tell).observe(document.head, { subtree: true, childList: true, characterData: true });
  tell();
}

document.addEventListener('DOMContentLoaded', followTitle, { once: true });
