import { existsSync, renameSync } from 'node:fs';
import path from 'node:path';
import { ipcMain } from 'electron';
import Store, { type Schema } from 'electron-store';
import type { Log } from '../node/log.ts';

/** Which file, in which folder, and what it may hold. */
export interface StoreFile<Content extends object> {
  readonly folder: string;
  /** Without `.json`. */
  readonly name: string;
  readonly schema?: Schema<Content>;
}

/**
 * Opens a small JSON file of the program, readable by this user only. A file that cannot be understood is kept aside as
 * `<name>.damaged-<n>.json` and an empty one takes its place: a broken file never keeps the program from starting.
 */
export function openStoreFile<Content extends object>(file: StoreFile<Content>, log: Log): Store<Content> {
  const { folder, name, schema } = file;
  const open = () =>
    new Store<Content>({
      cwd: folder,
      name,
      configFileMode: 0o600,
      accessPropertiesByDotNotation: false,
      ...(schema === undefined ? {} : { schema }),
    });
  try {
    return open();
  } catch (error) {
    log.error(`${name}.json cannot be understood and was kept aside`, error);
    renameSync(path.join(folder, `${name}.json`), path.join(folder, freeName(folder, name)));
    return open();
  } finally {
    // electron-store opens a channel that tells any page the data folder; no page of ours asks for it.
    ipcMain.removeAllListeners('electron-store-get-data');
  }
}

function freeName(folder: string, name: string, count = 1): string {
  const candidate = `${name}.damaged-${count}.json`;
  return existsSync(path.join(folder, candidate)) ? freeName(folder, name, count + 1) : candidate;
}
