import { open } from 'node:fs/promises';
import { isoBoxes } from './iso-boxes.ts';

/** Bytes of a file that is too large to be held in memory. */
export interface Reader {
  readonly size: number;
  /** Bytes from `from` up to `to`, fewer at the file's end. */
  read(from: number, to: number): Promise<Buffer>;
}

/** Runs `work` on a file that is open for as long as it takes. */
export async function withReader<Value>(file: string, work: (reader: Reader) => Promise<Value>): Promise<Value> {
  const handle = await open(file, 'r');
  try {
    const { size } = await handle.stat();
    const read = async (from: number, to: number) => {
      const length = Math.max(0, Math.min(to, size) - from);
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, from);
      return buffer.subarray(0, bytesRead);
    };
    return await work({ size, read });
  } finally {
    await handle.close();
  }
}

/** A top-level box of a film. Offsets into the file. */
export interface MovieBox {
  readonly type: string;
  readonly from: number;
  readonly content: number;
  readonly to: number;
  /** The whole box where it is looked into; where it is only blanked, its beginning. */
  readonly bytes?: Buffer;
}

/** What has to be known of a film to clean it. */
export interface MovieParts {
  readonly size: number;
  readonly boxes: readonly MovieBox[];
  /** Blocks of positions that dashboard cameras scatter through the file. */
  readonly scattered: readonly (readonly [from: number, to: number])[];
}

/** Largest index of a film that is read, in bytes: that of a day's recording has about 30 MB. */
const maxIndexBytes = 128 * 1024 * 1024;
/** As much of a box that is blanked anyway is looked at, in bytes. */
const maxLookedAt = 1024 * 1024;
/** More top-level boxes than any camera writes: a film in pieces of one second for a day has twice 86,400. */
const maxBoxes = 400_000;
const pieceBytes = 1024 * 1024;

/** Reads a film's boxes without its sound and pictures. Undefined when it is cut or damaged. */
export async function readMovie(reader: Reader): Promise<MovieParts | undefined> {
  const boxes: MovieBox[] = [];
  for (let at = 0; at < reader.size; ) {
    // One box at a time: its header says where it ends, and only there.
    const header = await reader.read(at, at + 16);
    if (header.byteLength < 8 || boxes.length >= maxBoxes) return undefined;
    const box = headerOf(header, at, reader.size);
    if (box === undefined) return undefined;
    const isIndex = box.type === 'moov';
    if (isIndex && box.to - box.from > maxIndexBytes) return undefined;
    const isLookedAt = isIndex || telling.has(box.type);
    const end = isIndex ? box.to : Math.min(box.to, box.from + maxLookedAt);
    boxes.push(isLookedAt ? { ...box, bytes: await reader.read(box.from, end) } : box);
    at = box.to;
  }
  return { size: reader.size, boxes, scattered: await scatteredPositions(reader) };
}

/** Boxes that say who, where and with what; phones put a place into every one of them. */
export const telling: ReadonlySet<string> = new Set(['udta', 'meta', 'uuid', 'gps ', 'free', 'skip']);

function headerOf(header: Buffer, from: number, fileSize: number): MovieBox | undefined {
  const short = header.readUInt32BE(0);
  if (short === 1 && header.byteLength < 16) return undefined;
  const size = short === 1 ? Number(header.readBigUInt64BE(8)) : short === 0 ? fileSize - from : short;
  const content = from + (short === 1 ? 16 : 8);
  const to = from + size;
  return to < content || to > fileSize ? undefined : { type: header.toString('latin1', 4, 8), from, content, to };
}

/** Each is a `free` box, anywhere in the file, that begins with `GPS `. */
async function scatteredPositions(reader: Reader): Promise<MovieParts['scattered']> {
  const mark = 'freeGPS ';
  const ranges: (readonly [number, number])[] = [];
  for (let start = 0; start < reader.size; start += pieceBytes) {
    // A mark may lie across the border of two pieces, and its size stands before it.
    const from = Math.max(0, start - 12);
    const bytes = await reader.read(from, start + pieceBytes);
    for (let at = bytes.indexOf(mark); at >= 0; at = bytes.indexOf(mark, at + mark.length)) {
      const size = at >= 4 ? bytes.readUInt32BE(at - 4) : 0;
      const position = from + at;
      const end = Math.min(reader.size, position - 4 + Math.min(65_536, Math.max(64, size)));
      if (ranges.at(-1)?.[0] !== position + 4) ranges.push([position + 4, end]);
    }
  }
  return ranges;
}

/** Whether the boxes inside a box fit; for boxes that are held whole. */
export function innerBoxes(bytes: Buffer): ReturnType<typeof isoBoxes> {
  return isoBoxes(bytes, bytes.readUInt32BE(0) === 1 ? 16 : 8);
}
