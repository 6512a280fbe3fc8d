import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { errorCode, type FileSystem, nodeFileSystem, type OpenFile } from './file-system.ts';

/** A new file that grows beside its place, and takes it whole or not at all. Calls come one after the other. */
export interface StagedFile {
  /** Where it lies until it has its place. */
  readonly path: string;
  /** Writes at the end. Throws with the system's code. */
  append(bytes: Uint8Array): Promise<void>;
  /** Makes all bytes durable, unless it was staged for now, and closes the file. After a failed fsync it is only good to be discarded. */
  settle(): Promise<void>;
  /** Takes the place of `target`, durably unless it was staged for now. To be called after `settle`. */
  moveTo(target: string): Promise<void>;
  /** Removes what is there; never throws, as what went wrong before is what the author must hear. */
  discard(): Promise<void>;
}

/** How safe a file is when it has its place: from a power cut too, or for as long as the machine runs. */
export type Lasting = 'durable' | 'for now';

/** Opens a new file in a folder, which must be there. `mode` are its permission bits, default 0o666 less the umask. */
export async function stageFile(
  folder: string,
  fileSystem: FileSystem = nodeFileSystem,
  mode?: number,
  lasting: Lasting = 'durable',
): Promise<StagedFile> {
  const temporary = path.join(folder, temporaryName());
  const handle = await fileSystem.open(temporary, 'create', mode);
  let size = 0;
  let isClosed = false;
  const close = async () => {
    if (isClosed) return;
    isClosed = true;
    await handle.close();
  };
  return {
    path: temporary,
    append: async (bytes) => {
      await writeWhole(handle, bytes, size);
      size += bytes.byteLength;
    },
    settle: async () => {
      try {
        if (lasting === 'durable') await handle.sync();
        if ((await handle.size()) !== size) throw Object.assign(new Error('short file'), { code: 'EIO' });
      } finally {
        await close();
      }
    },
    moveTo: async (target) => {
      await patiently(() => fileSystem.rename(temporary, target));
      if (lasting === 'durable') await fileSystem.syncFolder(path.dirname(target));
    },
    discard: async () => {
      // A left-over is removed at a later open of the site.
      await close().catch(() => undefined);
      await fileSystem.unlink(temporary).catch(() => undefined);
    },
  };
}

/** Writes all bytes at `position`, default 0. A short write is followed by another; one that takes nothing is an error. */
export async function writeWhole(handle: OpenFile, bytes: Uint8Array, position = 0): Promise<void> {
  let done = 0;
  while (done < bytes.byteLength) {
    const written = await handle.write(bytes.subarray(done), position + done);
    if (written === 0) throw Object.assign(new Error('the disk takes no more'), { code: 'ENOSPC' });
    done += written;
  }
}

/** Hidden, within the 255 bytes of a name, told apart from every other writer's. */
function temporaryName(): string {
  return `.offprint-${randomBytes(9).toString('hex')}.tmp`;
}

/** True for names of files that a write left behind when the power went. They may be removed. */
export function isTemporaryName(name: string): boolean {
  return /^\.offprint-[0-9a-f]{18}\.tmp$/.test(name);
}

/** Tries a rename again for up to ten seconds while a virus scanner holds the file; only Windows locks files so. */
async function patiently(rename: () => Promise<void>): Promise<void> {
  for (let waitMs = 20, waited = 0; ; waitMs = Math.min(waitMs * 2, 1_000)) {
    try {
      return await rename();
    } catch (error) {
      const passing = errorCode(error) === 'EBUSY' || (process.platform === 'win32' && isDenied(error));
      if (!passing || waited >= 10_000) throw error;
    }
    const pause = waitMs;
    await new Promise((resolve) => setTimeout(resolve, pause));
    waited += pause;
  }
}

function isDenied(error: unknown): boolean {
  return errorCode(error) === 'EPERM' || errorCode(error) === 'EACCES';
}
