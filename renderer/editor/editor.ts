import {
  Annotation,
  type ChangeSet,
  type Text as DocumentText,
  EditorSelection,
  EditorState,
  type StateCommand,
} from '@codemirror/state';
import { type ReadonlySignal, signal } from '@preact/signals';
import { EditorView } from 'codemirror';
import type { OpenDraft } from '../../common/contract/posts.ts';
import type { Text } from '../../common/text/en.ts';
import { isForReading } from '../drafts/is-for-reading.ts';
import { textOf } from '../drafts/text-changes.ts';
import { editorExtensions } from './extensions.ts';
import { followed } from './followed-selection.ts';
import { type KeptView, keepView, stateFrom } from './kept-view.ts';
import { type TextFacts, textFacts } from './text-facts.ts';
import { WritingView } from './writing-view.ts';

/** The place where the text of one post at a time is written. Lives as long as the window. */
export interface Editor {
  readonly view: EditorView;
  /** A place above the text that scrolls with it; the page draws the title there. */
  readonly head: HTMLElement;
  /** What the foot bar and the preview follow. */
  readonly facts: ReadonlySignal<TextFacts>;
  /**
   * Shows a post's text; `onEdit` gets each change the author makes, never those of `follow`. `kept` is how the post was
   * left, from `keep`, or anything.
   */
  show(draft: OpenDraft, kept: unknown, onEdit: (changes: ChangeSet) => void): void;
  /** How the post looks now: cursor, place and undo steps, as plain data. */
  keep(): KeptView;
  /** Takes the text away. */
  hide(): void;
  /** Makes changes that come from outside; the cursor keeps its place, and it is one undo step. */
  follow(changes: ChangeSet): void;
  /** Takes the last changes from outside back, as the author's own step; what she wrote since stays. */
  takeBackFollowed(): void;
  /** Runs a formatting command and gives the focus back to the text. */
  run(command: StateCommand): void;
  /** Hears each change of the text, whoever made it, with the text before it; answers how to stop. */
  onChange(listener: (changes: ChangeSet, before: DocumentText) => void): () => void;
}

/** Marks a transaction that the host already knows. */
export const fromHost = Annotation.define<boolean>();

/** What the page adds to the editor: pictures, completion, checks and their like. */
export type EditorParts = Parameters<typeof editorExtensions>[0];

/** Makes the editor; the caller puts `view.dom` on the page. */
export function createEditor(text: Text, parts: Omit<EditorParts, 'text' | 'onUpdate'>): Editor {
  const facts = signal<TextFacts>({ words: 0, selectedWords: 0, characters: 0, line: 0 });
  const listeners = new Set<(changes: ChangeSet, before: DocumentText) => void>();
  let onEdit: (changes: ChangeSet) => void = () => {};
  /** Takes the last changes from outside back, where the text is now. */
  let back: ChangeSet | undefined;

  const extensions = [
    editorExtensions({
      ...parts,
      text,
      onUpdate(update) {
        for (const transaction of update.transactions) {
          if (!transaction.docChanged) continue;
          if (transaction.annotation(fromHost) === true) back = transaction.changes.invert(transaction.startState.doc);
          else {
            back = back?.map(transaction.changes);
            onEdit(transaction.changes);
          }
          for (const listener of listeners) listener(transaction.changes, transaction.startState.doc);
        }
        if (update.docChanged || update.selectionSet) facts.value = textFacts(update.state);
      },
    }),
  ];
  const empty = EditorState.create({ doc: '', extensions: [extensions, EditorState.readOnly.of(true)] });
  const view = new WritingView({ state: empty });
  const head = document.createElement('div');
  view.scrollDOM.prepend(head);

  return {
    view,
    head,
    facts,
    show(draft, kept, listener) {
      onEdit = listener;
      back = undefined;
      const shown = isForReading(draft) ? [extensions, EditorState.readOnly.of(true)] : extensions;
      const { state, top } = stateFrom(textOf(draft.body), kept, shown);
      view.setState(state);
      view.scrollDOM.scrollTop = 0;
      if (top > 0) view.dispatch({ effects: EditorView.scrollIntoView(top, { y: 'start', yMargin: 0 }) });
      facts.value = textFacts(view.state);
    },
    keep: () => keepView(view),
    hide() {
      onEdit = () => {};
      back = undefined;
      view.setState(empty);
    },
    follow(changes) {
      view.dispatch({
        changes,
        ...followed(view.state.selection, changes),
        annotations: [fromHost.of(true)],
        userEvent: 'input.follow',
      });
    },
    takeBackFollowed() {
      const changes = back;
      back = undefined;
      if (changes !== undefined)
        view.dispatch({ changes, ...followed(view.state.selection, changes), userEvent: 'undo' });
      view.focus();
    },
    run(command) {
      command({ state: view.state, dispatch: (transaction) => view.dispatch(transaction) });
      view.focus();
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** The cursor put at an offset, for jumps from the outline, the checks and the preview. */
export function goTo(view: EditorView, offset: number): void {
  const position = Math.min(offset, view.state.doc.length);
  view.dispatch({
    selection: EditorSelection.cursor(position),
    effects: EditorView.scrollIntoView(position, { y: 'start', yMargin: 80 }),
  });
  view.focus();
}
