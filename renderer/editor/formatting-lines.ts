import type { ChangeSpec, EditorState, Line, StateCommand } from '@codemirror/state';

/** The start of a line: quote signs and indent, then a heading or list sign, then the text. */
const parts = /^((?:\s{0,3}>\s?)*\s*)(#{1,6}\s+|(?:[-*+]|\d{1,9}[.)])\s+(?:\[[ xX]\]\s+)?)?/;
const headingSign = /^#{1,6}\s+$/;

/** Makes the selected lines headings of a level from 1 to 6, or plain lines where they all are such headings. */
export function toggleHeading(level: number): StateCommand {
  const sign = `${'#'.repeat(level)} `;
  return changeLines((lines) => {
    const isOn = lines.every((line) => line.sign.trim() === sign.trim());
    return lines.map(() => (isOn ? '' : sign));
  });
}

/** Names a kind of list. */
export type ListKind = 'bullet' | 'numbered' | 'task';

/** Makes the selected lines items of a list, or plain lines where they all are such items. Numbers count up from 1. */
export function toggleList(kind: ListKind): StateCommand {
  return changeLines((lines) => {
    const isOn = lines.every((line) => listKind(line.sign) === kind);
    return lines.map((line, index) => {
      if (isOn) return '';
      if (kind === 'numbered') return `${index + 1}. `;
      if (kind === 'bullet') return '- ';
      return listKind(line.sign) === 'task' ? line.sign : '- [ ] ';
    });
  });
}

function listKind(sign: string): ListKind | undefined {
  if (sign === '' || headingSign.test(sign)) return undefined;
  if (sign.includes('[')) return 'task';
  return /^\d/.test(sign) ? 'numbered' : 'bullet';
}

/** Puts the selected lines, and the empty lines between them, into a quote; or takes them out of it. */
export const toggleQuote: StateCommand = ({ state, dispatch }) => {
  if (state.readOnly) return false;
  const lines = selectedLines(state);
  const isQuote = (line: Line) => /^\s{0,3}>/.test(line.text);
  const isOn = lines.every(isQuote);
  const changes = lines.map((line): ChangeSpec => {
    if (!isOn) return { from: line.from, insert: '> ' };
    return { from: line.from, to: line.from + (/^\s{0,3}>\s?/.exec(line.text)?.[0].length ?? 0) };
  });
  return applied(state, dispatch, changes);
};

interface LineParts {
  readonly line: Line;
  readonly start: string;
  readonly sign: string;
}

/** Replaces the sign of each selected line; empty lines among several are left alone. */
function changeLines(signsFor: (lines: readonly LineParts[]) => readonly string[]): StateCommand {
  return ({ state, dispatch }) => {
    if (state.readOnly) return false;
    const all = selectedLines(state);
    const lines = all
      .filter((line) => all.length === 1 || line.text.trim() !== '')
      .map((line): LineParts => {
        const [, start = '', sign = ''] = parts.exec(line.text) ?? [];
        return { line, start, sign };
      });
    const signs = signsFor(lines);
    const changes = lines.map(({ line, start, sign }, index): ChangeSpec => {
      const from = line.from + start.length;
      return { from, to: from + sign.length, insert: signs[index] ?? '' };
    });
    return applied(state, dispatch, changes);
  };
}

function applied(
  state: EditorState,
  dispatch: Parameters<StateCommand>[0]['dispatch'],
  specs: readonly ChangeSpec[],
): boolean {
  const changes = state.changes(specs);
  if (changes.empty) return false;
  // A cursor at the start of a line stays in front of its text, not in front of the new sign.
  dispatch(
    state.update({
      changes,
      selection: state.selection.map(changes, 1),
      userEvent: 'input.format',
      scrollIntoView: true,
    }),
  );
  return true;
}

function selectedLines(state: EditorState): readonly Line[] {
  const lines = new Map<number, Line>();
  for (const range of state.selection.ranges) {
    for (let position = range.from; position <= range.to; ) {
      const line = state.doc.lineAt(position);
      // A selection that ends at the start of a line does not mean that line.
      if (line.from < range.to || line.from === range.from || range.empty) lines.set(line.from, line);
      position = line.to + 1;
    }
  }
  return [...lines.values()];
}
