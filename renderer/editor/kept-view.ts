import { historyField } from '@codemirror/commands';
import { EditorSelection, EditorState, type Extension, type Text } from '@codemirror/state';
import type { EditorView } from '@codemirror/view';

/** How a post looked when it was left: plain data that survives the end of the program. */
export interface KeptView {
  /** Names the text that the rest belongs to. */
  readonly text: string;
  readonly selection: unknown;
  readonly history?: unknown;
  /** Offset of the first visible line. */
  readonly top: number;
}

/** The largest undo history that is kept, as characters of JSON; a longer one is dropped, the cursor is not. */
const maxHistoryLength = 1_000_000;

/** Describes the view as it is now. */
export function keepView(view: EditorView): KeptView {
  const { history } = view.state.toJSON({ history: historyField }) as { history: unknown };
  const isSmall = JSON.stringify(history).length <= maxHistoryLength;
  const height = view.scrollDOM.getBoundingClientRect().top - view.documentTop;
  const top = height <= 0 ? 0 : view.lineBlockAtHeight(height).from;
  return {
    text: nameOf(view.state.doc),
    selection: view.state.selection.toJSON(),
    top,
    ...(isSmall ? { history } : {}),
  };
}

/**
 * A state for `doc` with the cursor where it was, and the undo steps when the text is the very one they were made in.
 * `kept` comes from outside and may be anything.
 */
export function stateFrom(doc: Text, kept: unknown, extensions: Extension): { state: EditorState; top: number } {
  const fresh = () => EditorState.create({ doc, extensions });
  if (!isKeptView(kept)) return { state: fresh(), top: 0 };
  const top = Math.min(Math.max(0, kept.top), doc.length);
  try {
    const selection = clamped(EditorSelection.fromJSON(kept.selection), doc.length);
    if (kept.history === undefined || kept.text !== nameOf(doc)) {
      return { state: EditorState.create({ doc, selection, extensions }), top };
    }
    const json = { doc: doc.toString(), selection: selection.toJSON(), history: kept.history };
    return { state: EditorState.fromJSON(json, { extensions }, { history: historyField }), top };
  } catch {
    // Kept by another version; the text itself does not come from here.
    return { state: fresh(), top };
  }
}

function isKeptView(value: unknown): value is KeptView {
  return (
    typeof value === 'object' &&
    value !== null &&
    typeof Reflect.get(value, 'text') === 'string' &&
    typeof Reflect.get(value, 'top') === 'number'
  );
}

function clamped(selection: EditorSelection, length: number): EditorSelection {
  const { anchor, head } = selection.main;
  return EditorSelection.single(Math.min(anchor, length), Math.min(head, length));
}

/** A short name for a text: its length and a 64-bit sum. Two texts with one name would only mix up undo steps. */
function nameOf(text: Text): string {
  let high = 0xdeadbeef;
  let low = 0x41c6ce57;
  for (const part of text.iter()) {
    for (let index = 0; index < part.length; index += 1) {
      const code = part.charCodeAt(index);
      high = Math.imul(high ^ code, 2_654_435_761);
      low = Math.imul(low ^ code, 1_597_334_677);
    }
  }
  return `${text.length}-${(high >>> 0).toString(16)}${(low >>> 0).toString(16)}`;
}
