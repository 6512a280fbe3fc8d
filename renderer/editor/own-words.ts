import { type Extension, RangeSetBuilder, StateEffect } from '@codemirror/state';
import { Decoration, type DecorationSet, type EditorView, ViewPlugin, type ViewUpdate } from '@codemirror/view';

/** Tells the editor that the list of own words is another one now. */
export const ownWordsChanged = StateEffect.define<null>();

const known = Decoration.mark({ attributes: { spellcheck: 'false' } });
const word = /[\p{L}\p{M}\p{N}'’]+(?:-[\p{L}\p{M}\p{N}'’]+)*/gu;

/**
 * Takes words that the author said are right out of the platform's check of spelling, on every host. `words` answers the list of
 * the blog that is open. Only what is seen is looked at.
 */
export function ownWords(words: () => ReadonlySet<string>): Extension {
  return ViewPlugin.fromClass(
    class {
      decorations: DecorationSet;
      constructor(view: EditorView) {
        this.decorations = marks(view, words());
      }
      update(update: ViewUpdate): void {
        const isToldSo = update.transactions.some(({ effects }) =>
          effects.some((effect) => effect.is(ownWordsChanged)),
        );
        if (update.docChanged || update.viewportChanged || isToldSo) this.decorations = marks(update.view, words());
      }
    },
    { decorations: (plugin) => plugin.decorations },
  );
}

function marks(view: EditorView, words: ReadonlySet<string>): DecorationSet {
  if (words.size === 0) return Decoration.none;
  const builder = new RangeSetBuilder<Decoration>();
  for (const { from, to } of view.visibleRanges) {
    for (const match of view.state.sliceDoc(from, to).matchAll(word)) {
      const start = from + match.index;
      if (words.has(match[0].normalize('NFC'))) builder.add(start, start + match[0].length, known);
    }
  }
  return builder.finish();
}

/** The word at the cursor, or the selected one; undefined where there is none. */
export function wordAtCursor(view: EditorView): string | undefined {
  const { main } = view.state.selection;
  if (!main.empty) {
    const selected = view.state.sliceDoc(main.from, main.to).trim();
    return selected !== '' && !/\s/.test(selected) && selected.length <= 100 ? selected : undefined;
  }
  const line = view.state.doc.lineAt(main.head);
  const at = main.head - line.from;
  return [...line.text.matchAll(word)].find(({ 0: text, index }) => index <= at && at <= index + text.length)?.[0];
}
