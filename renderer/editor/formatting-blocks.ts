import { EditorSelection, type EditorState, type StateCommand } from '@codemirror/state';

/**
 * Puts a block of its own at the cursor, parted from its neighbours by empty lines. `select` counts from the start of
 * `block`; default: the end of it.
 */
export function insertBlock(
  makeBlock: (selected: string) => { block: string; select?: readonly [number, number] },
): StateCommand {
  return ({ state, dispatch }) => {
    if (state.readOnly) return false;
    const { from, to } = state.selection.main;
    const { block, select = [block.length, block.length] } = makeBlock(state.sliceDoc(from, to));
    const before = gapBefore(state, from);
    const after = gapAfter(state, to);
    const start = from + before.length;
    dispatch(
      state.update({
        changes: { from, to, insert: before + block + after },
        selection: EditorSelection.range(start + select[0], start + select[1]),
        userEvent: 'input.format',
        scrollIntoView: true,
      }),
    );
    return true;
  };
}

function gapBefore(state: EditorState, position: number): string {
  const line = state.doc.lineAt(position);
  if (state.sliceDoc(line.from, position).trim() !== '') return '\n\n';
  const previous = line.number > 1 ? state.doc.line(line.number - 1).text : '';
  return previous.trim() === '' ? '' : '\n';
}

function gapAfter(state: EditorState, position: number): string {
  const line = state.doc.lineAt(position);
  if (state.sliceDoc(position, line.to).trim() !== '') return '\n\n';
  const next = line.number < state.doc.lines ? state.doc.line(line.number + 1).text : '';
  return next.trim() === '' ? '' : '\n';
}

/** A fenced block around the selection, its fence longer than any in it; the cursor stands where the language goes. */
export const insertCodeBlock: StateCommand = insertBlock((selected) => {
  const longest = Math.max(2, ...(selected.match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  return { block: `${fence}\n${selected}\n${fence}`, select: [fence.length, fence.length] };
});

/** A line across the page; the cursor goes below it. */
export const insertRule: StateCommand = insertBlock(() => ({ block: '---\n\n' }));

/** A callout with the selection as its text. */
export const insertCallout: StateCommand = insertBlock((selected) => ({
  block: `> [!NOTE]\n> ${selected.replaceAll('\n', '\n> ')}`,
}));

/** A table of two columns whose first heading is selected. */
export function insertTable(heading: string): StateCommand {
  return insertBlock(() => {
    const cell = heading.padEnd(3);
    const blank = ' '.repeat(cell.length);
    const rule = '-'.repeat(cell.length);
    const row = (content: string) => `| ${content} | ${content} |`;
    return { block: [row(cell), row(rule), row(blank)].join('\n'), select: [2, 2 + heading.length] };
  });
}

/** A footnote with the next free number: its mark at the cursor, its text at the end of the post, the cursor there. */
export const insertFootnote: StateCommand = ({ state, dispatch }) => {
  if (state.readOnly) return false;
  const { to } = state.selection.main;
  const label = nextFootnote(state.doc.toString());
  const mark = `[^${label}]`;
  const end = state.doc.length;
  const last = state.doc.line(state.doc.lines).text;
  const isAfterFootnote = /^\[\^[^\]]+\]:/.test(last);
  let gap = '\n\n';
  if (last === '') gap = end === 0 || endsWithEmptyLine(state) ? '' : '\n';
  else if (isAfterFootnote) gap = '\n';
  const note = `${gap}${mark}: `;
  dispatch(
    state.update({
      changes: [
        { from: to, insert: mark },
        { from: end, insert: to === end && gap === '' ? `\n\n${note}` : note },
      ],
      selection: EditorSelection.cursor(end + mark.length + note.length + (to === end && gap === '' ? 2 : 0)),
      userEvent: 'input.format',
      scrollIntoView: true,
    }),
  );
  return true;
};

function endsWithEmptyLine(state: EditorState): boolean {
  return state.doc.lines < 2 || state.doc.line(state.doc.lines - 1).text.trim() === '';
}

function nextFootnote(text: string): number {
  const numbers = [...text.matchAll(/\[\^(\d+)\]/g)].map((match) => Number(match[1]));
  return Math.max(0, ...numbers) + 1;
}

/** Today, as the language writes it, in place of the selection. */
export function insertDate(language: string, today: () => Date): StateCommand {
  return ({ state, dispatch }) => {
    if (state.readOnly) return false;
    const date = new Intl.DateTimeFormat(language, { dateStyle: 'long' }).format(today());
    dispatch(state.update(state.replaceSelection(date), { userEvent: 'input.format', scrollIntoView: true }));
    return true;
  };
}
