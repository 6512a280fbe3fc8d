/** Small things of the page that should be as they were after a restart: widths, folded panes, cursors. Never text. */
export interface Memory {
  /** What was written under this name, or undefined. Plain data; check it before use. */
  read(name: string): unknown;
  /** Keeps plain data. A full or forbidden store is no failure: then it is as if it were the first start. */
  write(name: string, value: unknown): void;
}

/** Keeps things in the browser's storage of this page. */
export function createMemory(storage: Storage, prefix = 'offprint.'): Memory {
  return {
    read(name) {
      try {
        return JSON.parse(storage.getItem(prefix + name) ?? 'null') ?? undefined;
      } catch {
        // Written by another version, or cut: as good as nothing.
        return undefined;
      }
    },
    write(name, value) {
      try {
        storage.setItem(prefix + name, JSON.stringify(value));
      } catch {
        // The store is full or switched off; comfort is lost, nothing else.
      }
    },
  };
}
