import { sha256 } from '../node/hash.ts';
import type { FileStore } from './file-store.ts';
import { type Held, Refusal } from './target.ts';
import { decodeRecord, heldFromRecord, recordPath } from './target-record.ts';

/**
 * What a store holds, by its record: one request. Only a place without a record is listed, to see whether somebody else
 * keeps something there.
 */
export async function lookByRecord(store: FileStore, signal?: AbortSignal): Promise<Held> {
  const { version, content } = await store.readRecord(signal);
  const record = content === undefined ? undefined : decodeRecord(content);
  if (record !== undefined) return heldFromRecord(record, version, []);
  const listed = await store.list(signal);
  return heldFromRecord(
    undefined,
    version,
    [...listed.keys()].filter((file) => file !== recordPath),
  );
}

/** Writes a small file through a store, reads it back, compares and removes it. */
export async function probeStore(store: FileStore, signal?: AbortSignal): Promise<void> {
  const content = new TextEncoder().encode('Offprint wrote this to see whether it can. It may be removed.\n');
  const file = { path: '.offprint/test.txt', role: 'other' as const, sha256: sha256(content) };
  await store.write(file, content, signal);
  const back = await store.read(file.path, signal);
  await store.remove(file.path, signal);
  if (back === undefined || sha256(back) !== file.sha256) {
    throw new Refusal('verify-failed', { kind: 'test-not-read-back' });
  }
}
