import { readExif, xmpParts } from './read-exif.ts';
import { type Cleaned, inOrder, type RemovedPart } from './removed-parts.ts';

const needed = new Set(['VP8 ', 'VP8L', 'VP8X', 'ALPH', 'ANIM', 'ANMF', 'ICCP']);
const exifFlag = 0x08;
const xmpFlag = 0x04;

/**
 * A WebP, animated or not, without Exif, XMP and unknown chunks; not one pixel changes. Undefined when the file is cut or
 * no WebP. Structure: RFC 9649.
 */
export function cleanWebp(bytes: Buffer): Cleaned | undefined {
  if (bytes.byteLength < 20) return undefined;
  const end = 8 + bytes.readUInt32LE(4);
  if (end > bytes.byteLength + (end % 2)) return undefined;
  const kept: Buffer[] = [];
  const removed = new Set<RemovedPart>(bytes.byteLength > end ? ['other'] : []);
  for (let at = 12; at + 8 <= Math.min(end, bytes.byteLength); ) {
    const type = bytes.toString('latin1', at, at + 4);
    const length = bytes.readUInt32LE(at + 4);
    if (at + 8 + length > bytes.byteLength) return undefined;
    const content = bytes.subarray(at + 8, at + 8 + length);
    if (type === 'VP8X') kept.push(chunk(type, withoutFlags(content)));
    else if (needed.has(type)) kept.push(chunk(type, content));
    else for (const part of describe(type, content)) removed.add(part);
    at += 8 + length + (length % 2);
  }
  const body = Buffer.concat(kept);
  const head = Buffer.from('RIFF\0\0\0\0WEBP', 'latin1');
  head.writeUInt32LE(body.byteLength + 4, 4);
  return { content: Buffer.concat([head, body]), removed: inOrder(removed) };
}

function describe(type: string, content: Buffer): Iterable<RemovedPart> {
  if (type === 'XMP ') return xmpParts(content);
  if (type !== 'EXIF') return ['other'];
  // Some writers put JPEG's marker in front of the block although the format does not.
  const hasMarker = content.toString('latin1', 0, 6) === 'Exif\0\0';
  return readExif(hasMarker ? content.subarray(6) : content).parts;
}

function withoutFlags(content: Buffer): Buffer {
  const copy = Buffer.from(content);
  copy[0] = (copy[0] ?? 0) & ~(exifFlag | xmpFlag);
  return copy;
}

function chunk(type: string, content: Buffer): Buffer {
  const head = Buffer.alloc(8);
  head.write(type, 0, 'latin1');
  head.writeUInt32LE(content.byteLength, 4);
  return Buffer.concat(content.byteLength % 2 ? [head, content, Buffer.alloc(1)] : [head, content]);
}
