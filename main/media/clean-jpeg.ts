import { exifWithOrientation, readExif, xmpParts } from './read-exif.ts';
import { type Cleaned, inOrder, type RemovedPart } from './removed-parts.ts';

interface Segment {
  readonly marker: number;
  readonly from: number;
  readonly to: number;
}

const startOfScan = 0xda;
const endOfImage = 0xd9;

/**
 * A JPEG without Exif, XMP, IPTC, comments, embedded second pictures and anything behind its end; not one pixel changes.
 * Colour profile and what decoding needs stay, and so does a turned picture's orientation. Undefined when the file is
 * cut or no JPEG. Structure: ITU T.81, annex B.
 */
export function cleanJpeg(bytes: Buffer): Cleaned | undefined {
  const header = headerSegments(bytes);
  const scan = header?.at(-1);
  if (header === undefined || scan?.marker !== startOfScan) return undefined;
  const end = endOfPicture(bytes, scan.to);
  if (end === undefined) return undefined;
  const removed = new Set<RemovedPart>();
  const kept: Buffer[] = [];
  let orientation = 1;
  for (const { marker, from, to } of header) {
    const content = bytes.subarray(from + 4, to);
    if (isNeeded(marker, content)) {
      kept.push(bytes.subarray(from, to));
      continue;
    }
    const facts = describe(marker, content);
    orientation = facts.orientation ?? orientation;
    for (const part of facts.parts) removed.add(part);
  }
  if (bytes.byteLength > end) removed.add('other');
  const turned = orientation === 1 ? [] : [orientationSegment(orientation)];
  const content = Buffer.concat([bytes.subarray(0, 2), ...turned, ...kept, bytes.subarray(scan.to, end)]);
  return { content, removed: inOrder(removed), ...(orientation === 1 ? {} : { orientation }) };
}

/** Segments up to and with the start of the scan. */
function headerSegments(bytes: Buffer): readonly Segment[] | undefined {
  if (bytes.byteLength < 4 || bytes.readUInt16BE(0) !== 0xffd8) return undefined;
  const segments: Segment[] = [];
  for (let at = 2; at + 4 <= bytes.byteLength; ) {
    if (bytes[at] !== 0xff) return undefined;
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    const to = at + 2 + bytes.readUInt16BE(at + 2);
    if (to > bytes.byteLength || to < at + 4) return undefined;
    segments.push({ marker, from: at, to });
    if (marker === startOfScan) return segments;
    at = to;
  }
  return undefined;
}

/** Where the picture ends, behind its end marker; undefined when it is cut. Further scans of a progressive file are passed. */
function endOfPicture(bytes: Buffer, from: number): number | undefined {
  for (let at = bytes.indexOf(0xff, from); at >= 0 && at + 1 < bytes.byteLength; at = bytes.indexOf(0xff, at)) {
    const marker = bytes[at + 1] ?? 0;
    if (marker === endOfImage) return at + 2;
    const isData = marker === 0 || (marker >= 0xd0 && marker <= 0xd7);
    if (isData) at += 2;
    else if (marker === 0xff) at += 1;
    else if (at + 4 <= bytes.byteLength) at += 2 + bytes.readUInt16BE(at + 2);
    else return undefined;
  }
  return undefined;
}

/** Everything but application data and comments; of those JFIF, the colour profile and Adobe's colour transform. */
function isNeeded(marker: number, content: Buffer): boolean {
  const name = content.toString('latin1', 0, 12);
  if (marker === 0xe0) return name.startsWith('JFIF\0') && content.byteLength <= 14;
  if (marker === 0xe2) return name === 'ICC_PROFILE\0';
  if (marker === 0xee) return name.startsWith('Adobe');
  return (marker < 0xe0 || marker > 0xef) && marker !== 0xfe;
}

function describe(
  marker: number,
  content: Buffer,
): { readonly parts: Iterable<RemovedPart>; readonly orientation?: number } {
  if (marker === 0xe0) return { parts: ['thumbnail'] };
  if (marker === 0xfe) return { parts: ['description'] };
  if (marker === 0xed) return { parts: ['author', 'description'] };
  if (marker !== 0xe1) return { parts: ['other'] };
  if (content.toString('latin1', 0, 6) === 'Exif\0\0') return readExif(content.subarray(6));
  return { parts: xmpParts(content) };
}

function orientationSegment(orientation: number): Buffer {
  const content = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), exifWithOrientation(orientation)]);
  const head = Buffer.from([0xff, 0xe1, 0, 0]);
  head.writeUInt16BE(content.byteLength + 2, 2);
  return Buffer.concat([head, content]);
}
