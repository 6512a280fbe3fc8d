import type { ContentsView, HeadingView } from './views.ts';

/** A text with fewer headings, or words, is overlooked at a glance. */
const minHeadings = 4;
const minWords = 1_200;

/**
 * The table of contents beside a text, of its two upper levels of headings. Long texts have one; `toc` in the front matter
 * decides otherwise, and a text that has its own table in it needs no second one.
 */
export function contentsOf(
  html: string,
  headings: readonly HeadingView[],
  words: number,
  wanted: unknown,
): readonly ContentsView[] {
  const isLong = words >= minWords && headings.length >= minHeadings;
  if (wanted === false || (wanted !== true && !isLong) || html.includes('class="contents"')) return [];
  const top = Math.min(...headings.map(({ level }) => level));
  const shown = headings.filter(({ level }) => level <= top + 1);
  if (wanted !== true && shown.length < minHeadings) return [];
  const contents: { title: string; href: string; children: ContentsView[] }[] = [];
  for (const { level, title, href } of shown) {
    const entry = { title, href, children: [] };
    const above = contents.at(-1);
    if (level > top && above !== undefined) above.children.push(entry);
    else contents.push(entry);
  }
  return contents;
}
