import { crc32 } from 'node:zlib';
import { exifWithOrientation, readExif, xmpParts } from './read-exif.ts';
import { type Cleaned, inOrder, type RemovedPart } from './removed-parts.ts';

const signatureLength = 8;

/** Chunks that decoding, colour and animation need (PNG, third edition). */
const needed = new Set([
  ...['IHDR', 'PLTE', 'IDAT', 'IEND', 'tRNS'],
  ...['gAMA', 'cHRM', 'sRGB', 'iCCP', 'sBIT', 'bKGD', 'pHYs', 'cICP', 'mDCV', 'cLLI'],
  ...['acTL', 'fcTL', 'fdAT'],
]);

/**
 * A PNG, animated or not, without texts, Exif, times, private chunks and anything behind its end; not one pixel changes.
 * A turned picture's orientation stays. Undefined when the file is cut or no PNG.
 */
export function cleanPng(bytes: Buffer): Cleaned | undefined {
  const kept: Buffer[] = [bytes.subarray(0, signatureLength)];
  const removed = new Set<RemovedPart>();
  let turn: Pick<Cleaned, 'orientation'> = {};
  for (let at = signatureLength; ; ) {
    if (at + 12 > bytes.byteLength) return undefined;
    const length = bytes.readUInt32BE(at);
    const to = at + 12 + length;
    if (to > bytes.byteLength) return undefined;
    const type = bytes.toString('latin1', at + 4, at + 8);
    const content = bytes.subarray(at + 8, at + 8 + length);
    if (needed.has(type)) kept.push(bytes.subarray(at, to));
    else if (type === 'eXIf') {
      const { orientation, parts } = readExif(content);
      if (orientation !== 1) {
        kept.push(chunk('eXIf', exifWithOrientation(orientation)));
        turn = { orientation };
      }
      for (const part of parts) removed.add(part);
    } else for (const part of describe(type, content)) removed.add(part);
    if (type === 'IEND') {
      if (bytes.byteLength > to) removed.add('other');
      return { content: Buffer.concat(kept), removed: inOrder(removed), ...turn };
    }
    at = to;
  }
}

function describe(type: string, content: Buffer): Iterable<RemovedPart> {
  if (type === 'tIME') return ['time'];
  if (type === 'iTXt' && content.toString('latin1', 0, 17) === 'XML:com.adobe.xmp') return xmpParts(content);
  if (type === 'iTXt' || type === 'tEXt' || type === 'zTXt') return ['description'];
  return ['other'];
}

function chunk(type: string, content: Buffer): Buffer {
  const head = Buffer.alloc(8);
  head.writeUInt32BE(content.byteLength, 0);
  head.write(type, 4, 'latin1');
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(content, crc32(head.subarray(4))), 0);
  return Buffer.concat([head, content, sum]);
}
