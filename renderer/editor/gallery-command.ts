import { EditorSelection, type EditorState, type Line, type StateCommand } from '@codemirror/state';

/** A picture alone on its line, with or without words. */
const pictureLine = /^\s{0,3}!\[(?:[^\]\\]|\\.)*\]\([^)]*\)(?:\{[^}]*\})?\s*$/;

/**
 * Makes one gallery of the pictures that the selection touches, or, without one, of those around the cursor: the empty lines
 * between them go. Answers false where there are not two pictures with something between them to take out.
 */
export const makeGallery: StateCommand = ({ state, dispatch }) => {
  if (state.readOnly) return false;
  const lines = picturesAround(state);
  const [first, last] = [lines[0], lines.at(-1)];
  if (first === undefined || last === undefined || lines.length < 2) return false;
  const insert = lines.map(({ text }) => text.trim()).join('\n');
  if (insert === state.sliceDoc(first.from, last.to)) return false;
  dispatch(
    state.update({
      changes: { from: first.from, to: last.to, insert },
      selection: EditorSelection.cursor(first.from + insert.length),
      userEvent: 'input.format',
      scrollIntoView: true,
    }),
  );
  return true;
};

/** Lines with pictures and nothing but empty lines between them. */
function picturesAround(state: EditorState): readonly Line[] {
  const { from, to } = state.selection.main;
  const start = state.doc.lineAt(from).number;
  const end = state.doc.lineAt(to).number;
  const isPart = (number: number) => {
    const { text } = state.doc.line(number);
    return text.trim() === '' || pictureLine.test(text);
  };
  for (let number = start; number <= end; number += 1) if (!isPart(number)) return [];
  const isSelected = from !== to;
  let [top, bottom] = [start, end];
  while (!isSelected && top > 1 && isPart(top - 1)) top -= 1;
  while (!isSelected && bottom < state.doc.lines && isPart(bottom + 1)) bottom += 1;
  return Array.from({ length: bottom - top + 1 }, (_, index) => state.doc.line(top + index)).filter(
    ({ text }) => text.trim() !== '',
  );
}
