import { type IsoBox, isoBoxes } from './iso-boxes.ts';

/**
 * Formats of tracks that cameras write beside picture and sound, with place, time and device for every moment: GoPro's,
 * Sony's, DJI's, Apple's and Google's. See https://gopro.github.io/gpmf-parser/ and
 * https://developers.google.com/streetview/publish/camm-spec
 */
const tellingFormats: ReadonlySet<string> = new Set(['gpmd', 'fdsc', 'rtmd', 'djmd', 'dbgi', 'mebx', 'camm', 'urim']);

/** True for a track that says where its camera was. */
export function tellsPlaces(bytes: Buffer, track: IsoBox): boolean {
  const media = child(bytes, track, 'mdia');
  const handler = child(bytes, media, 'hdlr');
  const description = child(bytes, table(bytes, track), 'stsd');
  const format = description && text(bytes, description.content + 12);
  return (
    (handler && text(bytes, handler.content + 8)) === 'meta' || (format !== undefined && tellingFormats.has(format))
  );
}

/** Where the samples of a track lie, as ranges of its file; undefined when its tables do not fit together. */
export function sampleRanges(
  bytes: Buffer,
  track: IsoBox,
  fileSize: number,
): readonly (readonly [from: number, to: number])[] | undefined {
  const tables = table(bytes, track);
  const [sizes, runs] = [child(bytes, tables, 'stsz'), child(bytes, tables, 'stsc')];
  const offsets = chunkOffsets(bytes, tables);
  if (sizes === undefined || runs === undefined || offsets === undefined) return undefined;
  const sizeOf = sampleSizes(bytes, sizes, fileSize);
  const perChunk = chunkLengths(bytes, runs);
  if (sizeOf === undefined || perChunk === undefined) return undefined;
  const ranges: (readonly [number, number])[] = [];
  let sample = 0;
  for (const [chunk, from] of offsets.entries()) {
    let to = from;
    const last = Math.min(sample + perChunk(chunk + 1), sizeOf.count);
    if (sizeOf.same > 0) to += Math.max(0, last - sample) * sizeOf.same;
    else for (let at = sample; at < last; at += 1) to += sizeOf.at(at);
    sample = Math.max(sample, last);
    if (from < 0 || to > fileSize) return undefined;
    ranges.push([from, to]);
  }
  return ranges;
}

function table(bytes: Buffer, track: IsoBox): IsoBox | undefined {
  return child(bytes, child(bytes, child(bytes, track, 'mdia'), 'minf'), 'stbl');
}

function child(bytes: Buffer, box: IsoBox | undefined, type: string): IsoBox | undefined {
  return box && isoBoxes(bytes, box.content, box.to)?.find((inner) => inner.type === type);
}

function text(bytes: Buffer, at: number): string {
  return bytes.toString('latin1', at, at + 4);
}

/** How many entries of `width` bytes a table has; undefined when it claims more than it holds. */
function entries(bytes: Buffer, box: IsoBox, countAt: number, width: number): number | undefined {
  const first = box.content + countAt + 4;
  if (first > box.to) return undefined;
  const count = bytes.readUInt32BE(box.content + countAt);
  return first + count * width <= box.to ? count : undefined;
}

function chunkOffsets(bytes: Buffer, tables: IsoBox | undefined): readonly number[] | undefined {
  const short = child(bytes, tables, 'stco');
  const box = short ?? child(bytes, tables, 'co64');
  if (box === undefined) return undefined;
  const width = short === undefined ? 8 : 4;
  const count = entries(bytes, box, 4, width);
  if (count === undefined) return undefined;
  return Array.from({ length: count }, (_, index) => {
    const at = box.content + 8 + index * width;
    return width === 4 ? bytes.readUInt32BE(at) : Number(bytes.readBigUInt64BE(at));
  });
}

/** One size for all samples, or one for each. */
function sampleSizes(
  bytes: Buffer,
  box: IsoBox,
  fileSize: number,
): { readonly count: number; readonly same: number; readonly at: (sample: number) => number } | undefined {
  if (box.to - box.content < 12) return undefined;
  const same = bytes.readUInt32BE(box.content + 4);
  const stated = bytes.readUInt32BE(box.content + 8);
  // Samples of one size need no table, so their number is bounded by the file instead.
  if (same > 0) return { count: Math.min(stated, Math.ceil(fileSize / same)), same, at: () => same };
  const count = entries(bytes, box, 8, 4);
  const at = (sample: number) => bytes.readUInt32BE(box.content + 12 + sample * 4);
  return count === undefined ? undefined : { count, same, at };
}

/** How many samples each chunk has, counted from 1: runs of equal chunks. */
function chunkLengths(bytes: Buffer, box: IsoBox): ((chunk: number) => number) | undefined {
  const count = entries(bytes, box, 4, 12);
  if (count === undefined) return undefined;
  const runs = Array.from({ length: count }, (_, index) => {
    const at = box.content + 8 + index * 12;
    return { first: bytes.readUInt32BE(at), samples: bytes.readUInt32BE(at + 4) };
  });
  let at = 0;
  return (chunk) => {
    while ((runs[at + 1]?.first ?? Number.POSITIVE_INFINITY) <= chunk) at += 1;
    return runs[at]?.samples ?? 0;
  };
}
