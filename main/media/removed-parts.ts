/** What a file carried that readers do not get. */
export type RemovedPart =
  | 'location'
  | 'serial-number'
  | 'camera'
  | 'time'
  | 'author'
  | 'thumbnail'
  | 'maker-note'
  | 'description'
  | 'other'
  | 'script';

/** A file without what is nobody's business. */
export interface Cleaned {
  readonly content: Buffer;
  /** Each kind once, in the order of `RemovedPart`'s list. */
  readonly removed: readonly RemovedPart[];
  /** How the picture is still to be turned, 2 to 8 as Exif counts; absent when it is upright. */
  readonly orientation?: number;
}

const order: readonly RemovedPart[] = [
  'location',
  'serial-number',
  'camera',
  'time',
  'author',
  'thumbnail',
  'maker-note',
  'description',
  'other',
  'script',
];

/** The kinds in a set, in one fixed order. */
export function inOrder(parts: ReadonlySet<RemovedPart>): readonly RemovedPart[] {
  return order.filter((part) => parts.has(part));
}
