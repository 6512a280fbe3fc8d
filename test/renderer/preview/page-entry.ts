import { createPreview, type PreviewOptions } from '../../../renderer/preview/preview.ts';
import { createSafeHtml } from '../../../renderer/preview/safe-html.ts';

/** What a callback was told, in order. */
export type Heard = readonly [name: string, ...details: unknown[]];

declare global {
  interface Window {
    heard: Heard[];
    preview: ReturnType<typeof createPreview>;
    /** Policy violations of the page; those of the frame are told by the browser's log. */
    violations: string[];
    /** From the host: an element's content with sorted attributes. */
    tidyHtml(element: Element): string;
  }
}

window.heard = [];
window.violations = [];
document.addEventListener('securitypolicyviolation', (event) => window.violations.push(event.violatedDirective));
const hear =
  (name: string) =>
  (...details: unknown[]) =>
    window.heard.push([name, ...details]);
const options: PreviewOptions = {
  frame: document.querySelector('iframe') as HTMLIFrameElement,
  resourceBase: '/',
  safeHtml: createSafeHtml(),
  onPageNeeded: hear('page-needed'),
  onOpenPost: hear('open-post'),
  onOpenAddress: hear('open-address'),
  onGoToLine: hear('go-to-line'),
  onScrolled: hear('scrolled'),
  onKeyDown: ({ key }) => window.heard.push(['key', key]),
};
window.preview = createPreview(options);
