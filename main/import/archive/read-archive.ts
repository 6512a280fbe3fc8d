import { open } from 'node:fs/promises';
import { promisify } from 'node:util';
import { inflateRaw } from 'node:zlib';
import type { ImportRefused } from '../../../common/contract/import.ts';
import { fail, ok, type Result } from '../../../common/result.ts';
import { archiveEntries, contentStart, readPart } from './archive-entries.ts';

const inflate = promisify(inflateRaw);
/** One file and all of them together, unpacked. */
const maxFileBytes = 20 * 1024 * 1024;
const maxAllBytes = 512 * 1024 * 1024;

/** Files of a zip archive whose names are wanted, by name, in memory; stored and deflated ones. Nothing is unpacked to the disk. */
export async function readArchive(
  file: string,
  isWanted: (name: string) => boolean,
): Promise<Result<ReadonlyMap<string, Buffer>, ImportRefused>> {
  const refuse = (reason: ImportRefused['reason']) => fail({ kind: 'import-refused', file, reason } as const);
  const handle = await open(file, 'r').catch(() => undefined);
  if (handle === undefined) return refuse('unreadable');
  try {
    const entries = await archiveEntries(handle);
    if (entries === undefined) return refuse('not-an-export');
    const found = new Map<string, Buffer>();
    let all = 0;
    for (const entry of entries) {
      if (!isWanted(entry.name) || found.has(entry.name)) continue;
      all += entry.unpacked;
      if (entry.unpacked > maxFileBytes || all > maxAllBytes) return refuse('too-large');
      const from = await contentStart(handle, entry);
      if (from === undefined) continue;
      const content = await unpacked(await readPart(handle, from, entry.packed), entry.method);
      if (content !== undefined) found.set(entry.name, content);
    }
    return ok(found);
  } catch {
    return refuse('unreadable');
  } finally {
    await handle.close();
  }
}

async function unpacked(bytes: Buffer, method: number): Promise<Buffer | undefined> {
  if (method === 0) return bytes;
  if (method !== 8) return undefined;
  return inflate(bytes, { maxOutputLength: maxFileBytes }).catch(() => undefined);
}
