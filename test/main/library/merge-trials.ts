import fc from 'fast-check';
import { mergeTexts } from '../../../main/library/merge-texts.ts';

/** A merge: its three texts, and which words each side added and took away. */
interface MergeCase {
  readonly base: string;
  readonly mine: string;
  readonly theirs: string;
}

type Merge = (base: string, mine: string, theirs: string) => string | undefined;

/** What merges did with words. */
export interface MergeCount {
  readonly merges: number;
  /** Answered with a text. */
  readonly merged: number;
  /** Lost a word that somebody had added or that both had kept. */
  readonly lost: number;
  /** Kept a word that one side had taken away while the other moved its line: safe, and seen by the author. */
  readonly kept: number;
  readonly firstFault: string;
}

const word = fc.constantFrom('sea', 'rail', 'night', 'blue', 'the', 'of', 'harbour');
const line = fc.array(word, { minLength: 0, maxLength: 8 });
const page = fc.array(line, { minLength: 1, maxLength: 12 });
const edit = fc.record({
  line: fc.nat(11),
  word: fc.nat(8),
  kind: fc.constantFrom('add', 'remove', 'replace', 'add-line', 'remove-line'),
});
const edits = fc.array(edit, { minLength: 1, maxLength: 5 });

/** Merges random edits of random pages. Every word of the base is made unique, so that each can be followed. */
export function mergeRandomly(runs: number, seed: number, merge: Merge = mergeTexts): MergeCount {
  let [merged, lost, kept, firstFault] = [0, 0, 0, ''];
  const samples = fc.sample(fc.tuple(page, edits, edits), { numRuns: runs, seed });
  for (const [words, ours, others] of samples) {
    const base = words.map((names, row) => names.map((name, column) => `${name}${row}x${column}`));
    const mergeCase = {
      base: textOf(base),
      mine: textOf(edited(base, ours, 'mine')),
      theirs: textOf(edited(base, others, 'theirs')),
    };
    const result = merge(mergeCase.base, mergeCase.mine, mergeCase.theirs);
    if (result === undefined) continue;
    merged += 1;
    if (keepsRemoved(mergeCase, result)) kept += 1;
    const fault = faultIn(mergeCase, result);
    if (fault === undefined) continue;
    lost += 1;
    if (firstFault === '') firstFault = `${fault}: ${JSON.stringify(mergeCase)} gave ${JSON.stringify(result)}`;
  }
  return { merges: samples.length, merged, lost, kept, firstFault };
}

function edited(
  base: readonly (readonly string[])[],
  changes: readonly { readonly line: number; readonly word: number; readonly kind: string }[],
  author: string,
): readonly (readonly string[])[] {
  const lines = base.map((words) => [...words]);
  for (const [number, change] of changes.entries()) {
    const row = change.line % Math.max(lines.length, 1);
    const words = lines[row];
    const marker = `${author}${number}`;
    if (change.kind === 'add-line' || words === undefined) lines.splice(row, 0, [marker]);
    else if (change.kind === 'remove-line') lines.splice(row, 1);
    else if (change.kind === 'add') words.splice(change.word % (words.length + 1), 0, marker);
    else if (change.kind === 'remove') words.splice(change.word % Math.max(words.length, 1), 1);
    else words.splice(change.word % Math.max(words.length, 1), 1, marker);
  }
  return lines;
}

function textOf(lines: readonly (readonly string[])[]): string {
  return lines.map((words) => `${words.join(' ')}\n`).join('');
}

function faultIn({ base, mine, theirs }: MergeCase, result: string): string | undefined {
  const [before, ours, others, after] = [wordsIn(base), wordsIn(mine), wordsIn(theirs), wordsIn(result)];
  for (const name of [...ours, ...others]) {
    const isAdded = !before.has(name);
    const isKeptByBoth = ours.has(name) && others.has(name);
    if ((isAdded || isKeptByBoth) && !after.has(name)) return `lost ${name}`;
  }
  return undefined;
}

function keepsRemoved({ base, mine, theirs }: MergeCase, result: string): boolean {
  const [before, ours, others, after] = [wordsIn(base), wordsIn(mine), wordsIn(theirs), wordsIn(result)];
  return [...before].some((name) => after.has(name) && (!ours.has(name) || !others.has(name)));
}

function wordsIn(text: string): ReadonlySet<string> {
  return new Set(text.split(/\s+/).filter((name) => name !== ''));
}
