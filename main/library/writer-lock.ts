import path from 'node:path';
import type { ReadOnlySite } from '../../common/contract/site.ts';
import { type FolderLock, takeFolderLock } from '../node/folder-lock.ts';
import { machineLockFile } from '../node/machine-lock-file.ts';

/**
 * The right to write into a site folder: held, or tried for again whenever it is needed. It is two locks: one in the data
 * folder, and one of this machine, which programs with other data folders see too. Neither puts a byte into the site.
 */
export class WriterLock {
  readonly #files: readonly string[];
  readonly #holder: string;
  #lock: FolderLock;
  #onTaken: () => Promise<void> = async () => {};

  private constructor(files: readonly string[], holder: string, lock: FolderLock) {
    this.#files = files;
    this.#holder = holder;
    this.#lock = lock;
  }

  /** Tries to become the one writer of `folder` (links resolved). `holder` is what another program is told. */
  static async take(folder: string, dataFolder: string, holder: string): Promise<WriterLock> {
    const shared = await machineLockFile(folder);
    const files = [path.join(dataFolder, 'writer.lock'), ...(shared === undefined ? [] : [shared])];
    return new WriterLock(files, holder, await takeAll(files, holder));
  }

  /** Called once when the right is gained later: what the other program left in the journals is brought back then. */
  whenTaken(listener: () => Promise<void>): void {
    this.#onTaken = listener;
  }

  /** Why nothing may be written, as far as is known without looking. */
  refusal(): ReadOnlySite | undefined {
    return this.#lock.held ? undefined : { kind: 'read-only', holder: this.#lock.holder };
  }

  /** Looks again whether the other program is gone and takes over when it is. */
  async check(): Promise<ReadOnlySite | undefined> {
    if (this.#lock.held) return undefined;
    this.#lock = await takeAll(this.#files, this.#holder);
    if (this.#lock.held) await this.#onTaken();
    return this.refusal();
  }

  async release(): Promise<void> {
    if (this.#lock.held) await this.#lock.release();
  }
}

/** All of the locks, or none: the first that another holds decides. */
async function takeAll(files: readonly string[], holder: string): Promise<FolderLock> {
  const taken: (FolderLock & { readonly held: true })[] = [];
  const release = async (): Promise<void> => {
    for (const lock of taken) await lock.release();
  };
  for (const file of files) {
    const lock = await takeFolderLock(file, holder);
    if (!lock.held) {
      await release();
      return lock;
    }
    taken.push(lock);
  }
  return { held: true, release };
}
