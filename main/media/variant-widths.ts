/** Widths in pixels that fit a column of text on a phone, a tablet, a screen, and the same on a dense one. */
const usual = [480, 768, 1080, 1600];

/**
 * The widths to publish a picture at, smallest first: the usual ones below its own, then its own or the largest. One
 * that would save less than a seventh of the width is left out. Never more than the original has.
 */
export function variantWidths(width: number): readonly number[] {
  const largest = Math.min(width, usual.at(-1) ?? width);
  return [...usual.filter((usualWidth) => usualWidth < largest * 0.86), largest];
}
