import { ChangeSet, EditorSelection, EditorState } from '@codemirror/state';
import { expect, it } from 'vitest';
import { followed } from '../../../renderer/editor/followed-selection.ts';

const doc = 'One boat, two boats, three boats.';
const replaced = ChangeSet.of({ from: 4, to: 19, insert: 'ship, two ships' }, doc.length);

/** The state after others put other words in the place of some, with this selected before. */
function after(anchor: number, head: number) {
  const state = EditorState.create({ doc, selection: { anchor, head } });
  return state.update({ changes: replaced, ...followed(state.selection, replaced) }).state;
}

it('selects nothing where the words that were selected are gone, so that the next key has a place', () => {
  const state = after(6, 12);
  expect(state.selection.main.empty).toBe(true);
  expect(state.update(state.replaceSelection('!')).state.doc.toString()).toContain('!');
});

it('leaves a cursor, and a selection around what was changed, to the editor', () => {
  expect(followed(EditorSelection.single(12), replaced)).toEqual({});
  const { from, to } = after(0, doc.length).selection.main;
  expect([from, to]).toEqual([0, doc.length]);
});

it('is needed: mapped one by one, the two ends change places', () => {
  const { from, to } = EditorSelection.single(6, 12).map(replaced).main;
  expect(from).toBeGreaterThan(to);
});
