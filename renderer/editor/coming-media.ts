import { type Extension, StateEffect, StateField } from '@codemirror/state';
import { Decoration, type DecorationSet, EditorView, WidgetType } from '@codemirror/view';
import { effect, type ReadonlySignal } from '@preact/signals';

/** A file on its way into the site, as the text shows it. */
export interface ComingFile {
  /** What its mark is called: `Adding hall.jpg…`. */
  readonly label: string;
  /** How much of it has gone, 0 to 1; undefined while that cannot be told. */
  readonly share: ReadonlySignal<number | undefined>;
}

/** Marks a place, or the link that stands there already, for as long as the file is on its way. */
export const startComing = StateEffect.define<{
  readonly file: ComingFile;
  readonly from: number;
  readonly to: number;
}>({
  map: (value, changes) => ({
    ...value,
    from: changes.mapPos(value.from, value.from === value.to ? 1 : -1),
    to: changes.mapPos(value.to, 1),
  }),
});
export const stopComing = StateEffect.define<ComingFile>();

/** Shows how far a file is, behind its link. It is no part of the text. */
class ProgressWidget extends WidgetType {
  readonly file: ComingFile;
  #stop: (() => void) | undefined;
  constructor(file: ComingFile) {
    super();
    this.file = file;
  }
  override eq(other: ProgressWidget): boolean {
    return other.file === this.file;
  }
  override toDOM(): HTMLElement {
    const mark = document.createElement('span');
    mark.className = 'media-waiting';
    const progress = document.createElement('progress');
    progress.setAttribute('aria-label', this.file.label);
    mark.append(progress, this.file.label);
    this.#stop = effect(() => {
      const share = this.file.share.value;
      if (share === undefined) progress.removeAttribute('value');
      else progress.value = share;
    });
    return mark;
  }
  override destroy(): void {
    this.#stop?.();
  }
}

const comingMarks = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(before, transaction) {
    let marks = before.map(transaction.changes);
    for (const change of transaction.effects) {
      if (change.is(startComing)) {
        const { file, from, to } = change.value;
        const widget = Decoration.widget({ widget: new ProgressWidget(file), side: 1, file }).range(to);
        const link = from === to ? [] : [Decoration.mark({ class: 'media-coming', file }).range(from, to)];
        marks = marks.update({ add: [...link, widget], sort: true });
      } else if (change.is(stopComing)) {
        marks = marks.update({ filter: (_from, _to, { spec }) => spec.file !== change.value });
      }
    }
    return marks;
  },
  provide: (field) => EditorView.decorations.from(field),
});

/** The marks of files on their way. */
export const comingMedia: Extension = comingMarks;

/** Where a file's mark is now: its link, or the place where that will be; undefined when another post is shown, or it was undone. */
export function placeOfComing(
  view: EditorView,
  file: ComingFile,
): { readonly from: number; readonly to: number } | undefined {
  let place: { readonly from: number; readonly to: number } | undefined;
  view.state.field(comingMarks, false)?.between(0, view.state.doc.length, (from, to, { spec }) => {
    if (spec.file !== file) return;
    place = place === undefined || to > from ? { from, to } : place;
  });
  return place;
}
