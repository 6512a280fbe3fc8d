import { isoBoxes } from './iso-boxes.ts';
import { readExif } from './read-exif.ts';

/** Pixels as stored. */
export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

/** Reads a picture's stored size from its header, for machines without a decoder. Undefined when it cannot be told. */
export function pictureSize(type: string, bytes: Buffer): PictureSize | undefined {
  try {
    if (type === 'image/jpeg') return jpegSize(bytes);
    if (type === 'image/png') return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
    if (type === 'image/webp') return webpSize(bytes);
    if (type === 'image/avif') return avifSize(bytes);
    return undefined;
  } catch {
    return undefined;
  }
}

/** The size as shown: a picture that is still to be turned on its side changes width with height. */
export function shownSize(type: string, bytes: Buffer, orientation = 1): PictureSize | undefined {
  const stored = pictureSize(type, bytes);
  return stored === undefined || orientation < 5 ? stored : { width: stored.height, height: stored.width };
}

/** How a JPEG's header says it is to be turned, 1 to 8; 1 for other types. Needs the first bytes only. */
export function storedOrientation(type: string, head: Buffer): number {
  if (type !== 'image/jpeg') return 1;
  for (let at = 2; at + 10 < head.byteLength && head[at] === 0xff && head[at + 1] !== 0xda; ) {
    const to = at + 2 + head.readUInt16BE(at + 2);
    const isExif = head[at + 1] === 0xe1 && head.toString('latin1', at + 4, at + 10) === 'Exif\0\0';
    if (isExif) return readExif(head.subarray(at + 10, to)).orientation;
    at = to;
  }
  return 1;
}

/** From the first frame header; those are C0 to CF without the tables C4, C8 and CC. */
function jpegSize(bytes: Buffer): PictureSize | undefined {
  for (let at = 2; at + 9 < bytes.byteLength; ) {
    const marker = bytes[at + 1] ?? 0;
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) return { height: bytes.readUInt16BE(at + 5), width: bytes.readUInt16BE(at + 7) };
    at += marker === 0xff ? 1 : 2 + bytes.readUInt16BE(at + 2);
  }
  return undefined;
}

function webpSize(bytes: Buffer): PictureSize | undefined {
  const kind = bytes.toString('latin1', 12, 16);
  if (kind === 'VP8X') return { width: bytes.readUIntLE(24, 3) + 1, height: bytes.readUIntLE(27, 3) + 1 };
  if (kind === 'VP8 ') return { width: bytes.readUInt16LE(26) & 0x3fff, height: bytes.readUInt16LE(28) & 0x3fff };
  if (kind !== 'VP8L') return undefined;
  const bits = bytes.readUInt32LE(21);
  return { width: (bits & 0x3fff) + 1, height: ((bits >> 14) & 0x3fff) + 1 };
}

/** The largest of the sizes stated in `ispe` properties: a thumbnail states one too. */
function avifSize(bytes: Buffer): PictureSize | undefined {
  const meta = isoBoxes(bytes)?.find(({ type }) => type === 'meta');
  const properties = meta && isoBoxes(bytes, meta.content + 4, meta.to)?.find(({ type }) => type === 'iprp');
  const container =
    properties && isoBoxes(bytes, properties.content, properties.to)?.find(({ type }) => type === 'ipco');
  const sizes = (container && isoBoxes(bytes, container.content, container.to)) ?? [];
  return sizes
    .filter(({ type }) => type === 'ispe')
    .map(({ content }) => ({ width: bytes.readUInt32BE(content + 4), height: bytes.readUInt32BE(content + 8) }))
    .toSorted((a, b) => b.width * b.height - a.width * a.height)[0];
}
