import { type FSWatcher, watch } from 'node:fs';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { isMissing } from './file-system.ts';

/** A watch that runs until it is closed. */
export interface FolderWatch {
  /** True once everything is watched, and as long as it is: then nothing that changes stays untold. */
  isWhole(): boolean;
  close(): void;
}

/** Longest time events are gathered before they are told, in milliseconds. */
const gatherMs = 60;

/**
 * Watches folders with everything below them and tells the absolute paths that changed, gathered. One watch a folder, none a
 * file: ten thousand posts cost no more than ten. Hidden names are left out. Where the system cannot watch (no inotify left, a
 * network disk) nothing is told; callers look again by themselves before they write.
 */
export function watchFolders(folders: readonly string[], tell: (changed: ReadonlySet<string>) => void): FolderWatch {
  const watchers = new Map<string, FSWatcher>();
  let gathered = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  let isClosed = false;
  let isStarted = false;
  let hasFailed = false;

  const gather = (file: string): void => {
    gathered.add(file);
    timer ??= setTimeout(() => {
      timer = undefined;
      const changed = gathered;
      gathered = new Set();
      tell(changed);
    }, gatherMs);
  };
  const stop = (folder: string): void => {
    watchers.get(folder)?.close();
    watchers.delete(folder);
  };
  const start = async (folder: string): Promise<void> => {
    if (isClosed || watchers.has(folder)) return;
    try {
      const watcher = watch(folder, { persistent: false }, (_event, name) => {
        if (name === null || name.startsWith('.')) return;
        gather(path.join(folder, name));
        // A name without an ending may be a new folder; a file under that name makes no difference.
        if (path.extname(name) === '') void start(path.join(folder, name));
      });
      watchers.set(folder, watcher);
      watcher.on('error', () => {
        hasFailed = true;
        stop(folder);
      });
      const entries = await readdir(folder, { withFileTypes: true });
      for (const entry of entries) {
        if (entry.isDirectory() && !entry.name.startsWith('.')) await start(path.join(folder, entry.name));
      }
    } catch (error) {
      // A folder that is missing or a file holds no posts; any other reason means that changes may stay untold.
      if (!isMissing(error)) hasFailed = true;
      stop(folder);
    }
  };
  void Promise.all(folders.map(start)).then(() => {
    isStarted = true;
  });
  return {
    isWhole: () => isStarted && !hasFailed && !isClosed,
    close: () => {
      isClosed = true;
      clearTimeout(timer);
      for (const folder of [...watchers.keys()]) stop(folder);
    },
  };
}
