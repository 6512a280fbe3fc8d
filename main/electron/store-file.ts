import { ipcMain } from 'electron';
import Store, { type Schema } from 'electron-store';
import { type JsonStore, openOrSetAside } from '../node/json-store.ts';
import type { Log } from '../node/log.ts';

/** Which file, in which folder, and what it may hold. */
export interface StoreFile {
  readonly folder: string;
  /** Without `.json`. */
  readonly name: string;
  readonly schema?: Schema<Record<string, unknown>>;
}

/** A small JSON file of the desktop program, whose keys can also be taken out. */
export interface DesktopStore extends JsonStore {
  remove(key: string): void;
}

/**
 * Opens a small JSON file of the program, readable by this user only, in the same form as the other hosts'. A file that
 * cannot be understood is kept aside as `<name>.damaged-<n>.json` and an empty one takes its place.
 */
export function openStoreFile({ folder, name, schema }: StoreFile, log: Log): DesktopStore {
  const open = () =>
    new Store({
      cwd: folder,
      name,
      configFileMode: 0o600,
      accessPropertiesByDotNotation: false,
      ...(schema === undefined ? {} : { schema }),
    });
  const store = openOrSetAside(open, folder, name, log);
  // electron-store opens a channel that tells any page the data folder; no page of ours asks for it.
  ipcMain.removeAllListeners('electron-store-get-data');
  const shown = new Map(Object.entries(store.store));
  return {
    read: (key) => shown.get(key),
    write: (key, value) => {
      store.set(key, value);
      shown.set(key, value);
    },
    remove: (key) => {
      store.delete(key);
      shown.delete(key);
    },
  };
}
