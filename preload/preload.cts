import type { Bridge } from '../common/contract.ts' with { 'resolution-mode': 'import' };

import electron = require('electron');

/**
 * The page's only way to the program: `window.bridge`, over the two channels `call` and `event`. Nothing of Electron or
 * Node is handed on, and no channel can be chosen by the page.
 */
const { contextBridge, ipcRenderer } = electron;

type Listener = Parameters<Bridge['on']>[0];

const listeners = new Set<Listener>();
/** What was told before the page listened for the first time. */
const early: (readonly [name: string, detail: unknown])[] = [];

const bridge: Bridge = {
  call: (name, argument) =>
    ipcRenderer.invoke('call', name, argument).catch(() => ({ ok: false, failure: { kind: 'host-gone' } })),
  on: (listener) => {
    listeners.add(listener);
    // A page adds its first listeners in one go; the last of them is not to miss anything either.
    if (early.length > 0) setTimeout(tellEarly);
    return () => {
      listeners.delete(listener);
    };
  },
};

function tell(name: string, detail: unknown): Promise<unknown> {
  return Promise.allSettled([...listeners].map(async (listener) => listener(name, detail)));
}

function tellEarly(): void {
  for (const [name, detail] of early.splice(0)) void tell(name, detail);
}

// A receipt asks for an answer once every listener has done its work; only the host's last question before closing does.
ipcRenderer.on('event', async (_event, name: string, detail: unknown, receipt?: number) => {
  if (listeners.size === 0) early.push([name, detail]);
  else await tell(name, detail);
  if (receipt !== undefined) ipcRenderer.send('event', receipt);
});

contextBridge.exposeInMainWorld('bridge', bridge);
