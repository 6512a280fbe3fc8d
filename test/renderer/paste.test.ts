import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { copyHtml } from '../support/paste.ts';
import { type PageUnderTest, startPage } from './support/page-under-test.ts';

let under: PageUnderTest;
let page: Page;
const id = 'posts/untitled.md';

beforeAll(async () => {
  under = await startPage();
  ({ page } = await under.open());
  await page.getByRole('list', { name: 'Posts' }).getByText('Untitled').click();
  await page.getByRole('textbox', { name: 'Post text' }).click();
}, 120_000);
afterAll(() => under.close());

beforeEach(async () => {
  await page.getByRole('textbox', { name: 'Post text' }).focus();
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Delete');
});

/** Pastes these clipboard types over everything and answers what the host has then. */
async function paste(types: Readonly<Record<string, string>>): Promise<string | undefined> {
  const before = await body();
  await page.evaluate((given) => {
    const data = new DataTransfer();
    for (const [type, content] of Object.entries(given)) data.setData(type, content);
    const event = new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true });
    document.querySelector('.cm-content')?.dispatchEvent(event);
  }, types);
  await expect.poll(body).not.toBe(before);
  return body();
}

const body = () => page.evaluate((name) => window.fakeHost.bodyOf(name), id);
const html = (content: string) => paste({ 'text/html': content, 'text/plain': 'plain' });

it('turns a web page’s headings, emphasis, lists, links, quotes and code into Markdown', async () => {
  const pasted =
    await html(`<meta charset="utf-8"><h2>What was said</h2><p>Nobody <em>agreed</em> about <strong>that</strong>,
    see <a href="https://example.org/a">the archive</a>.</p><ul><li>one</li><li>two<ul><li>inner</li></ul></li></ul>
    <ol><li>first</li><li>second</li></ol><blockquote><p>A rumour.</p></blockquote><pre><code class="language-js">const a = 1;
</code></pre><p>Call <code>run</code>.</p><script>alert(1)</script>`);
  expect(pasted).toBe(
    [
      '## What was said',
      '',
      'Nobody *agreed* about **that**, see [the archive](https://example.org/a).',
      '',
      '- one',
      '- two',
      '  - inner',
      '',
      '1. first',
      '2. second',
      '',
      '> A rumour.',
      '',
      '```js',
      'const a = 1;',
      '```',
      '',
      'Call `run`.',
    ].join('\n'),
  );
});

it('understands what Google Docs says by styles', async () => {
  const pasted = await html(`<b style="font-weight:normal;" id="docs-internal-guid-1"><p dir="ltr"><span
    style="font-weight:400">Plain, </span><span style="font-weight:700">bold</span><span style="font-weight:400"> and </span><span
    style="font-weight:400;font-style:italic">slanted</span><span style="font-weight:400">.</span></p></b>`);
  expect(pasted).toBe('Plain, **bold** and *slanted*.');
});

it('finds the lists in what Word copies', async () => {
  const item = (level: number, sign: string, text: string) =>
    `<p class="MsoListParagraph" style="mso-list:l0 level${level} lfo1"><!--[if !supportLists]--><span>${sign}<span>&nbsp;&nbsp; </span></span><!--[endif]-->${text}<o:p></o:p></p>`;
  const pasted = await html(
    `<html xmlns:o="urn:x"><head><style>p{}</style></head><body><p class="MsoNormal">Take:</p>${item(1, '·', 'wool')}${item(2, 'o', 'socks')}${item(1, '·', 'a pencil')}</body></html>`,
  );
  expect(pasted).toBe('Take:\n\n- wool\n  - socks\n- a pencil');
});

it('keeps tables, and gives those without headings their first row as such', async () => {
  const pasted = await html(
    '<table><tr><td>What</td><td>Who</td></tr><tr><td><p>Read back</p></td><td>Moe</td></tr></table>',
  );
  expect(pasted).toBe('| What      | Who |\n| --------- | --- |\n| Read back | Moe |');
});

it('makes a table of spreadsheet cells', async () => {
  expect(await paste({ 'text/plain': 'Year\tLetters\n1926\t12\n' })).toBe(
    '| Year | Letters |\n| ---- | ------- |\n| 1926 | 12      |',
  );
});

it('takes pictures out of the pasted HTML into the site and leaves counting pictures behind', async () => {
  const pixel = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGNgYGBgAAAABQABpfZFQAAAAABJRU5ErkJggg==';
  const pasted = await html(
    `<p>Fog <img alt="bay" src="data:image/png;base64,${pixel}"> and <img src="https://example.org/t.gif" width="1" height="1">light.</p>`,
  );
  expect(pasted).toBe('Fog ![bay](/media/2026/11/picture.png) and light.');
});

it('puts in what was copied as it is with Shift: no Markdown, no table, no link', async () => {
  const paste = async (rich: string, plain: string) => {
    await copyHtml(page, rich, plain);
    await page.keyboard.press('Control+Shift+V');
    await expect.poll(body).toContain(plain);
    return body();
  };
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  expect(await paste('<h2>Fog</h2>', 'Fog')).toBe('Fog');
  await page.keyboard.press('Control+a');
  expect(await paste('<table><tr><td>1926</td><td>12</td></tr></table>', '1926\t12')).toBe('1926\t12');
  await page.keyboard.press('Control+a');
  expect(await paste('<a href="https://example.org/a">a</a>', 'https://example.org/a')).toBe('https://example.org/a');
});

it('puts in plain text where the HTML says no more', async () => {
  expect(await paste({ 'text/html': '<span style="color:red">red</span>', 'text/plain': 'red' })).toBe('red');
});

it('makes a link of an address pasted on a selection', async () => {
  await page.keyboard.type('the archive');
  await page.keyboard.press('Control+a');
  expect(await paste({ 'text/plain': 'https://example.org/a' })).toBe('[the archive](https://example.org/a)');
});

it('drops script addresses and runs nothing of what is pasted', async () => {
  const pasted = await html(
    '<p>a <a href="javascript:window.hit=1">link</a> <b>b</b> <img src=x onerror="window.hit=1"></p>',
  );
  expect(pasted).toBe('a link **b**');
  expect(await page.evaluate(() => Reflect.get(window, 'hit'))).toBeUndefined();
});

it('offers own posts after two brackets', async () => {
  await page.keyboard.type('See [[fog');
  await page.locator('.cm-tooltip-autocomplete').getByText('Fog signals').waitFor();
  // Keys are not taken in the list's first moment, so that typing on does not choose; a click always is.
  await page.locator('.cm-tooltip-autocomplete').getByText('Fog signals').click();
  await expect.poll(body).toContain('See [[Fog signals, and who still listens to them]]');
});
