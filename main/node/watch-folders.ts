import { type FSWatcher, statfsSync, statSync, watch } from 'node:fs';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { isMissing } from './file-system.ts';

/** A watch that runs until it is closed. */
export interface FolderWatch {
  /** True once everything is watched, and as long as it is: then nothing that changes stays untold. */
  isWhole(): boolean;
  /**
   * Tells at once what changed up to this call, and waits until it was taken in. True when that was surely everything: on systems
   * and disks that tell of a change before the call that made it returns.
   */
  settle(): Promise<boolean>;
  close(): void;
}

/** Longest time events are gathered before they are told, in milliseconds. */
const gatherMs = 60;
/** Linux keeps 16,384 events for who does not ask for them, and forgets the others without a word. */
const maxBurst = 4_000;

/**
 * Watches folders with everything below them and tells the absolute paths that changed, gathered. One watch a folder, none a
 * file: ten thousand posts cost no more than ten. Hidden names are left out. Where the system cannot watch (no inotify left, a
 * network disk) nothing is told; callers look again by themselves before they write. `tell` must not reject.
 */
export function watchFolders(
  folders: readonly string[],
  tell: (changed: ReadonlySet<string>) => Promise<void>,
): FolderWatch {
  const watchers = new Map<string, FSWatcher>();
  let gathered = new Set<string>();
  let telling: Promise<void> = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;
  let isClosed = false;
  let starting = 0;
  let hasFailed = false;
  let isPrompt = process.platform === 'linux';
  let burst = 0;

  const flush = (): void => {
    clearTimeout(timer);
    timer = undefined;
    if (gathered.size === 0) return;
    const changed = gathered;
    gathered = new Set();
    telling = telling.then(() => tell(changed));
  };
  const gather = (file: string): void => {
    if (burst === 0) setImmediate(() => (burst = 0));
    burst += 1;
    if (burst > maxBurst) hasFailed = true;
    gathered.add(file);
    timer ??= setTimeout(flush, gatherMs);
  };
  const stop = (folder: string): void => {
    for (const [watched, watcher] of watchers) {
      if (watched !== folder && !watched.startsWith(folder + path.sep)) continue;
      watcher.close();
      watchers.delete(watched);
    }
  };
  const start = async (folder: string): Promise<void> => {
    if (isClosed || watchers.has(folder)) return;
    starting += 1;
    try {
      const watcher = watch(folder, { persistent: false }, (event, name) => {
        if (name === null || name.startsWith('.')) return;
        const file = path.join(folder, name);
        gather(file);
        if (event !== 'rename') return;
        // A folder that came may have another's name, which is gone with all below it.
        stop(file);
        if (isFolder(file)) void start(file);
      });
      watchers.set(folder, watcher);
      watcher.on('error', () => {
        hasFailed = true;
        stop(folder);
      });
      isPrompt &&= tellsAtOnce(folder);
      const entries = await readdir(folder, { withFileTypes: true });
      for (const entry of entries) {
        if (entry.isDirectory() && !entry.name.startsWith('.')) await start(path.join(folder, entry.name));
      }
    } catch (error) {
      // A folder that is missing or a file holds no posts; any other reason means that changes may stay untold.
      if (!isMissing(error)) hasFailed = true;
      stop(folder);
    } finally {
      starting -= 1;
    }
  };
  const isWhole = (): boolean => starting === 0 && !hasFailed && !isClosed;
  for (const folder of folders) void start(folder);
  return {
    isWhole,
    settle: async () => {
      // The system is asked once a turn, and this one may have asked already.
      for (let turn = 0; turn < 2; turn += 1) await new Promise((resolve) => setImmediate(resolve));
      flush();
      await telling;
      return isPrompt && isWhole();
    },
    close: () => {
      isClosed = true;
      clearTimeout(timer);
      for (const folder of folders) stop(folder);
    },
  };
}

function isFolder(file: string): boolean {
  return statSync(file, { throwIfNoEntry: false })?.isDirectory() === true;
}

/**
 * Disks of this machine, by the numbers in statfs(2): ext, btrfs, xfs, f2fs, bcachefs, zfs, tmpfs and overlays of these. Others may be
 * changed by another machine, of which nobody tells.
 */
const localDisks: ReadonlySet<number> = new Set([
  0xef53, 0x9123683e, 0x58465342, 0xf2f52010, 0xca451a4e, 0x2fc12fc1, 0x01021994, 0x794c7630,
]);

function tellsAtOnce(folder: string): boolean {
  // Some systems give the number with a sign.
  return localDisks.has(statfsSync(folder).type >>> 0);
}
