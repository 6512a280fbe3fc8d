import type { Extension } from '@codemirror/state';
import { Decoration, type DecorationSet, EditorView, ViewPlugin, type ViewUpdate } from '@codemirror/view';

const current = Decoration.line({ class: 'cm-current-paragraph' });

/**
 * Marks the paragraph with the cursor, which focus mode leaves bright while the rest steps back. The marks are always
 * there, so that switching the mode on is a matter of style alone.
 */
export const currentParagraph: Extension = ViewPlugin.fromClass(
  class {
    decorations: DecorationSet;
    constructor(view: EditorView) {
      this.decorations = marks(view);
    }
    update(update: ViewUpdate): void {
      if (update.docChanged || update.selectionSet || update.viewportChanged) this.decorations = marks(update.view);
    }
  },
  { decorations: (plugin) => plugin.decorations },
);

/** Lines around the cursor up to the empty ones, as far as they are drawn. */
function marks(view: EditorView): DecorationSet {
  const { doc, selection } = view.state;
  const { from, to } = view.viewport;
  let first = doc.lineAt(selection.main.head);
  let last = first;
  if (first.text.trim() === '') return Decoration.set(current.range(first.from));
  while (first.number > 1 && first.from > from && doc.line(first.number - 1).text.trim() !== '')
    first = doc.line(first.number - 1);
  while (last.number < doc.lines && last.to < to && doc.line(last.number + 1).text.trim() !== '')
    last = doc.line(last.number + 1);
  const ranges = [];
  for (let number = first.number; number <= last.number; number += 1) ranges.push(current.range(doc.line(number).from));
  return Decoration.set(ranges);
}

/** Keeps the line that is being written in the middle of the window while `isOn` says so; only typing moves the text. */
export function typewriter(isOn: () => boolean): Extension {
  return EditorView.updateListener.of((update) => {
    if (!update.docChanged || !isOn() || !update.transactions.some((transaction) => transaction.isUserEvent('input')))
      return;
    const { head } = update.state.selection.main;
    update.view.dispatch({ effects: EditorView.scrollIntoView(head, { y: 'center' }) });
  });
}
