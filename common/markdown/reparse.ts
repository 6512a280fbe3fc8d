import type { MarkdownIt } from 'markdown-it';
import type { Block } from './block.ts';
import { type RawBlock, splitBlocks } from './split-blocks.ts';

/** A replacement of `[from, to)` in the whole text by `insert`. */
export interface TextEdit {
  readonly from: number;
  readonly to: number;
  readonly insert: string;
}

/** What an edit makes of a text's blocks: those at `[from, to)` give way to `raw`. All others stand. */
export interface Reparsed {
  readonly from: number;
  readonly to: number;
  readonly raw: RawBlock[];
}

/**
 * How far a block's end can depend on what follows it, in runs of lines without a blank one between. A list looks at the
 * line after its blank lines, a reference for its title up to the next blank line, a definition list one run further.
 */
const lookAheadRuns = 2;

/**
 * Reads anew what an edit touches. Sound because of two facts: what a block is depends on no line before it, so reading
 * can begin at any block that the edit cannot reach backwards, and can stop at any later block that begins where one
 * began before; and no block's end depends on more than `lookAheadRuns` runs of lines behind it.
 */
export function reparse(blocks: readonly Block[], edit: TextEdit, markdown: MarkdownIt): Reparsed {
  const touched = findTouched(blocks, edit);
  const from = backwards(blocks, touched.first);
  const before =
    sourceOf(blocks, from, touched.first) +
    (blocks[touched.first]?.source.slice(0, edit.from - touched.firstOffset) ?? '');
  const after = blocks[touched.last]?.source.slice(edit.to - touched.lastOffset) ?? '';
  const head = before + edit.insert + after;
  for (let more = lookAheadRuns + 1; ; more *= 4) {
    const end = forwards(blocks, touched.last + 1, more);
    const raw = splitBlocks(head + sourceOf(blocks, touched.last + 1, end), markdown);
    const meeting =
      end >= blocks.length
        ? { to: blocks.length, count: raw.length }
        : findMeeting(blocks, raw, head.length, touched.last + 1, end);
    if (meeting) return withoutUnchanged(blocks, { from, to: meeting.to, raw: raw.slice(0, meeting.count) });
  }
}

interface Touched {
  readonly first: number;
  readonly firstOffset: number;
  readonly last: number;
  readonly lastOffset: number;
}

/** The blocks that hold the edit's ends. An edit that ends where a block begins touches that block: its first line may grow. */
function findTouched(blocks: readonly Block[], { from, to }: TextEdit): Touched {
  const final = blocks.length - 1;
  let at = 0;
  let offset = 0;
  const advanceTo = (position: number) => {
    while (at < final && offset + (blocks[at]?.source.length ?? 0) <= position)
      offset += blocks[at++]?.source.length ?? 0;
  };
  advanceTo(from);
  const [first, firstOffset] = [at, offset];
  advanceTo(to);
  return { first, firstOffset, last: at, lastOffset: offset };
}

/** The last block before the edit that cannot have looked as far as the edit, and the one after it: where reading begins. */
function backwards(blocks: readonly Block[], first: number): number {
  let runs = 0;
  let at = first;
  while (at > 0 && runs < lookAheadRuns) {
    at--;
    if (endsBlank(blocks[at])) runs++;
  }
  return at;
}

function forwards(blocks: readonly Block[], from: number, runs: number): number {
  let seen = 0;
  let at = from;
  while (at < blocks.length && seen < runs) if (endsBlank(blocks[at++])) seen++;
  return at;
}

/** The first block that begins where an old one begins, behind the edit, with enough text behind it to be sure of its start. */
function findMeeting(
  blocks: readonly Block[],
  raw: readonly RawBlock[],
  untouchedFrom: number,
  firstUntouched: number,
  end: number,
): { to: number; count: number } | undefined {
  let old = firstUntouched;
  let oldOffset = untouchedFrom;
  let offset = 0;
  for (let count = 0; count < raw.length; count++) {
    while (old < end && oldOffset < offset) oldOffset += blocks[old++]?.source.length ?? 0;
    if (old < end && oldOffset === offset && hasRuns(blocks, old, end)) return { to: old, count };
    offset += raw[count]?.source.length ?? 0;
  }
  return undefined;
}

function hasRuns(blocks: readonly Block[], from: number, end: number): boolean {
  let runs = 0;
  for (let at = from; at < end; at++) if (endsBlank(blocks[at])) runs++;
  return runs >= lookAheadRuns;
}

/** Blocks that were read anew and came out as they were keep their place, and everything known of them. */
function withoutUnchanged(blocks: readonly Block[], { from, to, raw }: Reparsed): Reparsed {
  let start = 0;
  while (start < raw.length && from + start < to && raw[start]?.source === blocks[from + start]?.source) start++;
  let end = 0;
  while (
    raw.length - end > start &&
    to - end > from + start &&
    raw[raw.length - 1 - end]?.source === blocks[to - 1 - end]?.source
  )
    end++;
  return { from: from + start, to: to - end, raw: raw.slice(start, raw.length - end) };
}

function endsBlank(block: Block | undefined): boolean {
  return (
    block !== undefined &&
    (/\n[ \t]*\n$/.test(block.source.slice(-200)) || (block.tokens.length === 0 && block.source.trim() === ''))
  );
}

function sourceOf(blocks: readonly Block[], from: number, to: number): string {
  let text = '';
  for (let at = from; at < to; at++) text += blocks[at]?.source ?? '';
  return text;
}
