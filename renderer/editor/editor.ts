import {
  Annotation,
  type ChangeSet,
  Compartment,
  EditorSelection,
  EditorState,
  type StateCommand,
} from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { type ReadonlySignal, signal } from '@preact/signals';
import type { OpenDraft } from '../../common/contract/posts.ts';
import type { PostId } from '../../common/post.ts';
import type { Text } from '../../common/text/en.ts';
import { changesBetween, textOf } from '../drafts/text-changes.ts';
import { editorExtensions } from './extensions.ts';
import { type TextFacts, textFacts } from './text-facts.ts';

/** The place where the text of one post at a time is written. Lives as long as the window. */
export interface Editor {
  readonly view: EditorView;
  /** What the foot bar and the preview follow. */
  readonly facts: ReadonlySignal<TextFacts>;
  /** Shows a post's text; `onEdit` gets each change the author makes, never those of `follow`. */
  show(draft: OpenDraft, onEdit: (changes: ChangeSet) => void): void;
  /** Takes the text away, remembering cursor and undo steps unless they are to be forgotten. */
  hide(options?: { readonly forget: boolean }): void;
  /** Makes changes that come from outside; the cursor keeps its place, and it is one undo step. */
  follow(changes: ChangeSet): void;
  /** Runs a formatting command and gives the focus back to the text. */
  run(command: StateCommand): void;
  /** Hears each change of the text, whoever made it; answers how to stop. */
  onChange(listener: (changes: ChangeSet) => void): () => void;
}

/** Marks a transaction that the host already knows. */
export const fromHost = Annotation.define<boolean>();

/** How many posts keep their undo steps while another one is open. */
const keptStates = 30;

/** What the page adds to the editor: pictures, completion, checks and their like. */
export type EditorParts = Parameters<typeof editorExtensions>[0];

/** Makes the editor; the caller puts `view.dom` on the page. */
export function createEditor(text: Text, parts: Omit<EditorParts, 'text' | 'onUpdate'>): Editor {
  const facts = signal<TextFacts>({ words: 0, selectedWords: 0, characters: 0, line: 0 });
  const listeners = new Set<(changes: ChangeSet) => void>();
  const kept = new Map<
    PostId,
    { readonly state: EditorState; readonly scroll: ReturnType<EditorView['scrollSnapshot']> }
  >();
  const access = new Compartment();
  let onEdit: (changes: ChangeSet) => void = () => {};
  let openId: PostId | undefined;

  const extensions = [
    editorExtensions({
      ...parts,
      text,
      onUpdate(update) {
        for (const transaction of update.transactions) {
          if (!transaction.docChanged) continue;
          if (transaction.annotation(fromHost) !== true) onEdit(transaction.changes);
          for (const listener of listeners) listener(transaction.changes);
        }
        if (update.docChanged || update.selectionSet) facts.value = textFacts(update.state);
      },
    }),
    access.of([]),
  ];
  const empty = EditorState.create({ doc: '', extensions: [extensions, EditorState.readOnly.of(true)] });
  const view = new EditorView({ state: empty });

  return {
    view,
    facts,
    show(draft, listener) {
      onEdit = listener;
      openId = draft.id;
      const before = kept.get(draft.id);
      kept.delete(draft.id);
      if (before === undefined) {
        view.setState(EditorState.create({ doc: textOf(draft.body), extensions }));
        view.scrollDOM.scrollTop = 0;
      } else {
        view.setState(before.state);
        const changes = changesBetween(before.state.doc, draft.body);
        if (!changes.empty) view.dispatch({ changes, annotations: fromHost.of(true) });
        view.dispatch({ effects: before.scroll });
      }
      facts.value = textFacts(view.state);
    },
    hide(options = { forget: false }) {
      if (openId === undefined) return;
      if (options.forget) kept.delete(openId);
      else kept.set(openId, { state: view.state, scroll: view.scrollSnapshot() });
      const oldest = kept.keys().next();
      if (kept.size > keptStates && oldest.done !== true) kept.delete(oldest.value);
      openId = undefined;
      onEdit = () => {};
      view.setState(empty);
    },
    follow(changes) {
      view.dispatch({ changes, annotations: [fromHost.of(true)], userEvent: 'input.follow' });
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
