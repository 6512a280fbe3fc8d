/** Shown while a block is under the editor's cursor: a tint that takes no room and works on any theme. */
const markStyle = `
[data-offprint-marked] { background: color-mix(in srgb, currentColor 6%, transparent); box-shadow: 0 0 0 0.35em color-mix(in srgb, currentColor 6%, transparent); border-radius: 1px; }
@media print { [data-offprint-marked] { background: none; box-shadow: none; } }
[data-offprint-body] a.broken-link { text-decoration-style: wavy; }
`;

/** A page of the site in the preview's frame, with the element that holds the post's text. */
export interface FramePage {
  readonly window: Window;
  readonly document: Document;
  readonly body: Element;
}

/**
 * Loads a page into the frame. Answers undefined when the frame was asked for another page in the meantime, or shows no
 * page of ours. `require` says which address it must be.
 */
export async function loadPage(frame: HTMLIFrameElement, url: string): Promise<FramePage | undefined> {
  frame.setAttribute('sandbox', 'allow-same-origin');
  await new Promise<void>((resolve) => {
    frame.addEventListener('load', () => resolve(), { once: true });
    frame.src = url;
  });
  const { contentDocument: document, contentWindow: window } = frame;
  if (!document || !window || document.URL !== url) return undefined;
  const body = document.querySelector('[data-offprint-body]');
  if (!body) return undefined;
  const style = document.createElement('style');
  style.textContent = markStyle;
  document.head.append(style);
  return { window, document, body };
}
