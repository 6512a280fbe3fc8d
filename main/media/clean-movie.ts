import { type IsoBox, isoBoxes } from './iso-boxes.ts';
import { innerBoxes, type MovieParts, telling } from './movie-file.ts';
import { sampleRanges, tellsPlaces } from './position-tracks.ts';
import { inOrder, type RemovedPart } from './removed-parts.ts';

/** What of a film readers do not get: ranges to be overwritten, everything else stays where it is. */
export interface MovieCleaning {
  readonly blanks: readonly Blank[];
  readonly removed: readonly RemovedPart[];
}

/** A range of a file that is filled with zeros, or with `text`. */
export interface Blank {
  readonly from: number;
  readonly to: number;
  readonly text?: string;
}

/** A film that cannot be published: cut or broken, or with positions kept in a way that cannot be taken out. */
export type MovieRefused = 'damaged' | 'keeps-places';

const holders = new Set(['moov', 'trak', 'mdia', 'minf']);

/**
 * What has to be blanked in an MP4 or QuickTime file: user data (place, device, names) and tracks of positions. Offsets,
 * sound and pictures stay as they are.
 */
export function cleanMovie(movie: MovieParts | undefined): MovieCleaning | MovieRefused {
  if (movie === undefined) return 'damaged';
  const { boxes, scattered, size } = movie;
  const index = boxes.find(({ type }) => type === 'moov');
  if (index?.bytes === undefined) return 'damaged';
  const isInPieces = boxes.some(({ type }) => type === 'moof');
  const blanks: Blank[] = [];
  const removed = new Set<RemovedPart>();
  let isStuck = false;
  const blank = (box: Pick<IsoBox, 'from' | 'content' | 'to'>, base: number) => {
    blanks.push({ from: base + box.from + 4, to: base + box.from + 8, text: 'free' });
    if (box.to > box.content) blanks.push({ from: base + box.content, to: base + box.to });
  };
  const describeAll = (data: Buffer) => {
    for (const part of describe(data)) removed.add(part);
  };
  const walk = (bytes: Buffer, base: number, list: readonly IsoBox[]): void => {
    for (const box of list) {
      if (box.type === 'trak' && tellsPlaces(bytes, box)) {
        const ranges = sampleRanges(bytes, box, size);
        // A film sent in pieces keeps its samples in another way.
        if (ranges === undefined || isInPieces) isStuck = true;
        for (const [from, to] of ranges ?? []) if (to > from) blanks.push({ from, to });
        removed.add('location');
        blank(box, base);
      } else if (telling.has(box.type)) {
        describeAll(bytes.subarray(box.content, box.to));
        blank(box, base);
      } else if (holders.has(box.type)) walk(bytes, base, isoBoxes(bytes, box.content, box.to) ?? []);
    }
  };
  for (const box of boxes) {
    if (box.bytes === undefined) continue;
    if (box.type === 'moov') walk(box.bytes, box.from, innerBoxes(box.bytes) ?? []);
    else {
      describeAll(box.bytes.subarray(box.content - box.from));
      blank(box, 0);
    }
  }
  for (const [from, to] of scattered) {
    removed.add('location');
    blanks.push({ from, to });
  }
  return isStuck ? 'keeps-places' : { blanks, removed: inOrder(removed) };
}

function describe(data: Buffer): readonly RemovedPart[] {
  if (!data.some((byte) => byte !== 0)) return [];
  const text = data.toString('latin1');
  const parts: RemovedPart[] = [];
  if (/\xa9xyz|loci|location|GPS/i.test(text)) parts.push('location');
  if (/\xa9mod|\xa9mak|com\.apple\.quicktime\.m(?:odel|ake)|com\.android/.test(text)) parts.push('camera');
  return parts.length > 0 ? parts : ['other'];
}
