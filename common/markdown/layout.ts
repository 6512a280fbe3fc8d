import type { Block } from './block.ts';
import type { Footnote, FootnoteMark, Pairing } from './environment.ts';
import type { HtmlPiece } from './html/pieces.ts';
import { inlineLabelStart } from './rules/footnote.ts';

/** Ids of each block's headings; blocks without headings are not in it. The author's own ids are taken first. */
export function layOutHeadings(blocks: readonly Block[]): ReadonlyMap<Block, readonly string[]> {
  const ids = new Map<Block, readonly string[]>();
  const withHeadings = blocks.filter((block) => block.headings.length > 0);
  const taken = new Map<string, number>();
  for (const block of withHeadings)
    for (const { explicitId } of block.headings) if (explicitId !== undefined) taken.set(explicitId, 1);
  for (const block of withHeadings)
    ids.set(
      block,
      block.headings.map(({ slug, explicitId }) => explicitId ?? freeId(slug, taken)),
    );
  return ids;
}

/** The id of a heading with this slug: `talks`, then `talks-1`. Notes it as taken. */
export function freeId(slug: string, taken: Map<string, number>): string {
  for (let count = taken.get(slug) ?? 0; ; count++) {
    const id = count === 0 ? slug : `${slug}-${count}`;
    if (count > 0 && taken.has(id)) continue;
    taken.set(slug, count + 1);
    if (id !== slug) taken.set(id, 1);
    return id;
  }
}

/** Blocks at the beginning of a text that can be seen before any scrolling. */
const blocksInSight = 4;

/** The block whose first picture readers see first: it is loaded at once, the others when they come near. */
export function findLead(blocks: readonly Block[]): Block | undefined {
  return blocks.slice(0, blocksInSight).find((block) => block.images.length > 0);
}

/** The numbers of a text's footnotes. */
export interface FootnoteLayout {
  /** Marks of each block's flow; blocks without marks are not in it. */
  readonly marks: ReadonlyMap<Block, readonly FootnoteMark[]>;
  /** The notes that are referred to, by number, with the block that defines each and the marks inside it. */
  readonly notes: readonly NumberedNote[];
}

/** A footnote in its place. `uses` is how often it is referred to. */
export interface NumberedNote {
  readonly note: Footnote;
  readonly block: Block;
  readonly marks: readonly FootnoteMark[];
  readonly uses: number;
}

/** Numbers footnotes by their first mark; marks inside notes come after those of the text, as their readers do. */
export function layOutFootnotes(blocks: readonly Block[]): FootnoteLayout {
  const named = new Map<string, { note: Footnote; block: Block }>();
  for (const block of blocks) {
    for (const note of block.footnotes) {
      if (!note.label.startsWith(inlineLabelStart) && !named.has(note.label)) named.set(note.label, { note, block });
    }
  }
  const numbers = new Map<Footnote, number>();
  const notes: { note: Footnote; block: Block; marks: FootnoteMark[]; uses: number }[] = [];
  const number = (label: string, from: Block): FootnoteMark => {
    const own = label.startsWith(inlineLabelStart) ? from.footnotes.find((note) => note.label === label) : undefined;
    const target = own ? { note: own, block: from } : named.get(label);
    if (!target) return { number: 0, use: 1 };
    const known = numbers.get(target.note) ?? notes.push({ ...target, marks: [], uses: 0 });
    numbers.set(target.note, known);
    const entry = notes[known - 1];
    if (entry) entry.uses++;
    return { number: known, use: entry?.uses ?? 1 };
  };
  const marks = new Map<Block, readonly FootnoteMark[]>();
  for (const block of blocks) {
    if (block.footnoteUses.length > 0)
      marks.set(
        block,
        block.footnoteUses.map((label) => number(label, block)),
      );
  }
  for (const entry of notes) entry.marks.push(...entry.note.uses.map((label) => number(label, entry.block)));
  return { marks, notes };
}

/** What became of raw tags without a partner in their own block. */
export interface PairingLayout {
  readonly pairings: ReadonlyMap<HtmlPiece, Pairing>;
  /** Runs of blocks `[from, to)` that one raw element spans: they can only be shown together. Ascending, apart. */
  readonly spans: readonly { readonly from: number; readonly to: number }[];
}

/** Pairs raw tags across blocks: `<details>`, Markdown between, `</details>`. A tag without a partner ends with its own block. */
export function layOutPairings(blocks: readonly Block[]): PairingLayout {
  const pairings = new Map<HtmlPiece, Pairing>();
  const open: { piece: HtmlPiece; at: number }[] = [];
  const spans: { from: number; to: number }[] = [];
  blocks.forEach((block, at) => {
    for (const piece of block.unpaired) {
      if (piece.kind === 'open') open.push({ piece, at });
      if (piece.kind !== 'close') continue;
      const partner = open.findLastIndex(
        (candidate) => candidate.piece.kind === 'open' && candidate.piece.name === piece.name,
      );
      const [opened] = partner < 0 ? [] : open.splice(partner);
      if (!opened) continue;
      pairings.set(opened.piece, 'paired').set(piece, 'paired');
      while ((spans.at(-1)?.from ?? -1) >= opened.at || (spans.at(-1)?.to ?? -1) > opened.at) {
        opened.at = Math.min(opened.at, spans.pop()?.from ?? opened.at);
      }
      spans.push({ from: opened.at, to: at + 1 });
    }
  });
  for (const block of blocks) {
    const lastPaired = block.unpaired.findLastIndex((piece) => pairings.has(piece));
    block.unpaired.forEach((piece, place) => {
      if (piece.kind === 'open' && place > lastPaired && !pairings.has(piece)) pairings.set(piece, 'closed-here');
    });
  }
  return { pairings, spans };
}
