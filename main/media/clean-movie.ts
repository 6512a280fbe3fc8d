import { type IsoBox, isoBoxes } from './iso-boxes.ts';
import { sampleRanges, scatteredPositions, tellsPlaces } from './position-tracks.ts';
import { type Cleaned, inOrder, type RemovedPart } from './removed-parts.ts';

/** Boxes that say who, where and with what; phones put a place into every one of them. */
const telling = new Set(['udta', 'meta', 'uuid', 'gps ', 'free', 'skip']);
const holders = new Set(['moov', 'trak', 'mdia', 'minf']);

/**
 * An MP4 or QuickTime file whose user data (place, device, names) and tracks of positions are blanked in place; offsets,
 * sound and pictures stay as they are. Undefined when the file is cut, or keeps positions in a way that cannot be
 * taken out.
 */
export function cleanMovie(bytes: Buffer): Cleaned | undefined {
  const boxes = isoBoxes(bytes);
  if (boxes === undefined || !boxes.some(({ type }) => type === 'moov')) return undefined;
  const content = Buffer.from(bytes);
  const removed = new Set<RemovedPart>();
  const isInPieces = boxes.some(({ type }) => type === 'moof');
  let isStuck = false;
  const blank = (box: IsoBox) => {
    content.write('free', box.from + 4, 'latin1');
    content.fill(0, box.content, box.to);
  };
  const walk = (list: readonly IsoBox[]): void => {
    for (const box of list) {
      if (box.type === 'trak' && tellsPlaces(bytes, box)) {
        const ranges = sampleRanges(bytes, box);
        // A film sent in pieces keeps its samples in another way.
        if (ranges === undefined || isInPieces) isStuck = true;
        for (const [from, to] of ranges ?? []) content.fill(0, from, to);
        removed.add('location');
        blank(box);
      } else if (telling.has(box.type)) {
        for (const part of describe(bytes.subarray(box.content, box.to))) removed.add(part);
        blank(box);
      } else if (holders.has(box.type)) walk(isoBoxes(bytes, box.content, box.to) ?? []);
    }
  };
  walk(boxes);
  for (const [from, to] of scatteredPositions(bytes)) {
    removed.add('location');
    content.fill(0, from, to);
  }
  return isStuck ? undefined : { content, removed: inOrder(removed) };
}

function describe(data: Buffer): readonly RemovedPart[] {
  if (!data.some((byte) => byte !== 0)) return [];
  const text = data.toString('latin1');
  const parts: RemovedPart[] = [];
  if (/\xa9xyz|loci|location|GPS/i.test(text)) parts.push('location');
  if (/\xa9mod|\xa9mak|com\.apple\.quicktime\.m(?:odel|ake)|com\.android/.test(text)) parts.push('camera');
  return parts.length > 0 ? parts : ['other'];
}
