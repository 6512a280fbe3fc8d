import { afterAll, beforeAll, expect, it } from 'vitest';
import { attackFields, unguardedPages } from '../renderer/preview/hostile-fields.ts';
import { hostilePayloads } from '../renderer/preview/hostile-payloads.ts';
import { attackWithPages } from '../renderer/preview/hostile-run.ts';
import { type PageUnderTest, startPage } from '../renderer/support/page-under-test.ts';

/** All payloads as a rule; `OFFPRINT_FAULT_SHARE` between 0 and 1 takes a part of them. */
const payloads = hostilePayloads.slice(
  0,
  Math.ceil(hostilePayloads.length * Number(process.env.OFFPRINT_FAULT_SHARE ?? 1)),
);

it('runs nothing of a thousand payloads in every field of the front matter, the settings and the names of files', async () => {
  // A blog of so many posts at a time, as authors have them.
  const batch = 100;
  let shown = 0;
  const fired: string[] = [];
  for (let from = 0; from < payloads.length; from += batch) {
    const attacked = await attackFields(payloads.slice(from, from + batch));
    shown += attacked.shown;
    fired.push(...attacked.result.fired);
  }
  console.log(`${payloads.length} payloads in fields, ${shown} pages shown.`);
  expect(shown).toBeGreaterThan(payloads.length * 1.8);
  expect(fired).toEqual([]);
  const control = await attackWithPages(unguardedPages(hostilePayloads.slice(0, 60)));
  expect(control.fired.length).toBeGreaterThan(20);
}, 1_800_000);

let under: PageUnderTest;
beforeAll(async () => {
  under = await startPage();
}, 120_000);
afterAll(() => under.close());

it('runs nothing of a thousand pasted payloads, and asks for nothing', async () => {
  const { page } = await under.open();
  const asked: string[] = [];
  const { origin } = new URL(page.url());
  await page.context().route(
    (url) => /^https?:/.test(url.protocol) && url.origin !== origin,
    (route) => {
      asked.push(route.request().url());
      return route.abort();
    },
  );
  page.on('dialog', (dialog) => void dialog.dismiss());
  await page.evaluate(() => Object.assign(window, { hits: 0, fired: () => (window as never as Hits).hits++ }));
  await page.getByRole('list', { name: 'Posts' }).getByText('On the train home').click();
  // The preview has walls of its own, and a test of its own.
  await page.keyboard.press('Control+p');
  await page.locator('iframe').waitFor({ state: 'detached' });
  await page.getByRole('textbox', { name: 'Post text' }).click();
  for (const payload of payloads) {
    const hits = await page.evaluate(async (html) => {
      const data = new DataTransfer();
      data.setData('text/html', `<p>pasted <b>text</b></p>${html}`);
      data.setData('text/plain', 'pasted text');
      document.activeElement?.dispatchEvent(
        new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
      );
      // A picture that fails to load, asked for last: what the paste brought has had its turn by then.
      await new Promise((resolve) => {
        const last = new Image();
        last.addEventListener('error', resolve, { once: true });
        last.src = '/not-there.png';
      });
      document.execCommand('selectAll');
      return (window as never as Hits).hits;
    }, payload);
    expect(hits, payload).toBe(0);
  }
  console.log(`${payloads.length} payloads pasted.`);
  expect(asked).toEqual([]);

  // The same markup put into a page as it is does run: the counter works.
  const control = await page.context().browser()?.newPage();
  await control?.setContent('<p>control</p>');
  await control?.evaluate(
    (list) => {
      Object.assign(window, { hits: 0, fired: () => (window as never as Hits).hits++ });
      for (const html of list) document.body.insertAdjacentHTML('beforeend', html);
    },
    hostilePayloads.slice(0, 200),
  );
  await expect.poll(() => control?.evaluate(() => (window as never as Hits).hits)).toBeGreaterThan(20);
  await page.context().close();
}, 1_800_000);

interface Hits {
  hits: number;
}
