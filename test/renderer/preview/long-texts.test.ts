import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { editSeries } from '../../common/markdown/edit-series.ts';
import { editText, paragraphs, publishedHtmlIn, shownHtmlIn, showText } from './preview-driver.ts';
import { type PreviewHost, startPreviewHost } from './preview-host.ts';

let host: PreviewHost;
beforeAll(async () => {
  host = await startPreviewHost();
}, 60_000);
afterAll(async () => host?.close());
beforeEach(async () => {
  host.requests.length = 0;
  await host.reload();
});

const show = (text: string, changes?: Parameters<typeof showText>[2]) => showText(host, text, changes);
const edit = (from: number, to: number, insert: string) => editText(host, from, to, insert);
const shownHtml = () => shownHtmlIn(host);
const publishedHtml = (text: string) => publishedHtmlIn(host, text);

describe('the preview of a long text', () => {
  it('shows a long text in chunks, and keeps it right while blocks come and go', async () => {
    const text = paragraphs(400);
    await show(text);
    const steps = [
      { from: 0, to: 0, insert: paragraphs(60) },
      { from: 500, to: 4_000, insert: '' },
      { from: 2_000, to: 2_000, insert: '\n\n[^a] x [r]\n\n[r]: /there\n\n[^a]: Note\n\n' },
      { from: 10, to: 12_000, insert: 'gone' },
      { from: 4_000, to: 4_000, insert: '\n\n```\n' },
      { from: 4_002, to: 4_006, insert: '' },
      { from: 3_000, to: 9_000, insert: paragraphs(100) },
    ];
    let now = text;
    for (const { from, to, insert } of steps) {
      now = now.slice(0, from) + insert + now.slice(to);
      await edit(from, to, insert);
    }
    await expect.poll(shownHtml, { timeout: 10_000 }).toBe(await publishedHtml(now));
  });

  it('lets what can be seen of a long text stand in the body itself, as on the page, wherever it is scrolled to', async () => {
    await show(paragraphs(800));
    /** Of the paragraphs that can be seen: how many there are, and how many have another parent than the body. */
    const seen = () =>
      host.page.evaluate(() => {
        const frame = document.querySelector('iframe')?.contentDocument;
        const body = frame?.querySelector('[data-offprint-body]');
        const height = frame?.defaultView?.innerHeight ?? 0;
        const shown = [...(body?.querySelectorAll('p') ?? [])].filter((paragraph) => {
          const { top, bottom } = paragraph.getBoundingClientRect();
          return bottom > 0 && top < height;
        });
        return { some: shown.length > 3, boxed: shown.filter(({ parentNode }) => parentNode !== body).length };
      });
    await expect.poll(seen).toEqual({ some: true, boxed: 0 });
    await host.page.evaluate(() => window.preview.scrollToLine(800));
    await expect.poll(seen).toEqual({ some: true, boxed: 0 });
    // What is far away again does not cost anything.
    const isFirstBoxed = () =>
      host.page.evaluate(() => {
        const body = document.querySelector('iframe')?.contentDocument?.querySelector('[data-offprint-body]');
        return body?.querySelector('p')?.parentNode !== body;
      });
    await expect.poll(isFirstBoxed).toBe(true);
    await edit(0, 0, 'New first paragraph.\n\n');
    await expect
      .poll(shownHtml, { timeout: 10_000 })
      .toBe(await publishedHtml(`New first paragraph.\n\n${paragraphs(800)}`));
  });

  it('lays out many footnotes only where they can be seen, and there as on the page', async () => {
    const marks = Array.from({ length: 60 }, (_, at) => `Paragraph ${at}.[^${at}]\n\n[^${at}]: Note ${at}.\n\n`).join(
      '',
    );
    const text = `${paragraphs(300)}${marks}`;
    await show(text);
    const style = () =>
      host.page.evaluate(() => {
        const frame = document.querySelector('iframe')?.contentDocument;
        return frame?.querySelector<HTMLElement>('.footnotes')?.style.contentVisibility ?? 'no notes';
      });
    const scrollTo = (place: 'start' | 'end') =>
      host.page.evaluate((edge) => {
        const shown = document.querySelector('iframe')?.contentWindow;
        shown?.scrollTo(0, edge === 'start' ? 0 : shown.document.documentElement.scrollHeight);
      }, place);
    expect(await style()).toBe('auto');
    await expect
      .poll(async () => {
        await scrollTo('end');
        return style();
      })
      .toBe('');
    await scrollTo('start');
    await expect.poll(style).toBe('auto');
    const changed = text.replace('Note 59.', 'Another note.');
    await edit(text.indexOf('Note 59.'), text.indexOf('Note 59.') + 'Note 59.'.length, 'Another note.');
    await expect.poll(shownHtml, { timeout: 10_000 }).toBe(await publishedHtml(changed));
  });

  it.each([2, 40])('shows after random edits what a full rendering shows (%i texts put together)', async (parts) => {
    for (const { start, edits } of fc.sample(editSeries(), { numRuns: 6, seed: parts })) {
      let now = `${start}\n\n`.repeat(parts);
      await show(now);
      for (const { at, length, insert } of edits) {
        const from = Math.floor(at * (now.length + 1));
        const to = Math.min(now.length, from + length * parts);
        now = now.slice(0, from) + insert + now.slice(to);
        await edit(from, to, insert);
      }
      await expect.poll(shownHtml, { timeout: 10_000 }).toBe(await publishedHtml(now));
      await host.reload();
    }
  });
});
