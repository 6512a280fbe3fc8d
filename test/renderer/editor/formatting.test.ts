import { insertNewlineContinueMarkup } from '@codemirror/lang-markdown';
import type { StateCommand } from '@codemirror/state';
import { describe, expect, it } from 'vitest';
import { en } from '../../../common/text/en.ts';
import { formattingCommands } from '../../../renderer/editor/formatting.ts';
import { indentItem, outdentItem } from '../../../renderer/editor/list-commands.ts';
import { run } from './text-with-cursor.ts';

const format = formattingCommands(en);

function examples(command: StateCommand, rows: readonly (readonly [before: string, after: string])[]): void {
  for (const [before, after] of rows) {
    it(`${JSON.stringify(before)} becomes ${JSON.stringify(after)}`, () => expect(run(command, before)).toBe(after));
  }
}

describe('bold', () =>
  examples(format.bold, [
    ['a «word» here', 'a **«word»** here'],
    ['a wo‸rd here', 'a **wo‸rd** here'],
    ['a « word » here', 'a  **«word»**  here'],
    ['a **wo‸rd** here', 'a wo‸rd here'],
    ['a **«word»** here', 'a «word» here'],
    ['a **word‸** here', 'a **word**‸ here'],
    ['a ‸ here', 'a **‸** here'],
    ['a **‸** here', 'a ‸ here'],
    ['«one\n\ntwo»', '«**one**\n\n**two**»'],
    ['- «one\n- two»', '- «**one**\n- **two**»'],
    ['«**one**\n**two**»', '«one\ntwo»'],
  ]));

describe('italic', () =>
  examples(format.italic, [
    ['a «word» here', 'a *«word»* here'],
    ['**a wo‸rd here**', '**a *wo‸rd* here**'],
    ['a *wo‸rd*', 'a wo‸rd'],
  ]));

describe('code and strikethrough', () => {
  examples(format.code, [['call «run» now', 'call `«run»` now']]);
  examples(format.strike, [['so «very» bad', 'so ~~«very»~~ bad']]);
});

describe('a link', () =>
  examples(format.link, [
    ['see «the archive» there', 'see [the archive](‸) there'],
    ['see «https://example.org/a» there', 'see [‸](https://example.org/a) there'],
    ['see ‸', 'see [‸]()'],
    ['see [the ar‸chive](https://example.org/)', 'see [the archive](«https://example.org/»)'],
  ]));

describe('headings', () => {
  examples(format.heading2, [
    ['A li‸ne', '## A li‸ne'],
    ['## A li‸ne', 'A li‸ne'],
    ['# A li‸ne', '## A li‸ne'],
    ['- A li‸ne', '## A li‸ne'],
    ['> A li‸ne', '> ## A li‸ne'],
    ['‸', '## ‸'],
  ]);
});

describe('lists', () => {
  examples(format.bulletList, [
    ['on‸e', '- on‸e'],
    ['- on‸e', 'on‸e'],
    ['«one\n\ntwo»', '- «one\n\n- two»'],
    ['1. on‸e', '- on‸e'],
  ]);
  examples(format.numberedList, [['«one\ntwo\nthree»', '1. «one\n2. two\n3. three»']]);
  examples(format.taskList, [
    ['- on‸e', '- [ ] on‸e'],
    ['- [x] on‸e', 'on‸e'],
  ]);
});

describe('a list item moves', () => {
  examples(indentItem, [
    ['- one\n- tw‸o', '- one\n  - tw‸o'],
    ['1. one\n2. tw‸o', '1. one\n   1. tw‸o'],
    ['- one\n- tw‸o\n  - three', '- one\n  - tw‸o\n    - three'],
    ['- on‸e', '- on‸e'],
  ]);
  examples(outdentItem, [
    ['- one\n  - tw‸o', '- one\n- tw‸o'],
    ['- one\n  - two\n    - thr‸ee', '- one\n  - two\n  - thr‸ee'],
  ]);
});

describe('a quote', () =>
  examples(format.quote, [
    ['on‸e', '> on‸e'],
    ['> on‸e', 'on‸e'],
    ['«one\n\ntwo»', '> «one\n> \n> two»'],
  ]));

describe('blocks stand apart from what is around them', () => {
  examples(format.rule, [
    ['one‸', 'one\n\n---\n\n‸'],
    ['one\n‸\ntwo', 'one\n\n---\n\n‸\n\ntwo'],
  ]);
  examples(format.codeBlock, [
    ['‸', '```‸\n\n```'],
    ['«a ``` b»', '````‸\na ``` b\n````'],
  ]);
  examples(format.callout, [['«mind the step»', '> [!NOTE]\n> mind the step‸']]);
  examples(format.table, [['‸', '| «Heading» | Heading |\n| ------- | ------- |\n|         |         |']]);
});

describe('a footnote goes to the end with the next number', () =>
  examples(format.footnote, [
    ['one‸ two', 'one[^1] two\n\n[^1]: ‸'],
    ['one[^1] two‸\n\n[^1]: a', 'one[^1] two[^2]\n\n[^1]: a\n[^2]: ‸'],
    ['one‸', 'one[^1]\n\n[^1]: ‸'],
    ['one‸\n', 'one[^1]\n\n[^1]: ‸'],
  ]));

describe('numbers of lists', () => {
  examples(indentItem, [['1. a\n2. b‸\n3. c\n4. d', '1. a\n   1. b‸\n2. c\n3. d']]);
  examples(outdentItem, [['1. a\n   1. b‸\n2. c', '1. a\n2. b‸\n3. c']]);
  examples(insertNewlineContinueMarkup, [['1. a‸\n2. b\n3. c', '1. a\n2. ‸\n3. b\n4. c']]);
});
