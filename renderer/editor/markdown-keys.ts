import { indentLess, indentMore } from '@codemirror/commands';
import { syntaxTree } from '@codemirror/language';
import { type Extension, Prec, type StateCommand } from '@codemirror/state';
import { keymap } from '@codemirror/view';
import { indentItem, outdentItem } from './list-commands.ts';
import { cellBelow, moveRow, nextCell, previousCell } from './table-commands.ts';

/**
 * Keys that mean something else inside tables, lists and code. Anywhere else Tab is left to the browser, so that the
 * keyboard leads out of the text.
 */
export const markdownKeys: Extension = Prec.highest(
  keymap.of([
    { key: 'Tab', run: nextCell, shift: previousCell },
    { key: 'Enter', run: cellBelow },
    { key: 'Alt-ArrowUp', run: moveRow(-1) },
    { key: 'Alt-ArrowDown', run: moveRow(1) },
    { key: 'Tab', run: indentItem, shift: outdentItem },
    { key: 'Tab', run: inCode(indentMore), shift: inCode(indentLess) },
  ]),
);

function inCode(command: StateCommand): StateCommand {
  return (target) => {
    const { from } = target.state.selection.main;
    let node = syntaxTree(target.state).resolveInner(from, -1);
    while (node.parent !== null && node.name !== 'FencedCode' && node.name !== 'CodeBlock') node = node.parent;
    return node.name === 'FencedCode' || node.name === 'CodeBlock' ? command(target) : false;
  };
}
