import path from 'node:path';
import type { ReadOnlySite } from '../../common/contract/site.ts';
import { type FolderLock, holderOfLock, takeFolderLock } from '../node/folder-lock.ts';
import { inTurn } from '../node/in-turn.ts';
import { machineLockFile, otherUsersLockFiles } from '../node/machine-lock-file.ts';

/**
 * The right to write into a site folder: held, or tried for again whenever it is needed. It is two locks: one in the data
 * folder, and one of this machine, which programs with other data folders and of other users see too. Neither puts a byte into
 * the site.
 */
export class WriterLock {
  readonly #folder: string;
  readonly #files: readonly string[];
  readonly #holder: string;
  #lock: FolderLock;
  #isReleased = false;
  #onTaken: () => Promise<void> = async () => {};

  private constructor(folder: string, files: readonly string[], holder: string, lock: FolderLock) {
    this.#folder = folder;
    this.#files = files;
    this.#holder = holder;
    this.#lock = lock;
  }

  /**
   * Tries to become the one writer of `folder` (links resolved). `holder` is what another program is told; the name of
   * its user, where that is another one, follows behind a space.
   */
  static async take(folder: string, dataFolder: string, holder: string): Promise<WriterLock> {
    const shared = await machineLockFile(folder);
    const files = [path.join(dataFolder, 'writer.lock'), ...(shared === undefined ? [] : [shared])];
    return new WriterLock(folder, files, holder, await takeAll(folder, files, holder));
  }

  /** Called once when the right is gained later: what the other program left in the journals is brought back then. */
  whenTaken(listener: () => Promise<void>): void {
    this.#onTaken = listener;
  }

  /** Why nothing may be written, as far as is known without looking. */
  refusal(): ReadOnlySite | undefined {
    return this.#lock.held ? undefined : { kind: 'read-only', holder: this.#lock.holder };
  }

  /** Looks again whether the other program is gone and takes over when it is; one look at a time, or the second would see the first. */
  check(): Promise<ReadOnlySite | undefined> {
    return inTurn(this, 'lock', async () => {
      if (this.#lock.held || this.#isReleased) return this.refusal();
      this.#lock = await takeAll(this.#folder, this.#files, this.#holder);
      if (this.#lock.held) await this.#onTaken();
      return this.refusal();
    });
  }

  /**
   * Looks every two seconds, so that an author who only reads is told as well. Ends with the taking, or when the answer is called.
   * `failed` hears what nobody foresaw.
   */
  follow(failed: (error: unknown) => void): () => void {
    const look = (): void => {
      if (this.#lock.held) clearInterval(timer);
      else void this.check().catch(failed);
    };
    const timer = setInterval(look, 2_000);
    timer.unref();
    return () => clearInterval(timer);
  }

  /** Gives the right back for good. */
  release(): Promise<void> {
    return inTurn(this, 'lock', async () => {
      this.#isReleased = true;
      if (this.#lock.held) await this.#lock.release();
    });
  }
}

/**
 * All of the locks, or none: the first that another holds decides. Other users' locks cannot be taken, only looked at, when one's
 * own can be seen: of two users who come at the same moment at least one steps back.
 */
async function takeAll(folder: string, files: readonly string[], holder: string): Promise<FolderLock> {
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
  for (const file of await otherUsersLockFiles(folder)) {
    const other = await holderOfLock(file);
    if (other === undefined) continue;
    await release();
    return { held: false, holder: `${other.holder} ${other.user}`.trim() };
  }
  return { held: true, release };
}
