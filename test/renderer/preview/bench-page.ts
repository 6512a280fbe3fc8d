import { history, historyKeymap, standardKeymap } from '@codemirror/commands';
import { markdown, markdownLanguage } from '@codemirror/lang-markdown';
import { EditorState } from '@codemirror/state';
import { EditorView, keymap } from '@codemirror/view';
import type { PreviewPage } from '../../../common/contract/preview.ts';
import { parseMarkdown, renderMarkdown } from '../../../common/markdown/render.ts';
import { createPreview } from '../../../renderer/preview/preview.ts';
import { markdownContext } from '../../../renderer/preview/preview-context.ts';
import { createSafeHtml } from '../../../renderer/preview/safe-html.ts';

/** What shows the text beside the editor: nothing, a full rendering a key, or the preview. */
export type Mode = 'editor alone' | 'full render' | 'preview';

/** Milliseconds for each key: the script's work, the part of it that is the preview's, and up to the painted frame. */
export interface KeyTimes {
  readonly script: number[];
  readonly patch: number[];
  readonly paint: number[];
}

declare global {
  interface Window {
    startBench(
      mode: Mode,
      page: PreviewPage,
      text: string,
    ): Promise<{ readonly openMs: number; readonly heapMb: number }>;
    times: KeyTimes;
  }
}

const frame = document.querySelector('iframe') as HTMLIFrameElement;
const safeHtml = createSafeHtml();
const nothing = () => {};
const listeners = {
  onPageNeeded: nothing,
  onOpenPost: nothing,
  onOpenAddress: nothing,
  onGoToLine: nothing,
  onScrolled: nothing,
};
const preview = createPreview({ frame, resourceBase: '/', safeHtml, ...listeners });

window.startBench = async (mode, page, text) => {
  window.times = { script: [], patch: [], paint: [] };
  const place = document.createElement('main');
  place.style.cssText = 'height:400px;width:700px';
  document.body.prepend(place);
  const openedMs = performance.now();
  const follow = await start(mode, page, text);
  const view = new EditorView({
    parent: place,
    state: EditorState.create({ doc: text, extensions: extensions(follow) }),
  });
  view.dom.style.height = '400px';
  const middle = view.state.doc.lineAt(text.indexOf('here to type')).to;
  view.dispatch({ selection: { anchor: middle }, effects: EditorView.scrollIntoView(middle, { y: 'center' }) });
  if (mode !== 'editor alone') preview.scrollToLine(view.state.doc.lineAt(middle).number - 3);
  view.focus();
  await painted();
  const memory = Reflect.get(performance, 'memory') as { usedJSHeapSize: number } | undefined;
  return { openMs: performance.now() - openedMs, heapMb: (memory?.usedJSHeapSize ?? 0) / 1e6 };
};

function extensions(follow: (changes: { from: number; to: number; insert: string }[], text: () => string) => void) {
  let startedMs = 0;
  return [
    history(),
    keymap.of([...standardKeymap, ...historyKeymap]),
    markdown({ base: markdownLanguage }),
    EditorView.lineWrapping,
    EditorView.theme({ '&': { height: '100%' }, '.cm-scroller': { overflow: 'auto' } }),
    EditorView.domEventHandlers({
      keydown(event) {
        startedMs = event.timeStamp;
        // The frame after the key's own work; a message is delivered once that frame was painted.
        requestAnimationFrame(
          () => void afterPaint(() => window.times.paint.push(performance.now() - event.timeStamp)),
        );
      },
    }),
    EditorView.updateListener.of((update) => {
      if (!update.docChanged) return;
      const beganMs = performance.now();
      const changes: { from: number; to: number; insert: string }[] = [];
      update.changes.iterChanges((from, to, _from, _to, inserted) =>
        changes.push({ from, to, insert: inserted.toString() }),
      );
      follow(changes, () => update.state.doc.toString());
      window.times.patch.push(performance.now() - beganMs);
      queueMicrotask(() => window.times.script.push(performance.now() - startedMs));
    }),
  ];
}

async function start(mode: Mode, page: PreviewPage, text: string) {
  if (mode === 'editor alone') return nothing;
  await preview.show(page, text);
  if (mode === 'preview')
    return (changes: { from: number; to: number; insert: string }[]) => preview.applyEdit(changes);
  const body = frame.contentDocument?.querySelector('[data-offprint-body]') as Element;
  const context = markdownContext(page.context, nothing);
  const render = (source: string) => {
    body.replaceChildren(safeHtml.parse(renderMarkdown(parseMarkdown(source), context).html, body.ownerDocument));
  };
  render(text);
  return (_changes: unknown, source: () => string) => render(source());
}

function painted(): Promise<void> {
  return new Promise((resolve) => requestAnimationFrame(() => void afterPaint(resolve)));
}

function afterPaint(act: () => void): void {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = act;
  port2.postMessage(undefined);
}
