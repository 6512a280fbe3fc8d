import { open } from 'node:fs/promises';
import { promisify } from 'node:util';
import { inflateRaw } from 'node:zlib';
import type { ImportRefused } from '../../../common/contract/import.ts';
import { fail, ok, type Result } from '../../../common/result.ts';

const inflate = promisify(inflateRaw);
/** One file and all of them together, unpacked: an archive can promise little and hold much. */
const maxFileBytes = 20 * 1024 * 1024;
const maxAllBytes = 512 * 1024 * 1024;
const maxFiles = 50_000;

/**
 * Files of a zip archive whose names are wanted, by name, in memory. Names are never paths here. Follows the central directory
 * (APPNOTE 4.3.12); stored and deflated files only, no encryption, no zip64.
 */
export async function readArchive(
  file: string,
  isWanted: (name: string) => boolean,
): Promise<Result<ReadonlyMap<string, Buffer>, ImportRefused>> {
  const refuse = (reason: ImportRefused['reason']) => fail({ kind: 'import-refused', file, reason } as const);
  const handle = await open(file, 'r').catch(() => undefined);
  if (handle === undefined) return refuse('unreadable');
  try {
    const { size } = await handle.stat();
    const read = async (from: number, length: number): Promise<Buffer> => {
      const bytes = Buffer.alloc(Math.max(0, Math.min(length, size - from)));
      await handle.read(bytes, 0, bytes.byteLength, from);
      return bytes;
    };
    const tail = await read(Math.max(0, size - 66_000), 66_000);
    const end = tail.lastIndexOf('PK\x05\x06', undefined, 'latin1');
    if (end < 0 || end + 22 > tail.byteLength) return refuse('not-an-export');
    const directory = await read(tail.readUInt32LE(end + 16), Math.min(tail.readUInt32LE(end + 12), 64 * 1024 * 1024));
    const found = new Map<string, Buffer>();
    let all = 0;
    for (const entry of entriesOf(directory)) {
      if (!isWanted(entry.name) || found.has(entry.name)) continue;
      all += entry.unpacked;
      if (entry.unpacked > maxFileBytes || all > maxAllBytes) return refuse('too-large');
      const head = await read(entry.offset, 30);
      if (head.byteLength < 30 || head.readUInt32LE(0) !== 0x04034b50) continue;
      const from = entry.offset + 30 + head.readUInt16LE(26) + head.readUInt16LE(28);
      const content = await unpacked(await read(from, entry.packed), entry.method);
      if (content !== undefined) found.set(entry.name, content);
    }
    return ok(found);
  } catch {
    return refuse('unreadable');
  } finally {
    await handle.close();
  }
}

interface Entry {
  readonly name: string;
  readonly method: number;
  readonly packed: number;
  readonly unpacked: number;
  readonly offset: number;
}

function* entriesOf(directory: Buffer): Generator<Entry> {
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

async function unpacked(bytes: Buffer, method: number): Promise<Buffer | undefined> {
  if (method === 0) return bytes;
  if (method !== 8) return undefined;
  return inflate(bytes, { maxOutputLength: maxFileBytes }).catch(() => undefined);
}
