import { existsSync, renameSync } from 'node:fs';
import path from 'node:path';
import Conf from 'conf';
import type { Log } from './log.ts';

/** A small JSON file of the program. Reads are from memory, a write is on disk when it returns. */
export interface JsonStore {
  read(key: string): unknown;
  /** Replaces one key; what other programs wrote under other keys stays. Throws when the disk refuses. */
  write(key: string, value: unknown): void;
}

/**
 * Opens `<name>.json` in a folder (made when missing), readable by this user only. A file that cannot be understood is kept
 * aside as `<name>.damaged-<n>.json` and an empty one takes its place: a broken file never keeps the program from starting.
 * `electron-store` reads and writes the same file in the same format.
 */
export function openJsonStore(folder: string, name: string, log: Log): JsonStore {
  const open = () =>
    new Conf<Record<string, unknown>>({
      cwd: folder,
      configName: name,
      configFileMode: 0o600,
      accessPropertiesByDotNotation: false,
    });
  const conf = openOrSetAside(open, folder, name, log);
  const shown = new Map(Object.entries(conf.store));
  return {
    read: (key) => shown.get(key),
    write: (key, value) => {
      conf.set(key, value);
      shown.set(key, value);
    },
  };
}

/** Opens a store of one JSON file; when that throws, the file is set aside and opening is tried once more. */
export function openOrSetAside<Store>(open: () => Store, folder: string, name: string, log: Log): Store {
  try {
    return open();
  } catch (error) {
    const file = path.join(folder, `${name}.json`);
    if (!existsSync(file)) throw error;
    log.error(`${name}.json cannot be understood and was kept aside`, error);
    renameSync(file, path.join(folder, freeName(folder, name)));
    return open();
  }
}

function freeName(folder: string, name: string, count = 1): string {
  const candidate = `${name}.damaged-${count}.json`;
  return existsSync(path.join(folder, candidate)) ? freeName(folder, name, count + 1) : candidate;
}
