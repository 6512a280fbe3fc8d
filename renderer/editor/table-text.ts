/** A Markdown table taken apart. Cells are trimmed; every row has as many as the widest. */
export interface TableText {
  readonly rows: readonly (readonly string[])[];
  readonly alignments: readonly Alignment[];
}

/** How the cells of a column stand; `none` leaves it to the theme. */
export type Alignment = 'none' | 'left' | 'center' | 'right';

const delimiterCell = /^:?-+:?$/;

/** Cells of a line, parted by bars that are not escaped; the bars at both ends are optional. */
export function splitCells(line: string): readonly string[] {
  const cells: string[] = [''];
  for (let index = 0; index < line.length; index += 1) {
    const sign = line[index] ?? '';
    if (sign === '\\') {
      cells.push((cells.pop() ?? '') + sign + (line[index + 1] ?? ''));
      index += 1;
    } else if (sign === '|') cells.push('');
    else cells.push((cells.pop() ?? '') + sign);
  }
  const trimmed = cells.map((cell) => cell.trim());
  if (trimmed[0] === '' && trimmed.length > 1) trimmed.shift();
  if (trimmed.at(-1) === '' && trimmed.length > 1) trimmed.pop();
  return trimmed;
}

/** True for the line below the headings, `| --- | :-: |`. */
export function isDelimiterLine(line: string): boolean {
  return line.includes('-') && line.includes('|') && splitCells(line).every((cell) => delimiterCell.test(cell));
}

/** Takes lines apart whose second one is a delimiter line. */
export function parseTable(lines: readonly string[]): TableText {
  const [head = '', delimiter = '', ...body] = lines;
  const rows = [head, ...body].map(splitCells);
  const columns = Math.max(...rows.map((row) => row.length), splitCells(delimiter).length);
  const marks = splitCells(delimiter);
  return {
    rows: rows.map((row) => Array.from({ length: columns }, (_, index) => row[index] ?? '')),
    alignments: Array.from({ length: columns }, (_, index) => alignmentOf(marks[index] ?? '')),
  };
}

/** Lines of a table with its bars below each other. */
export function formatTable({ rows, alignments }: TableText): readonly string[] {
  const widths = alignments.map((_, column) => Math.max(3, ...rows.map((row) => displayWidth(row[column] ?? ''))));
  const lines = rows.map((row) =>
    bars(widths.map((width, column) => padded(row[column] ?? '', width, alignments[column] ?? 'none'))),
  );
  const delimiter = bars(widths.map((width, column) => delimiterOf(width, alignments[column] ?? 'none')));
  return [lines[0] ?? '', delimiter, ...lines.slice(1)];
}

/** Where a cell's text starts and ends in a formatted line of its table. */
export function cellPlace(line: string, column: number): { readonly from: number; readonly to: number } {
  let bar = -1;
  for (let count = -1; count < column; ) {
    bar = line.indexOf('|', bar + 1);
    if (bar < 0) return { from: line.length, to: line.length };
    if (line[bar - 1] !== '\\') count += 1;
  }
  let end = line.indexOf('|', bar + 1);
  while (end > 0 && line[end - 1] === '\\') end = line.indexOf('|', end + 1);
  const cell = line.slice(bar + 1, end < 0 ? line.length : end);
  const start = cell.length - cell.trimStart().length;
  if (cell.trim() === '') return { from: bar + 2, to: bar + 2 };
  return { from: bar + 1 + start, to: bar + 1 + cell.trimEnd().length };
}

function bars(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

function alignmentOf(mark: string): Alignment {
  const left = mark.startsWith(':');
  const right = mark.endsWith(':');
  if (left && right) return 'center';
  if (right) return 'right';
  return left ? 'left' : 'none';
}

function delimiterOf(width: number, alignment: Alignment): string {
  const left = alignment === 'left' || alignment === 'center' ? ':' : '-';
  const right = alignment === 'right' || alignment === 'center' ? ':' : '-';
  return left + '-'.repeat(width - 2) + right;
}

function padded(cell: string, width: number, alignment: Alignment): string {
  const room = Math.max(0, width - displayWidth(cell));
  if (alignment === 'right') return ' '.repeat(room) + cell;
  if (alignment !== 'center') return cell + ' '.repeat(room);
  const before = Math.floor(room / 2);
  return ' '.repeat(before) + cell + ' '.repeat(room - before);
}

/** Columns that a text takes in a fixed-width font: ideographs and emoji two, marks none. */
function displayWidth(text: string): number {
  let width = 0;
  for (const sign of text) {
    if (/\p{M}/u.test(sign)) continue;
    width +=
      /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Extended_Pictographic}/u.test(
        sign,
      )
        ? 2
        : 1;
  }
  return width;
}
