import MarkdownIt from 'markdown-it';
import type { PreviewPage } from '../../../common/contract/preview.ts';
import { parseMarkdown, renderMarkdown } from '../../../common/markdown/render.ts';
import { createPreview } from '../../../renderer/preview/preview.ts';
import { markdownContext } from '../../../renderer/preview/preview-context.ts';
import { createSafeHtml } from '../../../renderer/preview/safe-html.ts';

/** Which walls stand between a payload and the page. */
export type Walls = 'none' | 'page as it is' | 'renderer only' | 'sanitiser only' | 'all';

declare global {
  interface Window {
    fired(): void;
    attack(walls: Walls, page: PreviewPage, payload: string): Promise<boolean>;
  }
}

const naive = new MarkdownIt({ html: true, linkify: true });
naive.validateLink = () => true;
const previewFrame = document.querySelector('iframe') as HTMLIFrameElement;
const safeHtml = createSafeHtml();
const nothing = () => {};
const listeners = {
  onPageNeeded: nothing,
  onOpenPost: nothing,
  onOpenAddress: nothing,
  onGoToLine: nothing,
  onScrolled: nothing,
};
const preview = createPreview({ frame: previewFrame, resourceBase: '/', safeHtml, ...listeners });
let hasFired = false;
window.fired = () => {
  hasFired = true;
};

window.attack = async (walls, page, payload) => {
  hasFired = false;
  if (walls === 'all') {
    await preview.show(page, payload);
    preview.applyEdit([{ from: 0, to: 0, insert: '\n' }]);
    await poke(previewFrame);
  } else {
    const frame = document.createElement('iframe');
    document.body.append(frame);
    await fill(frame, walls, payload, page);
    await poke(frame);
    frame.remove();
  }
  return hasFired;
};

/** A frame without any policy, filled by the means that the walls leave. */
async function fill(frame: HTMLIFrameElement, walls: Walls, payload: string, page: PreviewPage): Promise<void> {
  const inside = frame.contentDocument as Document;
  if (walls === 'sanitiser only') {
    inside.body.replaceChildren(safeHtml.parse(naive.render(payload), inside));
    return;
  }
  const context = markdownContext(page.context, nothing);
  const html = walls === 'none' ? naive.render(payload) : renderMarkdown(parseMarkdown(payload), context).html;
  inside.open();
  inside.write(walls === 'page as it is' ? payload : `<!doctype html><body>${html}`);
  inside.close();
}

/** What a reader might do: wait for what loads, click and focus everything. */
async function poke(frame: HTMLIFrameElement): Promise<void> {
  await settle();
  const inside = frame.contentDocument;
  for (const element of inside?.querySelectorAll<HTMLElement>('a, area, button, b, summary, [onclick]') ?? []) {
    element.focus();
    element.click();
  }
  await settle();
}

/** Long enough for errors of pictures, animations and what was clicked to be told; all of it is local. */
function settle(): Promise<void> {
  return new Promise((resolve) => {
    const picture = new Image();
    picture.onerror = () => requestAnimationFrame(() => setTimeout(resolve, 0));
    picture.src = '/settle';
  });
}
