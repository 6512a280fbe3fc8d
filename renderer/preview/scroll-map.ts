import type { IncrementalMarkdown } from '../../common/markdown/incremental.ts';
import { boundsOf } from './chunk.ts';
import type { ShownText } from './shown-text.ts';

/** A source line, counted from 0 with a fraction, and where it is, in CSS pixels from the frame's upper edge. */
interface Anchor {
  readonly line: number;
  readonly y: number;
}

/** Where a source line is, relative to the frame's upper edge; between two known places it is where its share says. */
export function placeOfLine(line: number, text: IncrementalMarkdown, shown: ShownText): number | undefined {
  const at = text.blockAtLine(Math.floor(line));
  const anchors = anchorsOf(at, text, shown) ?? nearest(at, text, shown);
  if (!anchors) return undefined;
  const after = anchors.findIndex((anchor) => anchor.line > line);
  const [low, high] = [anchors[after - 1], anchors[after]];
  if (!low || !high) return (after === 0 ? anchors[0] : anchors.at(-1))?.y;
  return low.y + ((line - low.line) / (high.line - low.line)) * (high.y - low.y);
}

/** The source line at a height of the frame, in CSS pixels from its upper edge. */
export function lineAtPlace(y: number, text: IncrementalMarkdown, shown: ShownText): number {
  const block = blockAtPlace(y, shown);
  const anchors = block === undefined ? undefined : anchorsOf(block, text, shown);
  if (block === undefined || !anchors) return 0;
  const after = anchors.findIndex((anchor) => anchor.y > y);
  const [low, high] = [anchors[after - 1], anchors[after]];
  if (!low || !high) return (after === 0 ? anchors[0] : anchors.at(-1))?.line ?? 0;
  return low.line + ((y - low.y) / (high.y - low.y)) * (high.line - low.line);
}

/** The first block that reaches below a height. Looks at chunks first, so that only one of them is laid out for it. */
function blockAtPlace(y: number, shown: ShownText): number | undefined {
  const { chunks } = shown;
  const isShort = chunks.length === 1;
  const chunk = isShort ? chunks[0] : (chunks.find(({ bottom }) => bottom() > y) ?? chunks.at(-1));
  let last: number | undefined;
  for (let at = chunk?.first ?? 0; at < (chunk?.first ?? 0) + (chunk?.count ?? 0); at++) {
    const bounds = boundsOf(shown.nodesOf(at));
    if (!bounds) continue;
    last = at;
    if (bounds.bottom > y) return at;
  }
  return last;
}

/** Known places inside a block, ascending in both: its edges, and the block elements in it that know their line. */
function anchorsOf(at: number, text: IncrementalMarkdown, shown: ShownText): Anchor[] | undefined {
  const nodes = shown.nodesOf(at);
  const bounds = boundsOf(nodes);
  if (!bounds) return undefined;
  const { fromLine, toLine } = text.linesOf(at);
  const anchors: Anchor[] = [{ line: fromLine, y: bounds.top }];
  for (const element of nodes.flatMap((node) => (isElement(node) ? [...node.querySelectorAll('[data-line]')] : []))) {
    const line = fromLine + Number(element.getAttribute('data-line'));
    const { top } = element.getBoundingClientRect();
    const before = anchors.at(-1);
    if (before && line > before.line && top > before.y && line < toLine && top < bounds.bottom)
      anchors.push({ line, y: top });
  }
  anchors.push({ line: toLine, y: bounds.bottom });
  return anchors;
}

/** The block with something to see that is closest to one without. */
function nearest(at: number, text: IncrementalMarkdown, shown: ShownText): Anchor[] | undefined {
  for (let distance = 1; distance <= 20; distance++) {
    for (const other of [at + distance, at - distance]) {
      const anchors = other < 0 ? undefined : anchorsOf(other, text, shown);
      if (anchors) return anchors;
    }
  }
  return undefined;
}

function isElement(node: Node): node is Element {
  return node.nodeType === 1;
}
