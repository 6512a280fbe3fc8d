import { xmpParts } from './read-exif.ts';
import { type Cleaned, inOrder, type RemovedPart } from './removed-parts.ts';

const extension = 0x21;
const picture = 0x2c;
const trailer = 0x3b;
const commentLabel = 0xfe;
const applicationLabel = 0xff;

/** What a GIF is, beside its clean content. */
export interface CleanedGif extends Cleaned {
  readonly width: number;
  readonly height: number;
  readonly frames: number;
}

/**
 * A GIF without comments, XMP and anything behind its end; frames and looping stay as they are. Undefined when the file is
 * cut or no GIF. Structure: GIF89a specification.
 */
export function cleanGif(bytes: Buffer): CleanedGif | undefined {
  if (bytes.byteLength < 14) return undefined;
  const removed = new Set<RemovedPart>();
  let at = 13 + colourTableBytes(bytes[10] ?? 0);
  let frames = 0;
  const kept: Buffer[] = [bytes.subarray(0, at)];
  while (at < bytes.byteLength) {
    const from = at;
    const kind = bytes[at];
    if (kind === trailer) {
      if (frames === 0) return undefined;
      if (bytes.byteLength > at + 1) removed.add('other');
      kept.push(bytes.subarray(at, at + 1));
      return {
        content: Buffer.concat(kept),
        removed: inOrder(removed),
        width: bytes.readUInt16LE(6),
        height: bytes.readUInt16LE(8),
        frames,
      };
    }
    const data = kind === picture ? pictureData(bytes, at) : kind === extension ? at + 2 : undefined;
    const end = data === undefined ? undefined : endOfBlocks(bytes, data);
    if (end === undefined) return undefined;
    if (kind === picture) frames += 1;
    const parts = kind === extension ? telling(bytes, from, end) : [];
    if (parts.length === 0) kept.push(bytes.subarray(from, end));
    for (const part of parts) removed.add(part);
    at = end;
  }
  return undefined;
}

/** Where a picture's blocks start: behind its descriptor, its colour table and the code size. */
function pictureData(bytes: Buffer, at: number): number | undefined {
  if (at + 10 > bytes.byteLength) return undefined;
  return at + 10 + colourTableBytes(bytes[at + 9] ?? 0) + 1;
}

function colourTableBytes(flags: number): number {
  return flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0;
}

function endOfBlocks(bytes: Buffer, from: number): number | undefined {
  for (let at = from; at < bytes.byteLength; ) {
    const length = bytes[at] ?? 0;
    at += 1 + length;
    if (length === 0) return at;
  }
  return undefined;
}

function telling(bytes: Buffer, from: number, end: number): readonly RemovedPart[] {
  const label = bytes[from + 1];
  if (label === commentLabel) return ['description'];
  if (label !== applicationLabel) return [];
  const name = bytes.toString('latin1', from + 3, from + 14);
  if (name === 'NETSCAPE2.0' || name === 'ANIMEXTS1.0') return [];
  return name.startsWith('XMP Data') ? [...xmpParts(bytes.subarray(from, end))] : ['other'];
}
