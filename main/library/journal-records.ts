import { crc32 } from 'node:zlib';
import type { MatterChanges, PostId, TextChange } from '../../common/post.ts';

/** One thing a journal remembers. `sequence` orders edits; no clock is asked. */
export type JournalRecord = StartRecord | EditRecord | WriteRecord;

/** The whole draft at one moment: the ground on which the edits after it stand. First in every journal. */
export interface StartRecord {
  readonly kind: 'start';
  readonly id: PostId;
  readonly sequence: number;
  /** Hash of the file that the draft was made from; null when there was none. */
  readonly base: string | null;
  /** The file's text before any edit; needed to merge when the file has changed in the meantime. */
  readonly baseText: string;
  /** The file's text as the draft would write it. */
  readonly text: string;
  /** True when a broken header made the whole file the body: offsets of edits count from the file's start. */
  readonly isWholeFile: boolean;
}

/** One edit. */
export interface EditRecord {
  readonly kind: 'edit';
  readonly sequence: number;
  readonly changes: readonly TextChange[];
  readonly matter?: MatterChanges;
}

/** The file is about to become the draft at `sequence`; its content will have this hash. */
export interface WriteRecord {
  readonly kind: 'write';
  readonly sequence: number;
  readonly hash: string;
}

const headerBytes = 8;

/**
 * Bytes of a record: length and checksum (both 32 bits, little-endian), then JSON. The checksum goes on from the one before, so
 * that records of an older journal in the same file are never taken for this one's.
 */
export function encodeRecord(record: JournalRecord, previousChecksum: number): { bytes: Uint8Array; checksum: number } {
  const payload = Buffer.from(JSON.stringify(record), 'utf8');
  const checksum = crc32(payload, previousChecksum);
  const bytes = Buffer.allocUnsafe(headerBytes + payload.byteLength);
  bytes.writeUInt32LE(payload.byteLength, 0);
  bytes.writeUInt32LE(checksum, 4);
  payload.copy(bytes, headerBytes);
  return { bytes, checksum };
}

/** Every whole record from the start; a torn or damaged one ends the journal there. `seed` is the first one's. */
export function decodeRecords(bytes: Uint8Array, seed: number): readonly JournalRecord[] {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const records: JournalRecord[] = [];
  let checksum = seed;
  for (let position = 0; position + headerBytes <= buffer.byteLength; ) {
    const length = buffer.readUInt32LE(position);
    const end = position + headerBytes + length;
    if (length === 0 || end > buffer.byteLength) break;
    const payload = buffer.subarray(position + headerBytes, end);
    checksum = crc32(payload, checksum);
    if (checksum !== buffer.readUInt32LE(position + 4)) break;
    // Written by `encodeRecord` alone, and the checksum proves that it came back as it was written.
    records.push(JSON.parse(payload.toString('utf8')) as JournalRecord);
    position = end;
  }
  return records;
}
