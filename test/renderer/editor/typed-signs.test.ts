import { markdown, markdownLanguage } from '@codemirror/lang-markdown';
import { EditorState } from '@codemirror/state';
import { describe, expect, it } from 'vitest';
import { quoteFor, wrapped } from '../../../renderer/editor/typed-signs.ts';
import { stateOf } from './text-with-cursor.ts';

/** Types each sign of a text, quotes as the option does, and answers what stands there then. */
function typed(text: string, language: string): string {
  let written = '';
  for (const sign of text) {
    const state = EditorState.create({ doc: written, extensions: [markdown({ base: markdownLanguage })] });
    written += quoteFor(state, written.length, sign, language) ?? sign;
  }
  return written;
}

describe('quotes while typing', () => {
  it.each([
    ['en', `"It's a 'fine' day," she said.`, '“It’s a ‘fine’ day,” she said.'],
    ['de', '"Moin", sagte er. ("Ja!")', '„Moin“, sagte er. („Ja!“)'],
    ['fr', '"Oui"', '«\u202fOui\u202f»'],
    ['en', '*"so"* -- "so"', '*“so”* -- “so”'],
  ])('become those of %s: %s', (language, text, expected) => expect(typed(text, language)).toBe(expected));

  it.each([
    ['in code', '`a "b'],
    ['in a fence', '```\nsay "a'],
    ['in a link’s title', '[a](b "c'],
    ['in attributes', '![a](b){credit="c'],
    ['in HTML', '<a href="b'],
    ['after a backslash', 'a \\"b'],
  ])('stay straight %s', (_name, text) => expect(typed(text, 'en')).toBe(text));
});

describe('a sign typed on a selection', () => {
  it.each([
    ['a «word» b', '*', 'a *word* b'],
    ['a «word» b', '=', 'a =word= b'],
  ])('%s with %s becomes %s', (before, sign, after) => {
    const state = stateOf(before);
    const spec = wrapped(state, sign);
    expect(spec === undefined ? undefined : state.update(spec).newDoc.toString()).toBe(after);
  });

  it('takes the place of the selection in code, over lines, and without letters', () => {
    for (const text of ['`a «b»`', '«one\ntwo»', '« »']) expect(wrapped(stateOf(text), '*')).toBeUndefined();
  });
});
