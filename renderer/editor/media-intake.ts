import { isolateHistory } from '@codemirror/commands';
import { type Extension, Facet, Transaction } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { type Signal, signal } from '@preact/signals';
import type { MediaItem } from '../../common/contract/media.ts';
import type { Text } from '../../common/text/en.ts';
import { inBackground } from '../background.ts';
import { type ComingFile, comingMedia, placeOfComing, startComing, stopComing } from './coming-media.ts';
import { parseInert } from './inert-document.ts';
import { draggedItems } from './media-drag.ts';
import { addressOf, galleryInsertion, insertion, linksInsertion, linkText } from './media-markdown.ts';

/** Gives a file to the host and waits until it is there; undefined when it was refused, after the author was told why. */
export type TakeFile = (file: File) => Promise<MediaItem | undefined>;

/** A file whose address is known before its bytes have come. */
export interface AnnouncedFile {
  readonly item: MediaItem;
  /**
   * Sends it and has it taken in; undefined when it was refused, after the author was told why. One that `isAlone` is sent at
   * once; others give way to the author's typing.
   */
  take(isAlone: boolean, onShare: (share: number) => void): Promise<MediaItem | undefined>;
}

/** How files come into the text. */
export interface MediaIntakeParts {
  /** Undefined when the file was refused, after the author was told why. */
  readonly announce: (file: File) => Promise<AnnouncedFile | undefined>;
  /** Lets links follow a file whose post is not shown any more. */
  readonly relink: (from: string, to: string) => Promise<unknown>;
  readonly text: Text;
}

/**
 * Pasted, dropped and picked files: their links stand in the text at once, in one step that undo takes back, each with a mark
 * until its file is safe. The files are sent one after the other.
 */
export function mediaIntake(parts: MediaIntakeParts): Extension {
  let sending: Promise<unknown> = Promise.resolve();
  const place: PlaceFiles = (view, files, position) =>
    inBackground(
      placeFiles(view, files, position, parts, (work) => {
        const done = sending.then(work, work);
        sending = done;
        return done;
      }),
    );
  return [
    comingMedia,
    EditorView.domEventHandlers({
      paste: (event, view) => accept(event.clipboardData, view, undefined, place, event),
      drop: (event, view) => {
        const position = view.posAtCoords({ x: event.clientX, y: event.clientY });
        return acceptDragged(event, view, position) || accept(event.dataTransfer, view, position, place, event);
      },
    }),
    filePlacer.of((view, files) => place(view, files, view.state.selection.main.head)),
  ];
}

type PlaceFiles = (view: EditorView, files: readonly File[], position: number) => void;

/** How files that were picked in a dialog come into the text; the last one registered counts. */
export const filePlacer = Facet.define<(view: EditorView, files: readonly File[]) => void>();

function accept(
  data: DataTransfer | null,
  view: EditorView,
  position: number | null | undefined,
  place: PlaceFiles,
  event: Event,
): boolean {
  const files = [...(data?.files ?? [])];
  if (files.length === 0 || view.state.readOnly) return false;
  // Office programs add a picture of the copied text; the text is what the author means.
  const html = data?.getData('text/html') ?? '';
  if (html !== '' && parseInert(html).body.textContent.trim() !== '') return false;
  event.preventDefault();
  place(view, files, position ?? view.state.selection.main.head);
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

/** A single file up to this size is taken in before its link is written: that is as quick, and nothing can come between. In bytes. */
const smallBytes = 1024 * 1024;

interface Coming extends AnnouncedFile {
  readonly file: ComingFile & { readonly share: Signal<number | undefined> };
  readonly name: string;
}

async function placeFiles(
  view: EditorView,
  files: readonly File[],
  position: number,
  { announce, relink, text }: MediaIntakeParts,
  inTurn: <Value>(work: () => Promise<Value>) => Promise<Value>,
): Promise<void> {
  const [first] = files;
  if (first === undefined) return;
  const mark = coming(files.length === 1 ? text.editor.addingFile(first.name) : text.editor.addingFiles(files.length));
  view.dispatch({
    effects: startComing.of({ file: mark, from: position, to: position }),
    selection: { anchor: position },
  });
  const before = view.state.doc;
  const announced = await Promise.all(
    files.map(async (file): Promise<Coming | undefined> => {
      const known = await announce(file);
      return known && { ...known, file: coming(text.editor.addingFile(file.name)), name: file.name };
    }),
  );
  let wanted = announced.filter((file) => file !== undefined);
  if (files.length === 1 && first.size <= smallBytes) {
    const items = await Promise.all(wanted.map(({ take }) => take(true, () => undefined)));
    wanted = wanted.flatMap((file, index) => {
      const item = items[index];
      return item === undefined ? [] : { ...file, item };
    });
    writeLinks(view, mark, wanted, before, false);
    return;
  }
  writeLinks(view, mark, wanted, before, true);
  const isAlone = files.length === 1;
  for (const file of wanted) await inTurn(() => finish(view, file, isAlone, relink));
}

/** All links at once, in the place that was marked. The cursor goes into the first one's text, unless the author has moved on. */
function writeLinks(
  view: EditorView,
  mark: ComingFile,
  files: readonly Coming[],
  before: unknown,
  areMarked: boolean,
): void {
  const place = placeOfComing(view, mark);
  if (place === undefined) return;
  const effects = [stopComing.of(mark)];
  if (files.length === 0) {
    view.dispatch({ effects });
    return;
  }
  const { changes, selection, links } = linksInsertion(view.state, place.from, files);
  const isWaiting = view.state.doc === before && view.state.selection.main.head === place.from;
  const marks = links.flatMap((link, index) => {
    const file = files[index]?.file;
    return file === undefined || !areMarked ? [] : startComing.of({ file, ...link });
  });
  view.dispatch({
    changes,
    ...(isWaiting ? { selection } : {}),
    effects,
    annotations: isolateHistory.of('full'),
    userEvent: 'input.drop',
  });
  // In a transaction of their own: where the links are is known once they are there.
  if (marks.length > 0) view.dispatch({ effects: marks });
}

/** Sends a file; its link follows what became of it, which is no step of the author's. */
async function finish(
  view: EditorView,
  coming: Coming,
  isAlone: boolean,
  relink: MediaIntakeParts['relink'],
): Promise<void> {
  const { item, file, name } = coming;
  const taken = await coming.take(isAlone, (share) => {
    file.share.value = share;
  });
  const place = placeOfComing(view, file);
  if (place === undefined) {
    // The link is in a post that is not shown now, or was undone.
    if (taken !== undefined && taken.path !== item.path) await relink(item.path, taken.path);
    return;
  }
  const written = view.state.sliceDoc(place.from, place.to);
  const link = linkText(item, name);
  const wanted = taken === undefined ? '' : linkText(taken, name);
  const effects = stopComing.of(file);
  // What the author wrote into the link meanwhile stays; then only the address follows.
  const at = written === link ? 0 : written.indexOf(addressOf(item));
  const [old, next] =
    written === link ? [link, wanted] : [addressOf(item), taken === undefined ? addressOf(item) : addressOf(taken)];
  if (old === next || at < 0) {
    view.dispatch({ effects });
    return;
  }
  const from = place.from + at;
  view.dispatch({
    changes: { from, to: from + old.length, insert: next },
    effects,
    annotations: Transaction.addToHistory.of(false),
  });
}

function coming(label: string): ComingFile & { readonly share: Signal<number | undefined> } {
  return { label, share: signal(undefined) };
}
