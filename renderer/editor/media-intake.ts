import { type Extension, Facet, StateEffect, StateField } from '@codemirror/state';
import { Decoration, type DecorationSet, EditorView, WidgetType } from '@codemirror/view';
import type { MediaItem } from '../../common/contract/media.ts';
import type { Text } from '../../common/text/en.ts';
import { inBackground } from '../background.ts';
import { parseInert } from './inert-document.ts';
import { draggedItems } from './media-drag.ts';
import { galleryInsertion, insertion } from './media-markdown.ts';

/** Gives a file to the host; undefined when it was refused, after the author was told why. */
export type TakeFile = (file: File) => Promise<MediaItem | undefined>;

interface Waiting {
  readonly token: object;
  readonly position: number;
  readonly name: string;
}

const startWaiting = StateEffect.define<Waiting>({
  map: (waiting, changes) => ({ ...waiting, position: changes.mapPos(waiting.position, 1) }),
});
const stopWaiting = StateEffect.define<object>();

/** Shows that a file is on its way, in the place where its link will be. It is no part of the text. */
class WaitingWidget extends WidgetType {
  readonly token: object;
  readonly #label: string;
  constructor(token: object, label: string) {
    super();
    this.token = token;
    this.#label = label;
  }
  override eq(other: WaitingWidget): boolean {
    return other.token === this.token;
  }
  override toDOM(): HTMLElement {
    const place = document.createElement('span');
    place.className = 'media-waiting';
    place.textContent = this.#label;
    return place;
  }
}

/** Pasted, dropped and picked files: taken into the site one after another, then linked where they were put. */
export function mediaIntake(take: TakeFile, text: Text): Extension {
  const places = StateField.define<DecorationSet>({
    create: () => Decoration.none,
    update(decorations, transaction) {
      let next = decorations.map(transaction.changes);
      for (const effect of transaction.effects) {
        if (effect.is(startWaiting)) {
          const widget = new WaitingWidget(effect.value.token, text.editor.addingFile(effect.value.name));
          next = next.update({ add: [Decoration.widget({ widget, side: 1 }).range(effect.value.position)] });
        } else if (effect.is(stopWaiting)) {
          next = next.update({ filter: (_from, _to, value) => value.spec.widget?.token !== effect.value });
        }
      }
      return next;
    },
    provide: (field) => EditorView.decorations.from(field),
  });

  const intake: Intake = { take, places };
  return [
    places,
    EditorView.domEventHandlers({
      paste: (event, view) => accept(event.clipboardData, view, undefined, intake, event),
      drop: (event, view) => {
        const position = view.posAtCoords({ x: event.clientX, y: event.clientY });
        return acceptDragged(event, view, position) || accept(event.dataTransfer, view, position, intake, event);
      },
    }),
    filePlacer.of((view, files) => inBackground(placeFiles(view, files, view.state.selection.main.head, intake))),
  ];
}

interface Intake {
  readonly take: TakeFile;
  readonly places: StateField<DecorationSet>;
}

/** How files that were picked in a dialog come into the text; the last one registered counts. */
export const filePlacer = Facet.define<(view: EditorView, files: readonly File[]) => void>();

function accept(
  data: DataTransfer | null,
  view: EditorView,
  position: number | null | undefined,
  intake: Intake,
  event: Event,
): boolean {
  const files = [...(data?.files ?? [])];
  if (files.length === 0 || view.state.readOnly) return false;
  // Office programs add a picture of the copied text; the text is what the author means.
  const html = data?.getData('text/html') ?? '';
  if (html !== '' && parseInert(html).body.textContent.trim() !== '') return false;
  event.preventDefault();
  inBackground(placeFiles(view, files, position ?? view.state.selection.main.head, intake));
  return true;
}

/** Pictures dragged from the library: one as it is, several as a gallery. */
function acceptDragged(event: DragEvent, view: EditorView, position: number | null): boolean {
  const items = draggedItems(event.dataTransfer);
  const [first] = items;
  if (first === undefined || view.state.readOnly) return false;
  event.preventDefault();
  const place = position ?? view.state.selection.main.head;
  const inserted =
    items.length > 1 ? galleryInsertion(view.state, place, items) : insertion(view.state, place, first, first.name);
  view.dispatch({ ...inserted, userEvent: 'input.drop' });
  view.focus();
  return true;
}

/** Files on their way at once; links are written in the order in which the files were given. */
const takenAhead = 3;

/** A failure is met when its turn comes, not reported as one that nobody handles. */
function started<Value>(work: Promise<Value>): Promise<Value> {
  work.catch(() => undefined);
  return work;
}

async function placeFiles(view: EditorView, files: readonly File[], position: number, intake: Intake): Promise<void> {
  const waiting = files.map((file) => ({ token: {}, position, name: file.name }));
  view.dispatch({ effects: waiting.map((one) => startWaiting.of(one)), selection: { anchor: position } });
  const before = view.state.doc;
  const taking: Promise<MediaItem | undefined>[] = [];
  for (const [index, file] of files.entries()) {
    for (const next of files.slice(taking.length, index + takenAhead)) taking.push(started(intake.take(next)));
    const token = waiting[index]?.token;
    if (token === undefined) continue;
    const item = await taking[index];
    const place = placeOf(view, token, intake);
    if (place === undefined) continue;
    const effects = stopWaiting.of(token);
    if (item === undefined) view.dispatch({ effects });
    else {
      const { changes, selection } = insertion(view.state, place, item, file.name);
      // The cursor goes into the first picture's text, unless the author has moved on; then it stays where she has it.
      const isWaiting = index === 0 && view.state.doc.eq(before) && view.state.selection.main.head === place;
      view.dispatch({ changes, ...(isWaiting ? { selection } : {}), effects, userEvent: 'input.drop' });
    }
  }
}

function placeOf(view: EditorView, token: object, intake: Intake): number | undefined {
  for (
    const cursor = view.state.field(intake.places, false)?.iter();
    cursor !== undefined && cursor.value !== null;
    cursor.next()
  ) {
    if (cursor.value.spec.widget?.token === token) return cursor.from;
  }
  return undefined;
}
