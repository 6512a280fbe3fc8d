import { diff3Merge } from 'node-diff3';
import type { MergePiece } from '../../common/contract/history.ts';

/**
 * Two versions of one text put together, by lines, and by words where both changed the same lines. Undefined when both changed
 * the same words in different ways: then nothing may be thrown away without asking. All three have the same line ends.
 */
export function mergeTexts(base: string, mine: string, theirs: string): string | undefined {
  if (mine === theirs || base === theirs) return mine;
  if (base === mine) return theirs;
  return mergePieces(linesOf(base), linesOf(mine), linesOf(theirs), (ours, old, others) =>
    mergePieces(wordsOf(old), wordsOf(ours), wordsOf(others), () => undefined),
  );
}

/** The same put together as far as it goes, piece by piece: where both changed the same words, both are there to choose from. */
export function piecesOf(base: string, mine: string, theirs: string): readonly MergePiece[] {
  const pieces: MergePiece[] = [];
  let agreed = '';
  for (const region of regionsOf(linesOf(base), linesOf(mine), linesOf(theirs))) {
    if (region.ok !== undefined) agreed += region.ok.join('');
    if (region.conflict === undefined) continue;
    const [ours, old, others] = [region.conflict.a, region.conflict.o, region.conflict.b].map((lines) =>
      lines.join(''),
    );
    const resolved = mergeTexts(old ?? '', ours ?? '', others ?? '');
    if (resolved !== undefined) agreed += resolved;
    else {
      if (agreed !== '') pieces.push({ kind: 'agreed', text: agreed });
      agreed = '';
      pieces.push({ kind: 'disputed', mine: ours ?? '', theirs: others ?? '' });
    }
  }
  return agreed === '' ? pieces : [...pieces, { kind: 'agreed', text: agreed }];
}

type Resolve = (mine: string, base: string, theirs: string) => string | undefined;

function mergePieces(
  base: readonly string[],
  mine: readonly string[],
  theirs: readonly string[],
  resolve: Resolve,
): string | undefined {
  const merged: string[] = [];
  for (const region of regionsOf(base, mine, theirs)) {
    if (region.ok !== undefined) for (const piece of region.ok) merged.push(piece);
    if (region.conflict === undefined) continue;
    const { a, o, b } = region.conflict;
    const resolved = resolve(a.join(''), o.join(''), b.join(''));
    if (resolved === undefined) return undefined;
    merged.push(resolved);
  }
  return merged.join('');
}

function regionsOf(base: readonly string[], mine: readonly string[], theirs: readonly string[]) {
  return diff3Merge([...mine], [...base], [...theirs], { excludeFalseConflicts: true });
}

/** Lines with their line ends, so that joining them gives the text back. */
function linesOf(text: string): readonly string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

/** Words, runs of space and single marks. */
function wordsOf(text: string): readonly string[] {
  return text.match(/[\p{L}\p{M}\p{N}_]+|\s+|[^\p{L}\p{M}\p{N}_\s]/gu) ?? [];
}
