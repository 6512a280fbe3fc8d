import { type Extension, RangeSetBuilder } from '@codemirror/state';
import {
  Decoration,
  type DecorationSet,
  type EditorView,
  ViewPlugin,
  type ViewUpdate,
  WidgetType,
} from '@codemirror/view';

/** A few quiet words in the place of a picture's missing description. They are no part of the text. */
class HintWidget extends WidgetType {
  readonly #hint: string;
  constructor(hint: string) {
    super();
    this.#hint = hint;
  }
  override eq(): boolean {
    return true;
  }
  override toDOM(): HTMLElement {
    const place = document.createElement('span');
    place.className = 'alt-hint';
    // Drawn by the style sheet: what is copied or read aloud is the text alone.
    place.dataset.hint = this.#hint;
    place.ariaHidden = 'true';
    return place;
  }
}

/** Asks kindly, where a picture has no description yet, what it shows. */
export function altHint(hint: string): Extension {
  const widget = Decoration.widget({ widget: new HintWidget(hint), side: 1 });

  function hints(view: EditorView): DecorationSet {
    const builder = new RangeSetBuilder<Decoration>();
    for (const { from, to } of view.visibleRanges) {
      for (const match of view.state.sliceDoc(from, to).matchAll(/!\[\]\(/g)) {
        const place = from + match.index + 2;
        builder.add(place, place, widget);
      }
    }
    return builder.finish();
  }

  return ViewPlugin.fromClass(
    class {
      decorations: DecorationSet;
      constructor(view: EditorView) {
        this.decorations = hints(view);
      }
      update(update: ViewUpdate): void {
        if (update.docChanged || update.viewportChanged) this.decorations = hints(update.view);
      }
    },
    { decorations: (plugin) => plugin.decorations },
  );
}
