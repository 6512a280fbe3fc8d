import { EditorSelection, type EditorState, type StateCommand } from '@codemirror/state';

const mark = /\[\^([^[\]\s]+)\](?!:)/g;
const definition = /^\s{0,3}\[\^([^[\]\s]+)\]:[ \t]*/;

/**
 * Goes from a footnote's mark to its text, and from its text to the first mark. Outside of both: to the text of the last
 * mark before the cursor on its line, else false.
 */
export const jumpToFootnote: StateCommand = ({ state, dispatch }) => {
  const target = fromDefinition(state) ?? fromMark(state);
  if (target === undefined) return false;
  dispatch(state.update({ selection: EditorSelection.cursor(target), scrollIntoView: true, userEvent: 'select.jump' }));
  return true;
};

/** The end of the first mark of the note that the cursor is in. */
function fromDefinition(state: EditorState): number | undefined {
  const label = noteAt(state);
  if (label === undefined) return undefined;
  for (let number = 1; number <= state.doc.lines; number += 1) {
    const line = state.doc.line(number);
    for (const match of line.text.matchAll(mark))
      if (match[1] === label) return line.from + match.index + match[0].length;
  }
  return undefined;
}

/** The label of the note whose text holds the cursor: its first line, or lines indented below it. */
function noteAt(state: EditorState): string | undefined {
  const here = state.doc.lineAt(state.selection.main.head);
  // A mark inside a note leads on to its own note.
  if (markAt(here.text, state.selection.main.head - here.from, 'touching') !== undefined) return undefined;
  for (let number = here.number; number >= 1; number -= 1) {
    const { text } = state.doc.line(number);
    const label = definition.exec(text)?.[1];
    if (label !== undefined) return label;
    if (!/^(?: {2,}|\t)|^\s*$/.test(text)) return undefined;
  }
  return undefined;
}

/** Where the text of the note begins whose mark is at the cursor, or the nearest before it. */
function fromMark(state: EditorState): number | undefined {
  const { head } = state.selection.main;
  const here = state.doc.lineAt(head);
  const label = markAt(here.text, head - here.from, 'touching') ?? markAt(here.text, head - here.from, 'before');
  if (label === undefined) return undefined;
  for (let number = state.doc.lines; number >= 1; number -= 1) {
    const line = state.doc.line(number);
    const found = definition.exec(line.text);
    if (found?.[1] === label) return line.from + found[0].length;
  }
  return undefined;
}

function markAt(text: string, at: number, how: 'touching' | 'before'): string | undefined {
  const marks = [...text.matchAll(mark)];
  return how === 'touching'
    ? marks.find(({ 0: whole, index }) => index <= at && at <= index + whole.length)?.[1]
    : marks.findLast(({ index }) => index < at)?.[1];
}
