import { EditorSelection, type EditorState, type StateCommand } from '@codemirror/state';
import {
  type Alignment,
  cellPlace,
  formatTable,
  isDelimiterLine,
  parseTable,
  splitCells,
  type TableText,
} from './table-text.ts';

/** A table in the text, and the cell that the cursor is in. Row 0 holds the headings; the delimiter line counts as it. */
interface TablePlace {
  readonly from: number;
  readonly to: number;
  readonly table: TableText;
  readonly row: number;
  readonly column: number;
}

/** Puts the table in order and selects the next cell; after the last one a row is added. Answers false outside a table. */
export const nextCell: StateCommand = (target) =>
  change(target, ({ table, row, column }) => {
    const isLastColumn = column >= table.alignments.length - 1;
    if (!isLastColumn) return { table, row, column: column + 1 };
    const isLastRow = row >= table.rows.length - 1;
    return { table: isLastRow ? withRow(table, row + 1) : table, row: row + 1, column: 0 };
  });

/** Puts the table in order and selects the cell before. */
export const previousCell: StateCommand = (target) =>
  change(target, ({ table, row, column }) => {
    if (column > 0) return { table, row, column: column - 1 };
    if (row === 0) return { table, row, column };
    return { table, row: row - 1, column: table.alignments.length - 1 };
  });

/** Goes to the cell below, adding a row at the end. In an empty last row: takes it away and leaves the table. */
export const cellBelow: StateCommand = ({ state, dispatch }) => {
  const place = tableAt(state);
  if (place === undefined || state.readOnly || !state.selection.main.empty) return false;
  const { table, row, column } = place;
  const isLast = row === table.rows.length - 1;
  if (isLast && row > 0 && (table.rows[row] ?? []).every((cell) => cell === '')) {
    const lines = formatTable({ ...table, rows: table.rows.slice(0, -1) }).join('\n');
    const insert = `${lines}\n\n`;
    const selection = EditorSelection.cursor(place.from + insert.length);
    dispatch(
      state.update({ changes: { from: place.from, to: place.to, insert }, selection, userEvent: 'input.table' }),
    );
    return true;
  }
  return change({ state, dispatch }, () => ({ table: isLast ? withRow(table, row + 1) : table, row: row + 1, column }));
};

/** Adds an empty row below the one with the cursor. */
export const addRow: StateCommand = (target) =>
  change(target, ({ table, row }) => ({ table: withRow(table, row + 1), row: row + 1, column: 0 }));

/** Takes the row with the cursor away; the headings stay. */
export const removeRow: StateCommand = (target) =>
  change(target, ({ table, row, column }) => {
    if (row === 0) return undefined;
    const rows = table.rows.filter((_, index) => index !== row);
    return { table: { ...table, rows }, row: Math.min(row, rows.length - 1), column };
  });

/** Adds an empty column after the one with the cursor. */
export const addColumn: StateCommand = (target) =>
  change(target, ({ table, row, column }) => {
    const rows = table.rows.map((cells) => cells.toSpliced(column + 1, 0, ''));
    const alignments = table.alignments.toSpliced(column + 1, 0, 'none');
    return { table: { rows, alignments }, row, column: column + 1 };
  });

/** Takes the column with the cursor away, unless it is the only one. */
export const removeColumn: StateCommand = (target) =>
  change(target, ({ table, row, column }) => {
    if (table.alignments.length === 1) return undefined;
    const rows = table.rows.map((cells) => cells.toSpliced(column, 1));
    const alignments = table.alignments.toSpliced(column, 1);
    return { table: { rows, alignments }, row, column: Math.max(0, column - 1) };
  });

/** Moves the column with the cursor one to the left (-1) or right (1). */
export function moveColumn(by: -1 | 1): StateCommand {
  return (target) =>
    change(target, ({ table, row, column }) => {
      const to = column + by;
      if (to < 0 || to >= table.alignments.length) return undefined;
      const swap = <Item>(items: readonly Item[], none: Item) =>
        items.with(column, items[to] ?? none).with(to, items[column] ?? none);
      const alignments = swap(table.alignments, 'none');
      return { table: { rows: table.rows.map((cells) => swap(cells, '')), alignments }, row, column: to };
    });
}

/** Moves the row with the cursor one up (-1) or down (1), below the headings. Answers false outside a table. */
export function moveRow(by: -1 | 1): StateCommand {
  return (target) =>
    change(target, ({ table, row, column }) => {
      const to = row + by;
      if (row === 0 || to < 1 || to >= table.rows.length) return undefined;
      const rows = table.rows.with(row, table.rows[to] ?? []).with(to, table.rows[row] ?? []);
      return { table: { ...table, rows }, row: to, column };
    });
}

const nextAlignment: Readonly<Record<Alignment, Alignment>> = {
  none: 'left',
  left: 'center',
  center: 'right',
  right: 'none',
};

/** Gives the column with the cursor the next alignment: left, centre, right, the theme's own. */
export const alignColumn: StateCommand = (target) =>
  change(target, ({ table, row, column }) => {
    const alignments = table.alignments.with(column, nextAlignment[table.alignments[column] ?? 'none']);
    return { table: { ...table, alignments }, row, column };
  });

/** Writes the table that `decide` answers and selects its cell; undefined leaves everything as it is. */
function change(
  { state, dispatch }: Parameters<StateCommand>[0],
  decide: (place: TablePlace) => { table: TableText; row: number; column: number } | undefined,
): boolean {
  const place = tableAt(state);
  if (place === undefined || state.readOnly) return false;
  const next = decide(place);
  if (next === undefined) return true;
  const lines = formatTable(next.table);
  const index = next.row === 0 ? 0 : next.row + 1;
  const start = place.from + lines.slice(0, index).reduce((sum, line) => sum + line.length + 1, 0);
  const cell = cellPlace(lines[index] ?? '', next.column);
  dispatch(
    state.update({
      changes: { from: place.from, to: place.to, insert: lines.join('\n') },
      selection: EditorSelection.range(start + cell.from, start + cell.to),
      scrollIntoView: true,
      userEvent: 'input.table',
    }),
  );
  return true;
}

function tableAt(state: EditorState): TablePlace | undefined {
  const cursor = state.selection.main.head;
  const line = state.doc.lineAt(cursor);
  if (!line.text.includes('|')) return undefined;
  let first = line.number;
  let last = line.number;
  const hasBar = (number: number) =>
    number >= 1 && number <= state.doc.lines && state.doc.line(number).text.includes('|');
  while (hasBar(first - 1)) first -= 1;
  while (hasBar(last + 1)) last += 1;
  const lines = Array.from({ length: last - first + 1 }, (_, index) => state.doc.line(first + index).text);
  const head = lines.findIndex((_, index) => isDelimiterLine(lines[index + 1] ?? ''));
  if (head < 0 || first + head > line.number) return undefined;
  first += head;
  const table = parseTable(lines.slice(head));
  const row = Math.max(0, line.number - first - (line.number > first ? 1 : 0));
  const before = splitCells(`${line.text.slice(0, cursor - line.from)}x`).length - 1;
  return {
    from: state.doc.line(first).from,
    to: state.doc.line(last).to,
    table,
    row,
    column: Math.min(table.alignments.length - 1, before),
  };
}

function withRow(table: TableText, at: number): TableText {
  return {
    ...table,
    rows: table.rows.toSpliced(
      at,
      0,
      table.alignments.map(() => ''),
    ),
  };
}
