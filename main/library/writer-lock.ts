import path from 'node:path';
import type { ReadOnlySite } from '../../common/contract/site.ts';
import { type FolderLock, takeFolderLock } from '../node/folder-lock.ts';

/** The right to write into a site folder: held, or tried for again whenever it is needed. */
export class WriterLock {
  readonly #file: string;
  readonly #holder: string;
  #lock: FolderLock;
  #onTaken: () => Promise<void> = async () => {};

  private constructor(file: string, holder: string, lock: FolderLock) {
    this.#file = file;
    this.#holder = holder;
    this.#lock = lock;
  }

  /** Tries to become the one writer. `holder` is what another program is told. */
  static async take(dataFolder: string, holder: string): Promise<WriterLock> {
    const file = path.join(dataFolder, 'writer.lock');
    return new WriterLock(file, holder, await takeFolderLock(file, holder));
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
    this.#lock = await takeFolderLock(this.#file, this.#holder);
    if (this.#lock.held) await this.#onTaken();
    return this.refusal();
  }

  async release(): Promise<void> {
    if (this.#lock.held) await this.#lock.release();
  }
}
