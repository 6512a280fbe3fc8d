import {
  ChangeSet,
  type ChangeSpec,
  countColumn,
  type EditorState,
  type Line,
  type StateCommand,
} from '@codemirror/state';
import { renumbered } from './renumber.ts';

const item = /^(\s*)([-*+]|\d{1,9}[.)])(\s+)/;

/** Moves the selected list items one level in, below the item before them. Answers false where there is no list item. */
export const indentItem: StateCommand = ({ state, dispatch }) => {
  const lines = selectedItems(state);
  const [first] = lines;
  if (first === undefined || state.readOnly) return false;
  const parent = itemBefore(state, first);
  // Nothing to go below: the key is answered, so that it does not leave the text.
  if (parent === undefined) return true;
  return shift(state, dispatch, lines, contentColumn(parent) - indentOf(first));
};

/** Moves the selected list items one level out. Answers false where there is no list item that is further in. */
export const outdentItem: StateCommand = ({ state, dispatch }) => {
  const lines = selectedItems(state);
  const [first] = lines;
  if (first === undefined || state.readOnly || indentOf(first) === 0) return false;
  const parent = itemAbove(state, first);
  return shift(state, dispatch, lines, (parent === undefined ? 0 : indentOf(parent)) - indentOf(first));
};

function shift(
  state: EditorState,
  dispatch: Parameters<StateCommand>[0]['dispatch'],
  lines: readonly Line[],
  columns: number,
): boolean {
  if (columns === 0) return true;
  const changes = lines.map((line): ChangeSpec => {
    const [, space = '', sign = '', gap = ''] = item.exec(line.text) ?? [];
    const indent = ' '.repeat(Math.max(0, indentOf(line) + columns));
    // A number starts again at one when its item starts a list of its own.
    const renumbered = /^\d/.test(sign) && columns > 0 ? sign.replace(/^\d+/, '1') : sign;
    return {
      from: line.from,
      to: line.from + space.length + sign.length + gap.length,
      insert: indent + renumbered + gap,
    };
  });
  const moved = state.changes(changes);
  const after = moved.apply(state.doc);
  const [first, last] = [lines[0]?.number ?? 1, lines.at(-1)?.number ?? 1];
  const set = moved.compose(ChangeSet.of([...renumbered(after, first, last)], after.length));
  dispatch(
    state.update({
      changes: set,
      selection: state.selection.map(set, 1),
      scrollIntoView: true,
      userEvent: 'input.indent',
    }),
  );
  return true;
}

/** The lines of the selection that are list items, with what belongs to them further in. */
function selectedItems(state: EditorState): readonly Line[] {
  const { from, to } = state.selection.main;
  const lines: Line[] = [];
  for (let position = from; position <= to; ) {
    const line = state.doc.lineAt(position);
    if (item.test(line.text)) lines.push(line);
    position = line.to + 1;
  }
  const [first] = lines;
  let last = lines.at(-1);
  if (first === undefined || last === undefined) return [];
  while (last.number < state.doc.lines) {
    const next: Line = state.doc.line(last.number + 1);
    if (!item.test(next.text) || indentOf(next) <= indentOf(first)) break;
    lines.push(next);
    last = next;
  }
  return lines;
}

/** The item before on the same level, which would become the parent. */
function itemBefore(state: EditorState, line: Line): Line | undefined {
  for (let number = line.number - 1; number >= 1; number -= 1) {
    const before = state.doc.line(number);
    if (before.text.trim() === '') continue;
    if (!item.test(before.text)) {
      if (indentOf(before) === 0) return undefined;
      continue;
    }
    if (indentOf(before) === indentOf(line)) return before;
    if (indentOf(before) < indentOf(line)) return undefined;
  }
  return undefined;
}

/** The item that this one is inside of. */
function itemAbove(state: EditorState, line: Line): Line | undefined {
  for (let number = line.number - 1; number >= 1; number -= 1) {
    const before = state.doc.line(number);
    if (item.test(before.text) && indentOf(before) < indentOf(line)) return before;
    if (before.text.trim() !== '' && indentOf(before) === 0) return undefined;
  }
  return undefined;
}

function indentOf(line: Line): number {
  return countColumn(/^\s*/.exec(line.text)?.[0] ?? '', 4);
}

function contentColumn(line: Line): number {
  const [, space = '', sign = ''] = item.exec(line.text) ?? [];
  return countColumn(space, 4) + sign.length + 1;
}
