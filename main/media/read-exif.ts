import type { RemovedPart } from './removed-parts.ts';

/** What an Exif block says, as far as the program cares. */
export interface ExifFacts {
  /** 1 to 8 as Exif counts; 1 when it is not stated or is nonsense. */
  readonly orientation: number;
  /** What in the block tells about the author or the place. */
  readonly parts: ReadonlySet<RemovedPart>;
}

/** Tags of Exif 2.32 (CIPA DC-008) by what they tell; a tag not listed is `other`. */
const tellingTags: Readonly<Record<number, RemovedPart>> = {
  270: 'description',
  271: 'camera',
  272: 'camera',
  305: 'camera',
  306: 'time',
  315: 'author',
  33432: 'author',
  34853: 'location',
  36867: 'time',
  36868: 'time',
  37500: 'maker-note',
  37510: 'description',
  40091: 'description',
  40092: 'description',
  40093: 'author',
  42032: 'author',
  42033: 'serial-number',
  42035: 'camera',
  42036: 'camera',
  42037: 'serial-number',
  50735: 'serial-number',
};

/** Tags that say how to show the pixels and nothing about anybody. */
const plainTags = new Set([
  0x0112, 0x011a, 0x011b, 0x0128, 0x0213, 0x8769, 0xa001, 0xa002, 0xa003, 0x9000, 0x9101, 0xa000,
]);

const orientationTag = 0x0112;
const exifPointer = 0x8769;
const gpsPointer = 0x8825;
const maxEntries = 1_000;

/** Reads a TIFF-shaped Exif block (after `Exif\0\0`). Never throws; what is damaged is counted as `other`. */
export function readExif(block: Buffer): ExifFacts {
  const parts = new Set<RemovedPart>();
  const byteOrder = block.toString('latin1', 0, 2);
  if (block.byteLength < 8 || (byteOrder !== 'II' && byteOrder !== 'MM'))
    return { orientation: 1, parts: parts.add('other') };
  const little = byteOrder === 'II';
  const short = (at: number) => (little ? block.readUInt16LE(at) : block.readUInt16BE(at));
  const long = (at: number) => (little ? block.readUInt32LE(at) : block.readUInt32BE(at));
  let orientation = 1;

  /** Walks one directory and answers where the next one is; 0 for none. */
  const walk = (at: number): number => {
    if (at < 8 || at + 2 > block.byteLength) return 0;
    const count = short(at);
    if (count > maxEntries || at + 2 + count * 12 > block.byteLength) {
      parts.add('other');
      return 0;
    }
    for (let index = 0; index < count; index += 1) {
      const entry = at + 2 + index * 12;
      const tag = short(entry);
      if (tag === orientationTag) orientation = short(entry + 8);
      if (tag === exifPointer) walk(long(entry + 8));
      if (tag === gpsPointer && isEmptyDirectory(long(entry + 8))) continue;
      if (!plainTags.has(tag)) parts.add(tellingTags[tag] ?? 'other');
    }
    const next = at + 2 + count * 12;
    return next + 4 <= block.byteLength ? long(next) : 0;
  };
  const isEmptyDirectory = (at: number) => at + 2 > block.byteLength || short(at) === 0;

  if (walk(long(4)) !== 0) parts.add('thumbnail');
  return { orientation: orientation >= 1 && orientation <= 8 ? orientation : 1, parts };
}

/** The smallest Exif block that says only how the picture is turned. */
export function exifWithOrientation(orientation: number): Buffer {
  const block = Buffer.alloc(26);
  block.write('MM\0*', 0, 'latin1');
  block.writeUInt32BE(8, 4);
  block.writeUInt16BE(1, 8);
  block.writeUInt16BE(orientationTag, 10);
  block.writeUInt16BE(3, 12);
  block.writeUInt32BE(1, 14);
  block.writeUInt16BE(orientation, 18);
  return block;
}

/** What an XMP packet tells, by the names of its properties. */
export function xmpParts(packet: Buffer): ReadonlySet<RemovedPart> {
  const text = packet.toString('latin1');
  const parts = new Set<RemovedPart>(['other']);
  if (/GPS|Iptc4xmpCore:Location|photoshop:City|LocationCreated|LocationShown/.test(text)) parts.add('location');
  if (/SerialNumber/.test(text)) parts.add('serial-number');
  if (/dc:creator|dc:rights|photoshop:Credit/.test(text)) parts.add('author');
  if (/dc:description|dc:title/.test(text)) parts.add('description');
  if (/tiff:Model|tiff:Make/.test(text)) parts.add('camera');
  return parts;
}
