import type { StateCommand } from '@codemirror/state';
import type { Text } from '../../common/text/en.ts';
import {
  insertCallout,
  insertCodeBlock,
  insertDate,
  insertFootnote,
  insertRule,
  insertTable,
} from './formatting-blocks.ts';
import { insertLink, togglePair } from './formatting-inline.ts';
import { toggleHeading, toggleList, toggleQuote } from './formatting-lines.ts';

/** Every formatting command, by the last part of its id. Each is a pure function of the editor's state. */
export function formattingCommands(text: Text) {
  return {
    bold: togglePair('StrongEmphasis', '**'),
    italic: togglePair('Emphasis', '*'),
    strike: togglePair('Strikethrough', '~~'),
    code: togglePair('InlineCode', '`'),
    link: insertLink,
    footnote: insertFootnote,
    heading1: toggleHeading(1),
    heading2: toggleHeading(2),
    heading3: toggleHeading(3),
    bulletList: toggleList('bullet'),
    numberedList: toggleList('numbered'),
    taskList: toggleList('task'),
    quote: toggleQuote,
    callout: insertCallout,
    codeBlock: insertCodeBlock,
    table: insertTable(text.editor.tableHeading),
    rule: insertRule,
    date: insertDate(text.language, () => new Date()),
  } satisfies Record<string, StateCommand>;
}
