import type { FileHandle } from 'node:fs/promises';

/** One file of a zip archive. Its name is never a path here. */
export interface ArchiveEntry {
  readonly name: string;
  /** 0: stored, 8: deflated; others are not read. */
  readonly method: number;
  /** Bytes in the archive. */
  readonly packed: number;
  /** Bytes it says it has; an archive can promise little and hold much. */
  readonly unpacked: number;
  /** Where its local header begins. */
  readonly offset: number;
}

const maxFiles = 50_000;
const maxDirectoryBytes = 64 * 1024 * 1024;
/** Behind the directory stand at most 64 kB of comment. */
const tailBytes = 66_000;

/**
 * What an archive's central directory lists (APPNOTE 4.3.12), without encrypted files; undefined when it is no zip archive.
 * No zip64: what needs it is larger than anything that is brought in.
 */
export async function archiveEntries(handle: FileHandle): Promise<readonly ArchiveEntry[] | undefined> {
  const { size } = await handle.stat();
  const tail = await readPart(handle, Math.max(0, size - tailBytes), tailBytes);
  const end = tail.lastIndexOf('PK\x05\x06', undefined, 'latin1');
  if (end < 0 || end + 22 > tail.byteLength) return undefined;
  const length = Math.min(tail.readUInt32LE(end + 12), maxDirectoryBytes);
  return [...entriesOf(await readPart(handle, tail.readUInt32LE(end + 16), length))];
}

/** Where an entry's own bytes begin; undefined when its header is not where the directory says. */
export async function contentStart(handle: FileHandle, { offset }: ArchiveEntry): Promise<number | undefined> {
  const head = await readPart(handle, offset, 30);
  if (head.byteLength < 30 || head.readUInt32LE(0) !== 0x04034b50) return undefined;
  return offset + 30 + head.readUInt16LE(26) + head.readUInt16LE(28);
}

/** Bytes of a file; fewer where it ends. */
export async function readPart(handle: FileHandle, from: number, length: number): Promise<Buffer> {
  const { size } = await handle.stat();
  const bytes = Buffer.alloc(Math.max(0, Math.min(length, size - from)));
  const { bytesRead } = await handle.read(bytes, 0, bytes.byteLength, from);
  return bytes.subarray(0, bytesRead);
}

function* entriesOf(directory: Buffer): Generator<ArchiveEntry> {
  let at = 0;
  for (let count = 0; count < maxFiles && at + 46 <= directory.byteLength; count += 1) {
    if (directory.readUInt32LE(at) !== 0x02014b50) return;
    const nameLength = directory.readUInt16LE(at + 28);
    const next = at + 46 + nameLength + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
    const isEncrypted = (directory.readUInt16LE(at + 8) & 1) === 1;
    if (!isEncrypted) {
      yield {
        name: directory.toString('utf8', at + 46, at + 46 + nameLength),
        method: directory.readUInt16LE(at + 10),
        packed: directory.readUInt32LE(at + 20),
        unpacked: directory.readUInt32LE(at + 24),
        offset: directory.readUInt32LE(at + 42),
      };
    }
    at = next;
  }
}
