import { markdown, markdownLanguage } from '@codemirror/lang-markdown';
import { EditorSelection, EditorState, type StateCommand } from '@codemirror/state';

/**
 * Runs a command on a text in which `‸` is the cursor, or `«` and `»` are the ends of the selection, and answers the text
 * after it in the same way.
 */
export function run(command: StateCommand, text: string): string {
  let state = stateOf(text);
  command({
    state,
    dispatch: (transaction) => {
      state = transaction.state;
    },
  });
  return shown(state);
}

/** A state with the cursor or selection where the text has its signs. */
export function stateOf(text: string): EditorState {
  const doc = text.replace(/[‸«»]/g, '');
  const cursor = text.indexOf('‸');
  const from = text.indexOf('«');
  const to = text.indexOf('»') - 1;
  const selection = cursor >= 0 ? EditorSelection.single(cursor) : EditorSelection.single(from, to);
  return EditorState.create({ doc, selection, extensions: [markdown({ base: markdownLanguage })] });
}

function shown(state: EditorState): string {
  const text = state.doc.toString();
  const { from, to, empty } = state.selection.main;
  if (empty) return `${text.slice(0, from)}‸${text.slice(from)}`;
  return `${text.slice(0, from)}«${text.slice(from, to)}»${text.slice(to)}`;
}
