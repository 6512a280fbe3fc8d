import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chromiumArguments, launchChromium } from '../support/chromium.ts';
import { crawl } from '../support/crawl.ts';
import { networkAttempts, startElectron, startLoopback } from '../support/hosts.ts';
import { copyHtml, copyPicture, paintedPng } from '../support/paste.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium({
    args: [...chromiumArguments, '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1'],
  });
});
afterAll(() => browser.close());

/** What another program put on the clipboard: part of the conference's own page. */
const programme = `<html><body><!--StartFragment--><h2>Programme</h2>
<p>From <a href="https://shorelines.example/2024">the <em>Shorelines</em> page</a>:</p>
<table><tr><th>When</th><th>Who</th></tr><tr><td>09:00</td><td><b>Amina Rahal</b></td></tr></table>
<ul><li>Doors at eight</li><li>Bring a pencil<script>alert(1)</script></li></ul><!--EndFragment--></body></html>`;

const hosts = [
  ['the loopback host', startLoopback],
  ['the desktop host', startElectron],
] as const;

describe.each(hosts)('on %s, by keyboard alone', (_name, start) => {
  test('an author writes the conference report from an empty page and publishes it', async () => {
    const folder = await temporaryFolder();
    const networkLog = path.join(folder, 'network.log');
    const host = await start(browser, { dataFolder: path.join(folder, 'data'), networkLog });
    const { page } = host;
    await page
      .context()
      .grantPermissions(['clipboard-read', 'clipboard-write'])
      .catch(() => undefined);
    await startBlog(page, path.join(folder, 'blog'));
    await writeReport(page);
    await saved(page);

    const [file = ''] = await readdir(path.join(folder, 'blog/posts'));
    expect(withoutHeader(await readFile(path.join(folder, 'blog/posts', file), 'utf8'))).toMatch(report);

    await page.keyboard.press('Control+Shift+d');
    await focused(page, 'Address');
    await focusByTab(page, 'Description');
    await page.keyboard.type('Three days of people who like edges.');
    await page.keyboard.press('Escape');
    await focused(page, 'Post text');

    await page.keyboard.press('Control+Shift+Enter');
    const link = page.getByRole('link', { name: 'Open the post' });
    await link.waitFor({ timeout: 60_000 });
    const address = (await link.getAttribute('href')) ?? '';
    await checkPublished(address);
    await host.close();
    expect(await networkAttempts(networkLog)).toEqual([]);
  });
});

async function startBlog(page: Page, folder: string): Promise<void> {
  await page.getByRole('button', { name: /start a new blog/i }).waitFor();
  await focusByTab(page, /start a new blog/i);
  await page.keyboard.press('Enter');
  await focusByTab(page, /folder/i);
  await page.keyboard.press('Control+a');
  await page.keyboard.type(folder);
  await focusByTab(page, /(title|name)/i);
  await page.keyboard.press('Control+a');
  await page.keyboard.type('Notes from the harbour');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'New post' }).first().waitFor();
}

async function writeReport(page: Page): Promise<void> {
  const { keyboard } = page;
  await keyboard.press('Control+n');
  await focused(page, 'Title');
  await keyboard.type('Shorelines: three days of edges');
  await keyboard.press('Enter');
  await focused(page, 'Post text');

  await keyboard.type('Written on the train home.\n\n');
  await keyboard.press('Control+2');
  await keyboard.type('The talks\n\n');
  await keyboard.press('Control+b');
  await keyboard.type('Amina Rahal');
  await keyboard.press('Control+b');
  await keyboard.type(' spoke of salt.');
  await keyboard.press('Control+Alt+f');
  await keyboard.type('Her maps are out of date by design.');
  await keyboard.press('Control+Alt+j');
  await keyboard.type(' Then came:\n\n- marshes\nharbours\n');
  await keyboard.press('Tab');
  await keyboard.type('Gdynia\n');
  await keyboard.press('Shift+Tab');
  await keyboard.press('Backspace');
  await keyboard.press('Backspace');
  await keyboard.press('Enter');

  await keyboard.press('Control+k');
  await focused(page, 'Find a command or a post');
  await keyboard.type('table');
  await keyboard.press('Enter');
  await focused(page, 'Post text');
  await keyboard.type('Day');
  for (const cell of ['Talks', 'Monday', '12', 'Tuesday', '14']) {
    await keyboard.press('Tab');
    await keyboard.type(cell);
  }
  await keyboard.press('Enter');
  await keyboard.press('Enter');

  await copyPicture(page, paintedPng(320, 200));
  await keyboard.press('Control+v');
  await expect.poll(() => page.getByRole('textbox', { name: 'Post text' }).textContent()).toContain('](/media/');
  await keyboard.type('A tide curve on a bright screen');
  await keyboard.press('End');
  await keyboard.press('ArrowLeft');
  await keyboard.type(' "The first morning"');
  await keyboard.press('End');
  await keyboard.type('{credit="Jonas Brekke"}');
  await keyboard.press('End');
  await keyboard.type('\n\n');

  await copyHtml(page, programme, 'Programme');
  await keyboard.press('Control+v');
  await expect.poll(() => page.getByRole('textbox', { name: 'Post text' }).textContent()).toContain('Bring a pencil');
}

/** The whole text; only the picture's name is the program's own. */
const report = new RegExp(
  `^${[
    'Written on the train home.',
    '',
    '## The talks',
    '',
    '**Amina Rahal** spoke of salt.[^1] Then came:',
    '',
    '- marshes',
    '- harbours',
    '  - Gdynia',
    '',
    '| Day     | Talks |',
    '| ------- | ----- |',
    '| Monday  | 12    |',
    '| Tuesday | 14    |',
    '',
    '![A tide curve on a bright screen](/media/PATH "The first morning"){credit="Jonas Brekke"}',
    '',
    '## Programme',
    '',
    'From [the *Shorelines* page](https://shorelines.example/2024):',
    '',
    '| When  | Who             |',
    '| ----- | --------------- |',
    '| 09:00 | **Amina Rahal** |',
    '',
    '- Doors at eight',
    '- Bring a pencil',
    '',
    '[^1]: Her maps are out of date by design.',
  ]
    .map((line) => line.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .join('\\n')
    .replace('PATH', '[^ ]+\\.png')}\\s*$`,
);

async function checkPublished(address: string): Promise<void> {
  const html = await fetch(address).then((response) => response.text());
  expect(html).toContain('<meta name="description" content="Three days of people who like edges.">');
  expect(html).toMatch(/<figcaption[^>]*>\s*The first morning[\s\S]*Jonas Brekke/);
  expect(html).toMatch(/<img[^>]+alt="A tide curve on a bright screen"/);
  expect(html).toContain('<td>Tuesday</td>');
  expect(html).toContain('Her maps are out of date by design.');
  expect(html).toMatch(/<a href="https:\/\/shorelines\.example\/2024">the <em>Shorelines<\/em> page<\/a>/);
  expect(html).not.toContain('alert(1)');
  expect((await crawl(new URL('/', address).href)).broken).toEqual([]);
}

function withoutHeader(file: string): string {
  return file.replace(/^---\n[\s\S]*?\n---\n+/, '');
}

async function saved(page: Page): Promise<void> {
  await page.keyboard.press('Control+s');
  await expect.poll(() => page.getByRole('status', { name: 'Save state' }).textContent()).toBe('Saved');
}

/** The name that a screen reader says for what has the focus. */
function focusedName(page: Page): Promise<string> {
  return page.evaluate(() => {
    const element = document.activeElement;
    const label = element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement ? element.labels : null;
    return element?.getAttribute('aria-label') ?? label?.[0]?.textContent ?? element?.textContent ?? '';
  });
}

async function focused(page: Page, name: string): Promise<void> {
  await expect.poll(() => focusedName(page)).toContain(name);
}

/** Goes there with the Tab key, as an author without a mouse does. */
async function focusByTab(page: Page, name: string | RegExp): Promise<void> {
  for (let presses = 0; presses < 40; presses += 1) {
    const here = await focusedName(page);
    if (here.length < 200 && (typeof name === 'string' ? here.startsWith(name) : name.test(here))) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`The keyboard does not reach ${name}`);
}
