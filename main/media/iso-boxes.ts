import type { FileTypeAnswer } from './file-type.ts';

/** One box of an ISO base media file (ISO/IEC 14496-12): AVIF, HEIC, MP4, QuickTime. Offsets into the bytes walked. */
export interface IsoBox {
  readonly type: string;
  /** Where its header starts. */
  readonly from: number;
  /** Where its content starts. */
  readonly content: number;
  readonly to: number;
}

/** Boxes between two offsets, in order. Answers undefined when a box does not fit: the file is cut or damaged. */
export function isoBoxes(bytes: Buffer, from = 0, to = bytes.byteLength): readonly IsoBox[] | undefined {
  const boxes: IsoBox[] = [];
  for (let at = from; at < to; ) {
    if (to - at < 8) return undefined;
    const short = bytes.readUInt32BE(at);
    const type = bytes.toString('latin1', at + 4, at + 8);
    const isLong = short === 1;
    if (isLong && to - at < 16) return undefined;
    const size = isLong ? Number(bytes.readBigUInt64BE(at + 8)) : short === 0 ? to - at : short;
    const headerSize = isLong ? 16 : 8;
    if (size < headerSize || at + size > to) return undefined;
    boxes.push({ type, from: at, content: at + headerSize, to: at + size });
    at += size;
  }
  return boxes;
}

const stillBrands = new Set(['avif', 'avis']);
const heicBrands = new Set(['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'hevm', 'hevs', 'mif1', 'msf1']);

/** The type of an ISO base media file by its brands; undefined when it is none. */
export function isoType(start: Buffer): FileTypeAnswer | undefined {
  if (start.byteLength < 12 || start.toString('latin1', 4, 8) !== 'ftyp') return undefined;
  const size = start.readUInt32BE(0);
  const brands: string[] = [start.toString('latin1', 8, 12)];
  for (let at = 16; at + 4 <= Math.min(size, start.byteLength, 512); at += 4) {
    brands.push(start.toString('latin1', at, at + 4));
  }
  if (brands.some((brand) => stillBrands.has(brand))) return { kind: 'image', type: 'image/avif', extension: '.avif' };
  if (brands.some((brand) => heicBrands.has(brand))) return { refused: 'heic' };
  const [major = ''] = brands;
  if (major === 'M4A ' || major === 'M4B ') return { kind: 'audio', type: 'audio/mp4', extension: '.m4a' };
  if (major === 'qt  ') return { kind: 'video', type: 'video/quicktime', extension: '.mov' };
  return { kind: 'video', type: 'video/mp4', extension: '.mp4' };
}
