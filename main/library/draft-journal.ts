import { randomBytes } from 'node:crypto';
import path from 'node:path';
import type { WriteFailed } from '../../common/contract/site.ts';
import type { PostId } from '../../common/post.ts';
import { fail, ok, type Result } from '../../common/result.ts';
import { makeFolderDurably } from '../node/durable-file.ts';
import { errorCode, type FileSystem, isMissing, type OpenFile } from '../node/file-system.ts';
import { sha256 } from '../node/hash.ts';
import { inTurn } from '../node/in-turn.ts';
import { writeWhole } from '../node/staged-file.ts';
import { decodeRecords, encodeRecord, type JournalRecord, type StartRecord } from './journal-records.ts';

/** Longest time a written record waits for the disk, in milliseconds. */
export const journalSyncMs = 500;

/**
 * The journal of one draft: every edit is in it before it is acknowledged, and on the disk at most half a second later. It is a
 * file of its own in the data folder, emptied when the post's file holds everything.
 */
export class DraftJournal {
  readonly #folder: string;
  readonly #id: string;
  /** Journals of this draft that a new one replaces as soon as it is on the disk. */
  #retired: string[];
  #file: string;
  readonly #fileSystem: FileSystem;
  readonly #onSyncFailed: (failure: WriteFailed) => void;
  #handle: OpenFile | undefined;
  #size = 0;
  #checksum = 0;
  /** False when the file may hold less than was acknowledged: then the next record must be a start. */
  #isWhole = false;
  #syncTimer: NodeJS.Timeout | undefined;
  #needsSync = false;

  constructor(options: {
    readonly fileSystem: FileSystem;
    /** Absolute; made when missing. */
    readonly folder: string;
    readonly id: PostId;
    /** Journals that hold what the first record of this one will hold too. */
    readonly retired: readonly string[];
    readonly onSyncFailed: (failure: WriteFailed) => void;
  }) {
    this.#fileSystem = options.fileSystem;
    this.#folder = options.folder;
    this.#id = options.id;
    this.#retired = [...options.retired];
    this.#file = newJournalFile(this.#folder, this.#id);
    this.#onSyncFailed = options.onSyncFailed;
  }

  /** Writes a record after all earlier ones. `start` gives the ground when the journal has none; it then replaces everything. */
  append(record: JournalRecord, start: () => StartRecord): Promise<Result<void, WriteFailed>> {
    return inTurn(this, 'write', async () => {
      try {
        const handle = await this.#open();
        const isWhole = this.#isWhole;
        if (!isWhole) await this.#restart(handle, start());
        // A start record that is made now holds the edit already.
        if (isWhole || record.kind === 'write') await this.#write(handle, record);
        this.#syncSoon();
        return ok(undefined);
      } catch (error) {
        await this.#giveUp();
        return this.#failed(errorCode(error));
      }
    });
  }

  /** Begins a new journal with a new ground; the old one stays until the new one is on the disk. */
  renew(start: () => StartRecord): Promise<Result<void, WriteFailed>> {
    return inTurn(this, 'write', async () => {
      await this.#giveUp();
      try {
        await this.#restart(await this.#open(), start());
        this.#syncSoon();
        return ok(undefined);
      } catch (error) {
        await this.#giveUp();
        return this.#failed(errorCode(error));
      }
    });
  }

  /** Waits until everything written is on the disk. */
  sync(): Promise<Result<void, WriteFailed>> {
    return inTurn(this, 'write', async () => {
      clearTimeout(this.#syncTimer);
      this.#syncTimer = undefined;
      if (!this.#needsSync || this.#handle === undefined) return ok(undefined);
      try {
        this.#needsSync = false;
        await this.#handle.syncData();
        await this.#removeRetired();
        return ok(undefined);
      } catch (error) {
        // The kernel may have dropped what it could not write, so this file is never trusted again.
        await this.#giveUp();
        return this.#failed(errorCode(error));
      }
    });
  }

  /** Empties the journal: the post's file holds everything. A failure leaves records that recovery sees to be written. */
  clear(): Promise<void> {
    return inTurn(this, 'write', async () => {
      this.#isWhole = false;
      this.#needsSync = false;
      try {
        await this.#handle?.truncate(0);
      } catch {
        // Recovery compares the records with the file and finds nothing new in them.
      }
      await this.#removeRetired();
    });
  }

  /** Ends the journal; `remove` when the post's file holds everything. */
  async close(remove: boolean): Promise<void> {
    await this.sync();
    await inTurn(this, 'write', async () => {
      await this.#letGo();
      if (!remove) return;
      this.#retired.push(this.#file);
      await this.#removeRetired();
    });
  }

  async #open(): Promise<OpenFile> {
    if (this.#handle !== undefined) return this.#handle;
    await makeFolderDurably(this.#fileSystem, this.#folder);
    this.#handle = await this.#fileSystem.open(this.#file, 'append', 0o600);
    await this.#fileSystem.syncFolder(this.#folder);
    return this.#handle;
  }

  /** Writes a new ground. The file holds nothing that is still needed: it is new, or it was cleared. */
  async #restart(handle: OpenFile, start: StartRecord): Promise<void> {
    await handle.truncate(0);
    this.#size = 0;
    this.#checksum = 0;
    await this.#write(handle, start);
    this.#isWhole = true;
  }

  async #write(handle: OpenFile, record: JournalRecord): Promise<void> {
    const { bytes, checksum } = encodeRecord(record, this.#checksum);
    await writeWhole(handle, bytes, this.#size);
    this.#size += bytes.byteLength;
    this.#checksum = checksum;
    this.#needsSync = true;
  }

  #syncSoon(): void {
    if (this.#syncTimer !== undefined) return;
    this.#syncTimer = setTimeout(() => {
      void this.sync().then((synced) => {
        if (!synced.ok) this.#onSyncFailed(synced.failure);
      });
    }, journalSyncMs);
  }

  /** After a failure: what the file holds stays until a new one, begun with everything, is on the disk. */
  async #giveUp(): Promise<void> {
    await this.#letGo();
    this.#retired.push(this.#file);
    this.#file = newJournalFile(this.#folder, this.#id);
  }

  async #letGo(): Promise<void> {
    clearTimeout(this.#syncTimer);
    this.#syncTimer = undefined;
    this.#isWhole = false;
    const handle = this.#handle;
    this.#handle = undefined;
    try {
      await handle?.close();
    } catch {
      // The cause that made us let go is the one to tell.
    }
  }

  /** What cannot be removed now is tried again at the next chance. */
  async #removeRetired(): Promise<void> {
    const left: string[] = [];
    for (const file of this.#retired) if (!(await removeJournal(this.#fileSystem, file))) left.push(file);
    this.#retired = left;
  }

  #failed(code: string): Result<never, WriteFailed> {
    return fail({ kind: 'write-failed', file: this.#file, code });
  }
}

function newJournalFile(folder: string, id: PostId): string {
  return path.join(folder, `${sha256(id).slice(0, 24)}-${randomBytes(6).toString('hex')}.journal`);
}

/** All journals of a folder that hold something, each with its records. */
export async function readJournals(
  fileSystem: FileSystem,
  folder: string,
): Promise<readonly { readonly file: string; readonly records: readonly JournalRecord[] }[]> {
  const journals: { file: string; records: readonly JournalRecord[] }[] = [];
  const entries = await fileSystem.list(folder).catch((error: unknown) => {
    if (isMissing(error)) return [];
    throw error;
  });
  for (const entry of entries) {
    if (entry.kind !== 'file' || !entry.name.endsWith('.journal')) continue;
    const file = path.join(folder, entry.name);
    // One that cannot be read now is left for another time, and does not keep the others from being read.
    const bytes = await fileSystem.readFile(file).catch(() => undefined);
    if (bytes !== undefined) journals.push({ file, records: decodeRecords(bytes, 0) });
  }
  return journals;
}

/**
 * Removes a journal that is not open; false when that failed. Nothing is lost then: recovery reads it again and finds that
 * the post's file, or a newer journal, holds everything.
 */
export async function removeJournal(fileSystem: FileSystem, file: string): Promise<boolean> {
  try {
    await fileSystem.unlink(file);
    return true;
  } catch (error) {
    return isMissing(error);
  }
}
