import type { Block } from './block.ts';
import type { ChangedDefinitions } from './definitions.ts';
import type { Layout } from './render-block.ts';

/** Whether a block must be read again, since something it looked up means something else now. */
export function dependsOn(block: Block, { consulted, abbreviations }: ChangedDefinitions): boolean {
  for (const label of consulted) if (block.consulted.has(label)) return true;
  return abbreviations.some((label) => block.source.includes(label));
}

/** Whether a block that stayed has other ids, numbers, partners or headings to list than before. */
export function isPlacedAnew(block: Block, before: Layout, now: Layout): boolean {
  if ((block === before.lead) !== (block === now.lead)) return true;
  if (block.hasContents && before.contents !== now.contents) return true;
  if (block.headings.length > 0 && !sameList(before.headingIds?.get(block), now.headingIds?.get(block), Object.is))
    return true;
  if (block.unpaired.some((piece) => before.pairings.get(piece) !== now.pairings.get(piece))) return true;
  const [marksBefore, marksNow] = [before.footnotes?.marks.get(block), now.footnotes?.marks.get(block)];
  return !sameList(marksBefore, marksNow, (one, other) => one?.number === other?.number && one?.use === other?.use);
}

function sameList<Item>(
  one: readonly Item[] | undefined,
  other: readonly Item[] | undefined,
  isSame: (a: Item | undefined, b: Item | undefined) => boolean,
): boolean {
  return one === other || (one?.length === other?.length && (one ?? []).every((item, at) => isSame(item, other?.[at])));
}
