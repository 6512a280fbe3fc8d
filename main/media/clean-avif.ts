import { type IsoBox, isoBoxes } from './iso-boxes.ts';
import { exifWithOrientation, readExif, xmpParts } from './read-exif.ts';
import { type Cleaned, inOrder, type RemovedPart } from './removed-parts.ts';

interface Item {
  readonly id: number;
  readonly type: string;
}

interface Extent {
  readonly from: number;
  readonly to: number;
}

/**
 * An AVIF whose Exif and XMP are overwritten in place, so that no offset in the file changes; not one pixel does either.
 * Undefined when the file is cut, or keeps its items in a way this does not understand. Structure: ISO/IEC 14496-12 8.11.
 */
export function cleanAvif(bytes: Buffer): Cleaned | undefined {
  const meta = isoBoxes(bytes)?.find((box) => box.type === 'meta');
  if (meta === undefined) return undefined;
  const boxes = isoBoxes(bytes, meta.content + 4, meta.to);
  const items = boxes?.find((box) => box.type === 'iinf');
  const places = boxes?.find((box) => box.type === 'iloc');
  if (boxes === undefined || items === undefined || places === undefined) return undefined;
  const itemData = boxes.find((box) => box.type === 'idat')?.content;
  const telling = itemsIn(bytes, items).filter(({ type }) => type === 'Exif' || type === 'mime');
  const content = Buffer.from(bytes);
  const removed = new Set<RemovedPart>();
  for (const item of telling) {
    const extents = extentsOf(bytes, places, item.id, itemData);
    if (extents === undefined || extents.some(({ from, to }) => from < 0 || from > to || to > bytes.byteLength))
      return undefined;
    const whole = Buffer.concat(extents.map(({ from, to }) => bytes.subarray(from, to)));
    for (const part of item.type === 'Exif' ? readExif(whole.subarray(exifStart(whole))).parts : xmpParts(whole))
      removed.add(part);
    for (const { from, to } of extents) content.fill(item.type === 'Exif' ? 0 : 0x20, from, to);
    const [only] = extents;
    // A valid block that says nothing, for readers that would stumble over zeroes.
    if (item.type === 'Exif' && extents.length === 1 && only && only.to - only.from >= 30)
      exifWithOrientation(1).copy(content, only.from + 4);
  }
  return { content, removed: inOrder(removed) };
}

/** Exif items begin with the offset of the TIFF header behind those four bytes. */
function exifStart(whole: Buffer): number {
  return whole.byteLength < 4 ? 0 : Math.min(whole.byteLength, 4 + whole.readUInt32BE(0));
}

function itemsIn(bytes: Buffer, iinf: IsoBox): readonly Item[] {
  const version = bytes[iinf.content] ?? 0;
  const entries = isoBoxes(bytes, iinf.content + (version === 0 ? 6 : 8), iinf.to) ?? [];
  return entries
    .filter(({ type, content, to }) => type === 'infe' && to - content >= 12)
    .map(({ content }) => {
      const isWide = (bytes[content] ?? 0) >= 3;
      const id = isWide ? bytes.readUInt32BE(content + 4) : bytes.readUInt16BE(content + 4);
      const at = content + (isWide ? 10 : 8);
      return { id, type: bytes.toString('latin1', at, at + 4) };
    });
}

/** The byte ranges of one item; undefined when they cannot be told. */
function extentsOf(
  bytes: Buffer,
  iloc: IsoBox,
  wanted: number,
  itemData: number | undefined,
): readonly Extent[] | undefined {
  const version = bytes[iloc.content] ?? 0;
  let at = iloc.content + 4;
  const take = (size: number): number => {
    if (at + size > iloc.to) throw new RangeError('iloc is cut');
    const value = size === 0 ? 0 : size === 8 ? Number(bytes.readBigUInt64BE(at)) : bytes.readUIntBE(at, size);
    at += size;
    return value;
  };
  try {
    const sizes = take(2);
    const [offsetSize, lengthSize, baseSize, indexSize] = [
      sizes >> 12,
      (sizes >> 8) & 15,
      (sizes >> 4) & 15,
      version === 0 ? 0 : sizes & 15,
    ];
    const count = take(version < 2 ? 2 : 4);
    for (let item = 0; item < count; item += 1) {
      const id = take(version < 2 ? 2 : 4);
      const method = version === 0 ? 0 : take(2) & 15;
      take(2);
      const base = take(baseSize);
      const extentCount = take(2);
      const extents: Extent[] = [];
      for (let extent = 0; extent < extentCount; extent += 1) {
        take(indexSize);
        const from = base + take(offsetSize) + (method === 1 ? (itemData ?? Number.NaN) : 0);
        extents.push({ from, to: from + take(lengthSize) });
      }
      if (id === wanted) return method > 1 || extents.some(({ from }) => Number.isNaN(from)) ? undefined : extents;
    }
    return [];
  } catch {
    return undefined;
  }
}
