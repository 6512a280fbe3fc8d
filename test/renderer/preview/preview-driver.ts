import { parseMarkdown, renderMarkdown } from '../../../common/markdown/render.ts';
import { markdownContext } from '../../../renderer/preview/preview-context.ts';
import type { PreviewHost } from './preview-host.ts';

/** So many short paragraphs. */
export const paragraphs = (count: number) =>
  Array.from({ length: count }, (_, at) => `Paragraph ${at} with some words in it.\n\n`).join('');

/** Shows a text in the preview of the host's page. */
export async function showText(
  host: PreviewHost,
  text: string,
  changes: Parameters<PreviewHost['previewPage']>[0] = {},
): Promise<void> {
  await host.page.evaluate(([page, source]) => window.preview.show(page, source), [
    host.previewPage(changes),
    text,
  ] as const);
}

/** Tells the preview of one change. */
export async function editText(host: PreviewHost, from: number, to: number, insert: string): Promise<void> {
  await host.page.evaluate((change) => window.preview.applyEdit([change]), { from, to, insert });
}

/** The body's HTML without what is the preview's own: lines, marks and chunks. */
export async function shownHtmlIn(host: PreviewHost): Promise<string> {
  return host.page.evaluate(() => {
    const body = document
      .querySelector('iframe')
      ?.contentDocument?.querySelector('[data-offprint-body]')
      ?.cloneNode(true) as Element;
    for (const chunk of body.querySelectorAll(':scope > div[style*="content-visibility"]'))
      chunk.replaceWith(...chunk.childNodes);
    body.querySelector(':scope > .footnotes')?.removeAttribute('style');
    for (const element of body.querySelectorAll('[data-line], [data-offprint-marked]')) {
      element.removeAttribute('data-line');
      element.removeAttribute('data-offprint-marked');
    }
    return window.tidyHtml(body);
  });
}

/** What a browser makes of the published HTML. */
export async function publishedHtmlIn(host: PreviewHost, text: string): Promise<string> {
  const context = { ...markdownContext(host.previewPage().context, () => {}), withSourceLines: false };
  const { html } = renderMarkdown(parseMarkdown(text), context);
  const plain = await host.page.context().newPage();
  await plain.setContent(`<body><div id="body">${html}</div>`);
  const parsed = await plain.evaluate(() => window.tidyHtml(document.getElementById('body') as Element));
  await plain.close();
  return parsed;
}
