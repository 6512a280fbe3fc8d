import type { SearchSnippet } from '../../common/contract/search.ts';
import { foldText, type SearchPart } from './search-words.ts';

/** Characters shown around the first hit. */
const snippetLength = 160;

/** The place of a text where most of a search's words stand, with each of them marked. */
export function snippetOf(text: string, parts: readonly SearchPart[]): SearchSnippet {
  const words = parts.flatMap((part) => part.words.map((word) => foldText(word)));
  const folded = foldText(text);
  const hits = words.flatMap((word) => placesOf(folded, word)).sort((a, b) => a[0] - b[0]);
  const start = wordStart(text, Math.max(0, bestStart(hits) - 40));
  const end = wordEnd(text, Math.min(text.length, start + snippetLength));
  const [before, after] = [start > 0 ? '…' : '', end < text.length ? '…' : ''];
  // Line ends become spaces one for one, so that the marks keep their places.
  const shown = text.slice(start, end).replace(/\s/g, ' ');
  const marks = hits
    .filter(([from, to]) => from >= start && to <= end)
    .map(([from, to]) => ({ from: from - start + before.length, to: to - start + before.length }));
  return { text: before + shown + after, marks: withoutOverlaps(marks) };
}

type Place = readonly [from: number, to: number];

/** At most twenty places where a word begins. */
function placesOf(folded: string, word: string): readonly Place[] {
  const places: Place[] = [];
  for (let from = folded.indexOf(word); from !== -1 && places.length < 20; from = folded.indexOf(word, from + 1)) {
    const isWordStart = from === 0 || !/[\p{L}\p{N}]/u.test(folded.charAt(from - 1)) || /[\u3040-\u9fff]/.test(word);
    if (isWordStart) places.push([from, from + word.length]);
  }
  return places;
}

/** Where a window of the snippet's length holds the most hits. */
function bestStart(hits: readonly Place[]): number {
  let [best, most] = [hits[0]?.[0] ?? 0, 0];
  for (const [from] of hits) {
    const inWindow = hits.filter(([other]) => other >= from && other < from + snippetLength - 40).length;
    if (inWindow > most) [best, most] = [from, inWindow];
  }
  return best;
}

function wordStart(text: string, position: number): number {
  if (position === 0) return 0;
  const space = text.slice(position, position + 40).search(/\s/);
  return space === -1 ? position : position + space + 1;
}

function wordEnd(text: string, position: number): number {
  if (position === text.length) return position;
  const space = text.slice(position - 40, position).search(/\s\S*$/);
  return space === -1 ? position : position - 40 + space;
}

function withoutOverlaps(marks: readonly { readonly from: number; readonly to: number }[]): SearchSnippet['marks'] {
  const kept: { readonly from: number; readonly to: number }[] = [];
  for (const mark of marks) if (mark.from >= (kept.at(-1)?.to ?? 0)) kept.push(mark);
  return kept;
}
