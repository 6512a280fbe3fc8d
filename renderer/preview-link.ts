import type { EditorView } from '@codemirror/view';
import { effect } from '@preact/signals';
import type { PreviewPage } from '../common/contract/preview.ts';
import { readingMinutes } from '../common/reading-time.ts';
import { inBackground } from './background.ts';
import type { Desk } from './desk.ts';
import type { DraftSession } from './drafts/draft-session.ts';
import { textChanges } from './drafts/text-changes.ts';
import { goTo } from './editor/editor.ts';
import { emulateMedia, type ShownMedia } from './preview/emulate-media.ts';
import { createPreview, type Preview } from './preview/preview.ts';
import { handleShortcut } from './shortcuts.ts';
import { readAnew } from './stores/read-anew.ts';

/** How the post is to be shown, and who hears of it. */
export interface PreviewLinkOptions {
  /** The feed item in the place of the page. */
  readonly isFeed: boolean;
  /** The author was asked, and wants to see pictures from other sites. */
  readonly withFarPictures: boolean;
  /** Told each time the page around the text was made. */
  readonly onShown: (page: PreviewPage) => void;
  /** Told whether the text has pictures from other sites. */
  readonly onFarPictures: (has: boolean) => void;
}

/** A post and its preview, tied together. */
export interface PreviewLink {
  /** Draws the page as printed, or in other colours. */
  draw(media: ShownMedia): void;
  stop(): void;
}

/** How long front matter rests before the page around the text is made anew, in milliseconds. */
const restMs = 300;

/** How long the text rests before what is made of it elsewhere (a feed item, a search result) is made anew, in milliseconds. */
const textRestMs = 1_000;

/** For so long after one side was scrolled by the other, its own scroll events mean nothing, in milliseconds. */
const echoMs = 250;

/**
 * Ties the post that is being written to the preview in `frame`: text at once with each key, the page around it when front
 * matter or settings changed, cursor and scrolling both ways. The caller stops it.
 */
export function followPreview(
  desk: Desk,
  session: DraftSession,
  frame: HTMLIFrameElement,
  { isFeed, withFarPictures, onShown, onFarPictures }: PreviewLinkOptions,
): PreviewLink {
  const { client, editor, notices, draft, description, commands } = desk;
  const { view } = editor;
  let isStopped = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let textTimer: ReturnType<typeof setTimeout> | undefined;
  let quietUntilMs = 0;
  let aroundText = '';
  let isPlaced = false;
  let media: ShownMedia = { isPrint: false, scheme: undefined };

  const preview: Preview = createPreview({
    frame,
    resourceBase: description.resourceBase,
    safeHtml: desk.safeHtml,
    onPageNeeded: loadSoon,
    onOpenPost: (id) => inBackground(draft.open(id)),
    onOpenAddress: (url) => inBackground(client.call('host.openExternal', { url })),
    onGoToLine: (line) => goTo(view, lineStart(view, line)),
    onScrolled(line) {
      quietUntilMs = performance.now() + echoMs;
      scrollToLine(view, line);
    },
    onKeyDown: (event) => handleShortcut(event, commands, description.platform),
  });

  const load = readAnew(async () => {
    if (isStopped) return;
    aroundText = whatStandsAround();
    await session.flush();
    const page = await client.call('preview.page', { id: session.id, withFarPictures });
    if (isStopped) return;
    if (!page.ok) {
      notices.showFailure('preview', page.failure);
      return;
    }
    notices.dismiss('preview');
    const { address, elsewhere } = page.value;
    await preview.show({ ...page.value, address: isFeed ? elsewhere.feedAddress : address }, view.state.doc.toString());
    if (isStopped) return;
    draw();
    onShown(page.value);
    if (!isPlaced) align();
    isPlaced = true;
  });

  /** Brings the preview to where the text is: when it is first shown, and when its lines break elsewhere. */
  function align(): void {
    preview.scrollToLine(topLine(view));
  }

  function draw(): void {
    const shown = frame.contentDocument;
    if (shown !== null) emulateMedia(shown, media);
    onFarPictures(preview.hasFarPictures());
  }

  function loadSoon(): void {
    clearTimeout(timer);
    timer = setTimeout(() => inBackground(load()), restMs);
  }

  /** What of the text a theme shows around it: a table of contents, and how long it takes to read. */
  function whatStandsAround(): string {
    return `${readingMinutes(editor.facts.peek().words)} ${preview.outline()}`;
  }

  /** What is read elsewhere is of no use while it is not looked at: only then every rest of the text is followed. */
  function followTextSoon(): void {
    const { look } = desk.previewLook;
    clearTimeout(textTimer);
    textTimer = setTimeout(() => {
      const isElsewhere = look.peek() === 'search' || look.peek() === 'card';
      if (isElsewhere || whatStandsAround() !== aroundText) inBackground(load());
      else onFarPictures(preview.hasFarPictures());
    }, textRestMs);
  }

  const sizes = new ResizeObserver(() => {
    if (isPlaced) align();
  });
  sizes.observe(frame);

  let isFirst = true;
  const stops = [
    editor.onChange((changes, before) => {
      preview.applyEdit(textChanges(changes, before));
      followTextSoon();
    }),
    effect(() => {
      session.matter.value;
      session.id;
      desk.site.current.value;
      if (!isFirst) loadSoon();
      isFirst = false;
    }),
    client.on('media.changed', loadSoon),
    effect(() => preview.setComing(desk.intake.coming.value)),
    effect(() => preview.markLine(editor.facts.value.line, { reveal: view.hasFocus })),
    listen(view.scrollDOM, 'scroll', () => {
      if (performance.now() >= quietUntilMs) preview.scrollToLine(topLine(view));
    }),
  ];
  inBackground(load());
  return {
    draw(next) {
      media = next;
      draw();
    },
    stop() {
      isStopped = true;
      clearTimeout(timer);
      clearTimeout(textTimer);
      sizes.disconnect();
      for (const stop of stops) stop();
      preview.close();
    },
  };
}

function listen(element: HTMLElement, name: 'scroll', listener: () => void): () => void {
  element.addEventListener(name, listener, { passive: true });
  return () => element.removeEventListener(name, listener);
}

/**
 * The source line at the top of the editor, counted from 0, with how much of it is scrolled away as a fraction. Negative while
 * the title is still there: -1 when nothing of it is scrolled away.
 */
function topLine(view: EditorView): number {
  const above = heightAbove(view);
  if (view.scrollDOM.scrollTop < above) return view.scrollDOM.scrollTop / above - 1;
  const top = view.scrollDOM.getBoundingClientRect().top - view.documentTop;
  const block = view.lineBlockAtHeight(top);
  const fraction = block.height > 0 ? Math.min(1, Math.max(0, (top - block.top) / block.height)) : 0;
  return view.state.doc.lineAt(block.from).number - 1 + fraction;
}

function lineStart(view: EditorView, line: number): number {
  return view.state.doc.line(Math.min(view.state.doc.lines, Math.max(1, Math.floor(line) + 1))).from;
}

function scrollToLine(view: EditorView, line: number): void {
  if (line < 0) {
    view.scrollDOM.scrollTop = (1 + line) * heightAbove(view);
    return;
  }
  const block = view.lineBlockAt(lineStart(view, line));
  view.scrollDOM.scrollTop = heightAbove(view) + block.top + (line - Math.floor(line)) * block.height;
}

/** How much stands above the text in the editor's scroller, in CSS pixels: the title. */
function heightAbove(view: EditorView): number {
  return view.documentTop + view.scrollDOM.scrollTop - view.scrollDOM.getBoundingClientRect().top;
}
