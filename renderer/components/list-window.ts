import type { ListRow } from '../stores/list-rows.ts';

/** Heights of the rows, in CSS pixels; `style/post-list.css` draws them so. */
export const rowHeights = { group: 36, post: 56 } as const;

/** How many rows outside the visible part are drawn, so that quick scrolling shows no gaps. */
const overscan = 6;

/** Where each row starts, and, last, where the list ends. In CSS pixels. */
export function rowOffsets(rows: readonly ListRow[]): Float64Array {
  const offsets = new Float64Array(rows.length + 1);
  let top = 0;
  rows.forEach((row, index) => {
    offsets[index] = top;
    top += rowHeights[row.kind];
  });
  offsets[rows.length] = top;
  return offsets;
}

/** Rows from `first` up to, not including, `end` that are to be drawn. */
export function visibleRows(offsets: Float64Array, scrollTop: number, height: number): { first: number; end: number } {
  const count = offsets.length - 1;
  const first = Math.max(0, rowAt(offsets, scrollTop) - overscan);
  const end = Math.min(count, rowAt(offsets, scrollTop + height) + 1 + overscan);
  return { first, end };
}

/** The row that covers a place, found by halving. */
function rowAt(offsets: Float64Array, top: number): number {
  let low = 0;
  let high = Math.max(0, offsets.length - 2);
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((offsets[middle] ?? 0) <= top) low = middle;
    else high = middle - 1;
  }
  return low;
}
