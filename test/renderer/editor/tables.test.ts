import type { StateCommand } from '@codemirror/state';
import { describe, expect, it } from 'vitest';
import {
  addColumn,
  addRow,
  alignColumn,
  cellBelow,
  moveColumn,
  moveRow,
  nextCell,
  previousCell,
  removeColumn,
  removeRow,
} from '../../../renderer/editor/table-commands.ts';
import { formatTable, parseTable, splitCells } from '../../../renderer/editor/table-text.ts';
import { run } from './text-with-cursor.ts';

const table = (...lines: string[]) => lines.join('\n');
const small = table('| a | b |', '|---|---|', '| 1 | 2 |');

function example(name: string, command: StateCommand, before: string, after: string): void {
  it(name, () => expect(run(command, before)).toBe(after));
}

describe('in a table', () => {
  example(
    'Tab puts it in order and selects the next cell',
    nextCell,
    small.replace('a', 'a‸'),
    table('| a   | «b»   |', '| --- | --- |', '| 1   | 2   |'),
  );
  example(
    'Tab goes from the end of a row to the next one',
    nextCell,
    small.replace('b', 'b‸'),
    table('| a   | b   |', '| --- | --- |', '| «1»   | 2   |'),
  );
  example(
    'Tab in the last cell adds a row',
    nextCell,
    small.replace('2', '2‸'),
    table('| a   | b   |', '| --- | --- |', '| 1   | 2   |', '| ‸    |     |'),
  );
  example(
    'Shift Tab goes back',
    previousCell,
    small.replace('1', '1‸'),
    table('| a   | «b»   |', '| --- | --- |', '| 1   | 2   |'),
  );
  example(
    'Enter goes to the cell below, adding a row at the end',
    cellBelow,
    small.replace('2', '2‸'),
    table('| a   | b   |', '| --- | --- |', '| 1   | 2   |', '|     | ‸    |'),
  );
  example(
    'Enter in an empty last row leaves the table',
    cellBelow,
    `${small}\n| ‸ |  |`,
    `${table('| a   | b   |', '| --- | --- |', '| 1   | 2   |')}\n\n‸`,
  );
  example(
    'a row is added below',
    addRow,
    small.replace('1', '1‸'),
    table('| a   | b   |', '| --- | --- |', '| 1   | 2   |', '| ‸    |     |'),
  );
  example('a row is taken away', removeRow, small.replace('1', '1‸'), table('| «a»   | b   |', '| --- | --- |'));
  example(
    'a column is added',
    addColumn,
    small.replace('a', 'a‸'),
    table('| a   | ‸    | b   |', '| --- | --- | --- |', '| 1   |     | 2   |'),
  );
  example('a column is taken away', removeColumn, small.replace('a', 'a‸'), table('| «b»   |', '| --- |', '| 2   |'));
  example(
    'a column moves',
    moveColumn(1),
    small.replace('a', 'a‸'),
    table('| b   | «a»   |', '| --- | --- |', '| 2   | 1   |'),
  );
  example(
    'a column is aligned',
    alignColumn,
    small.replace('2', '2‸'),
    table('| a   | b   |', '| --- | :-- |', '| 1   | «2»   |'),
  );
});

it('moves a row up and down below the headings', () => {
  const table = '| a   |\n| --- |\n| 1   |\n| 2‸   |';
  expect(run(moveRow(-1), table)).toBe('| a   |\n| --- |\n| «2»   |\n| 1   |');
  expect(run(moveRow(1), '| a   |\n| --- |\n| 1‸   |\n| 2   |')).toBe('| a   |\n| --- |\n| 2   |\n| «1»   |');
  expect(run(moveRow(-1), '| a   |\n| --- |\n| 1‸   |')).toBe('| a   |\n| --- |\n| 1‸   |');
});

it('leaves text with bars alone that is no table', () => {
  expect(run(nextCell, 'either | o‸r')).toBe('either | o‸r');
});

it('keeps bars that are escaped inside their cell', () => {
  expect(splitCells('| a \\| b | c |')).toEqual(['a \\| b', 'c']);
});

it('sets wide signs, marks and alignments below each other', () => {
  const lines = ['|港|x|', '|:-:|--:|', '|e\u0301e|10|'];
  expect(formatTable(parseTable(lines))).toEqual(['| 港  |   x |', '| :-: | --: |', '| e\u0301e  |  10 |']);
});
