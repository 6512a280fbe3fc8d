import { type IsoBox, isoBoxes } from './iso-boxes.ts';
import { type Cleaned, inOrder, type RemovedPart } from './removed-parts.ts';

/** Boxes that say who, where and with what; phones put a place into every one of them. */
const telling = new Set(['udta', 'meta', 'uuid']);
const holders = new Set(['moov', 'trak', 'mdia', 'minf']);

/**
 * An MP4 or QuickTime file whose user data (place, device, names) is blanked in place; offsets, sound and pictures stay as
 * they are. Undefined when the file is cut. A track of positions that some action cameras record is not touched.
 */
export function cleanMovie(bytes: Buffer): Cleaned | undefined {
  const boxes = isoBoxes(bytes);
  if (boxes === undefined || !boxes.some(({ type }) => type === 'moov')) return undefined;
  const content = Buffer.from(bytes);
  const removed = new Set<RemovedPart>();
  const blank = (list: readonly IsoBox[]): void => {
    for (const box of list) {
      if (holders.has(box.type)) blank(isoBoxes(bytes, box.content, box.to) ?? []);
      if (!telling.has(box.type)) continue;
      for (const part of describe(bytes.subarray(box.content, box.to))) removed.add(part);
      content.write('free', box.content - (box.content - box.from) + 4, 'latin1');
      content.fill(0, box.content, box.to);
    }
  };
  blank(boxes);
  return { content, removed: inOrder(removed) };
}

function describe(data: Buffer): readonly RemovedPart[] {
  const text = data.toString('latin1');
  const parts: RemovedPart[] = [];
  if (/\xa9xyz|loci|location|GPS/i.test(text)) parts.push('location');
  if (/\xa9mod|\xa9mak|com\.apple\.quicktime\.m(?:odel|ake)|com\.android/.test(text)) parts.push('camera');
  return parts.length > 0 ? parts : ['other'];
}
