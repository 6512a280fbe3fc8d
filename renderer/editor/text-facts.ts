import { type ChangeDesc, type EditorState, StateField, type Text } from '@codemirror/state';
import { countWords } from '../../common/markdown/plain-text.ts';

/** What is shown about the text while it is written. */
export interface TextFacts {
  readonly words: number;
  /** Words of the selection; 0 without one. */
  readonly selectedWords: number;
  readonly characters: number;
  /** Line of the cursor, counted from 0. */
  readonly line: number;
}

/** The selection is counted up to this many characters; beyond it the count would cost more than a frame. */
const longestCountedSelection = 200_000;

/** Words of the text, kept by counting again only the lines that an edit touches. */
export const wordCount = StateField.define<number>({
  create: (state) => countIn(state.doc, 0, state.doc.length),
  update(count, transaction) {
    if (!transaction.docChanged) return count;
    return count + wordsAdded(transaction.startState.doc, transaction.newDoc, transaction.changes);
  },
});

/** Facts of a state that holds `wordCount`. */
export function textFacts(state: EditorState): TextFacts {
  const { from, to, head } = state.selection.main;
  return {
    words: state.field(wordCount, false) ?? 0,
    selectedWords: to > from && to - from <= longestCountedSelection ? countWords(state.sliceDoc(from, to)) : 0,
    characters: state.doc.length,
    line: state.doc.lineAt(head).number - 1,
  };
}

function wordsAdded(before: Text, after: Text, changes: ChangeDesc): number {
  let added = 0;
  let countedTo = -1;
  changes.iterChangedRanges((fromA, toA, fromB, toB) => {
    // Ranges on one line would count it twice: a line that was counted is not counted again.
    const from = before.lineAt(fromA).from;
    const to = before.lineAt(toA).to;
    if (from <= countedTo) {
      const rest = before.lineAt(countedTo).to;
      if (to > rest) {
        added += countIn(after, changes.mapPos(rest, -1), after.lineAt(toB).to) - countIn(before, rest, to);
        countedTo = to;
      }
      return;
    }
    added += countIn(after, after.lineAt(fromB).from, after.lineAt(Math.max(toB, changes.mapPos(to, 1))).to);
    added -= countIn(before, from, to);
    countedTo = to;
  });
  return added;
}

function countIn(text: Text, from: number, to: number): number {
  let count = 0;
  let position = from;
  while (position <= to) {
    const line = text.lineAt(position);
    count += countWords(line.text.slice(Math.max(0, from - line.from), Math.min(line.length, to - line.from)));
    position = line.to + 1;
  }
  return count;
}
