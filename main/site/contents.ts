import type { RenderedBody } from './render-tools.ts';
import type { ContentsView } from './views.ts';

/** A text with fewer headings, or words, is overlooked at a glance. */
const minHeadings = 4;
const minWords = 1_200;

/**
 * The table of contents beside a text, of its two upper levels of headings. Long texts have one; `toc` in the front matter
 * decides otherwise, and a text that has its own table in it needs no second one.
 */
export function contentsOf(body: RenderedBody, words: number, wanted: unknown): readonly ContentsView[] {
  if (wanted === false || body.html.includes('class="contents"')) return [];
  const top = Math.min(...body.headings.map(({ level }) => level));
  const shown = body.headings.filter(({ level }) => level <= top + 1);
  if (wanted !== true && (words < minWords || shown.length < minHeadings)) return [];
  const contents: { title: string; href: string; children: ContentsView[] }[] = [];
  for (const { level, text, id } of shown) {
    const entry = { title: text, href: `#${id}`, children: [] };
    const above = contents.at(-1);
    if (level > top && above !== undefined) above.children.push(entry);
    else contents.push(entry);
  }
  return contents;
}
