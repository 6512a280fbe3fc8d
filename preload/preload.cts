import type { Bridge } from '../common/contract.ts' with { 'resolution-mode': 'import' };

import electron = require('electron');

/**
 * The page's only way to the program: `window.bridge`, over the two channels `call` and `event`. Nothing of Electron or
 * Node is handed on, and no channel can be chosen by the page.
 */
const { contextBridge, ipcRenderer } = electron;

type Listener = Parameters<Bridge['on']>[0];

const listeners = new Set<Listener>();

const bridge: Bridge = {
  call: (name, argument) =>
    ipcRenderer.invoke('call', name, argument).catch(() => ({ ok: false, failure: { kind: 'host-gone' } })),
  on: (listener) => {
    listeners.add(listener);
    return () => {
      listeners.delete(listener);
    };
  },
};

// A receipt asks for an answer once every listener has done its work; only the host's last question before closing does.
ipcRenderer.on('event', async (_event, name: string, detail: unknown, receipt?: number) => {
  await Promise.allSettled([...listeners].map(async (listener) => listener(name, detail)));
  if (receipt !== undefined) ipcRenderer.send('event', receipt);
});

contextBridge.exposeInMainWorld('bridge', bridge);
