import { diff3Merge } from 'node-diff3';

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

type Resolve = (mine: string, base: string, theirs: string) => string | undefined;

function mergePieces(
  base: readonly string[],
  mine: readonly string[],
  theirs: readonly string[],
  resolve: Resolve,
): string | undefined {
  const merged: string[] = [];
  for (const region of diff3Merge([...mine], [...base], [...theirs], { excludeFalseConflicts: true })) {
    if (region.ok !== undefined) for (const piece of region.ok) merged.push(piece);
    if (region.conflict === undefined) continue;
    const { a, o, b } = region.conflict;
    const resolved = resolve(a.join(''), o.join(''), b.join(''));
    if (resolved === undefined) return undefined;
    merged.push(resolved);
  }
  return merged.join('');
}

/** Lines with their line ends, so that joining them gives the text back. */
function linesOf(text: string): readonly string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

/** Words, runs of space and single marks. */
function wordsOf(text: string): readonly string[] {
  return text.match(/[\p{L}\p{M}\p{N}_]+|\s+|[^\p{L}\p{M}\p{N}_\s]/gu) ?? [];
}
