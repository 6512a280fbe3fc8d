import { describe, expect, it } from 'vitest';
import { en } from '../../../common/text/en.ts';
import { type ContextActions, contextMenuTemplate, type Under } from '../../../main/electron/context-menu.ts';

const nothing: Under = {
  misspelledWord: '',
  dictionarySuggestions: [],
  isEditable: false,
  selectionText: '',
  linkURL: '',
  editFlags: { canCut: false, canCopy: false, canPaste: false, canSelectAll: false },
};

/** The menu's labels, `-` for a line and brackets around what is greyed out, and what its items did when clicked. */
function menuOver(under: Partial<Under>) {
  const done: string[] = [];
  const actions: ContextActions = {
    replaceWord: (word) => done.push(`replace ${word}`),
    addToDictionary: (word) => done.push(`add ${word}`),
    openExternal: (url) => done.push(`open ${url.href}`),
    copy: (text) => done.push(`copy ${text}`),
  };
  const items = contextMenuTemplate({ ...nothing, ...under }, actions, en.desktop);
  const labels = items.map(({ type, label = '', enabled }) =>
    type === 'separator' ? '-' : enabled === false ? `(${label})` : label,
  );
  // The program's clicks use none of their arguments.
  const click = (label: string) => (items.find((item) => item.label === label)?.click as (() => void) | undefined)?.();
  return { labels, click, done };
}

describe('the menu of the right mouse button', () => {
  it('is empty over nothing', () => {
    expect(menuOver({}).labels).toEqual([]);
  });

  it('corrects a misspelt word, or learns it', () => {
    const { labels, click, done } = menuOver({
      misspelledWord: 'harbuor',
      dictionarySuggestions: ['harbour', 'harbor', 'a', 'b', 'c', 'd'],
      isEditable: true,
      editFlags: { canCut: true, canCopy: true, canPaste: true, canSelectAll: true },
    });
    expect(labels).toEqual([
      ...['harbour', 'harbor', 'a', 'b', 'c', '-', 'Add to dictionary', '-'],
      ...['Cut', 'Copy', 'Paste', 'Paste as plain text', 'Select all'],
    ]);
    click('harbour');
    click('Add to dictionary');
    expect(done).toEqual(['replace harbour', 'add harbuor']);
  });

  it('says when no word comes near', () => {
    expect(menuOver({ misspelledWord: 'xqzt' }).labels).toEqual(['(No suggestions)', '-', 'Add to dictionary']);
  });

  it('opens and copies a link that may leave, and no other', () => {
    const { labels, click, done } = menuOver({ linkURL: 'https://example.com/a' });
    expect(labels).toEqual(['Open link', 'Copy link address']);
    click('Open link');
    click('Copy link address');
    expect(done).toEqual(['open https://example.com/a', 'copy https://example.com/a']);
    expect(menuOver({ linkURL: 'file:///etc/passwd' }).labels).toEqual([]);
  });

  it('greys out what a text field cannot do, and copies a selection elsewhere', () => {
    expect(menuOver({ isEditable: true, editFlags: { ...nothing.editFlags, canPaste: true } }).labels).toEqual([
      ...['(Cut)', '(Copy)', 'Paste', 'Paste as plain text', '(Select all)'],
    ]);
    expect(menuOver({ selectionText: 'sea', editFlags: { ...nothing.editFlags, canCopy: true } }).labels).toEqual([
      'Copy',
    ]);
  });
});
