import { morph } from './morph.ts';

/** Shown while a block is under the editor's cursor: a tint that takes no room and works on any theme. */
const markStyle = `
[data-offprint-marked] { background: color-mix(in srgb, currentColor 6%, transparent); box-shadow: 0 0 0 0.35em color-mix(in srgb, currentColor 6%, transparent); border-radius: 1px; }
@media print { [data-offprint-marked] { background: none; box-shadow: none; } }
[data-offprint-body] a.broken-link { text-decoration-style: wavy; }
[data-offprint-body] img[src=""] { visibility: hidden; }
`;

/** A page of the site in the preview's frame, with the element that holds the post's text. */
export interface FramePage {
  readonly window: Window;
  readonly document: Document;
  readonly body: Element;
}

/** Loads a page into the frame. Answers undefined when the frame was asked for another page meanwhile, or shows no page of ours. */
export async function loadPage(frame: HTMLIFrameElement, url: string): Promise<FramePage | undefined> {
  frame.setAttribute('sandbox', 'allow-same-origin');
  await loaded(frame, url);
  const { contentDocument: document, contentWindow: window } = frame;
  const body = document?.URL === url ? document.querySelector('[data-offprint-body]') : null;
  if (!document || !window || !body) return undefined;
  document.head.append(markStyleIn(document));
  return { window, document, body };
}

/** What `renewPage` needs: the frame that shows the page, the new page, and whether that is still wanted once it is there. */
export interface Renewal {
  readonly frame: HTMLIFrameElement;
  readonly url: string;
  readonly isWanted: () => boolean;
}

/**
 * Makes a page that is shown look like the one at `url`, but for the text: title, date, list of tags. The new page is
 * loaded out of sight, so nothing flashes, and scrolling and pictures stay. Answers whether it worked, or was not wanted
 * any more.
 */
export async function renewPage(page: FramePage, { frame, url, isWanted }: Renewal): Promise<boolean> {
  const behind = frame.ownerDocument.createElement('iframe');
  behind.setAttribute('sandbox', 'allow-same-origin');
  behind.ariaHidden = 'true';
  behind.tabIndex = -1;
  behind.style.cssText = 'position:absolute;visibility:hidden;pointer-events:none;width:1px;height:1px;border:0';
  frame.after(behind);
  try {
    await loaded(behind, url);
    const fresh = behind.contentDocument;
    if (!isWanted()) return true;
    if (!fresh?.querySelector('[data-offprint-body]') || frame.contentDocument !== page.document) return false;
    fresh.head.append(markStyleIn(fresh));
    const { documentElement } = page.document;
    const isText = (element: Element) => element === page.body;
    morph(page.document, [documentElement], [fresh.documentElement], null, isText);
    return page.body.isConnected;
  } finally {
    behind.remove();
  }
}

function loaded(frame: HTMLIFrameElement, url: string): Promise<void> {
  return new Promise((resolve) => {
    frame.addEventListener('load', () => resolve(), { once: true });
    frame.src = url;
  });
}

function markStyleIn(document: Document): HTMLStyleElement {
  const style = document.createElement('style');
  style.textContent = markStyle;
  return style;
}
