import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chromiumArguments, launchChromium } from '../support/chromium.ts';
import { crawl } from '../support/crawl.ts';
import { networkAttempts, startElectron, startLoopback } from '../support/hosts.ts';
import { journaled } from '../support/library-story.ts';
import { paintedPng, pastePicture } from '../support/paste.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

let browser: Browser;
beforeAll(async () => {
  // No name leads anywhere but to this machine.
  browser = await launchChromium({
    args: [...chromiumArguments, '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1'],
  });
});
afterAll(() => browser.close());

const hosts = [
  ['the loopback host', startLoopback],
  ['the desktop host', startElectron],
] as const;

describe.each(hosts)('on %s', (_name, start) => {
  test('an author writes a post with a picture, sees it, publishes it, and readers find it', async () => {
    const folder = await temporaryFolder();
    const networkLog = path.join(folder, 'network.log');
    const asked: string[] = [];
    const host = await start(browser, { dataFolder: path.join(folder, 'data'), networkLog });
    const { page } = host;
    recordForeignRequests(page, asked);

    await startBlog(page, path.join(folder, 'blog'), 'Notes from the harbour');
    await newPost(page, 'The first crossing');
    await typeText(
      page,
      'We left at **dawn**, and the sea was quiet.\n\nThe second paragraph has a list:\n\n- ropes\n',
    );
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    await pastePicture(page, 'harbour.png', paintedPng(320, 200));
    const preview = page.frameLocator('iframe[title="Preview"]');
    await preview.getByText('and the sea was quiet').waitFor();
    await preview.locator('strong', { hasText: 'dawn' }).waitFor();
    await eventually(() => pictureWidth(page)).toBeGreaterThan(0);
    await saved(page);

    await newPost(page, 'Not for readers yet');
    await typeText(page, 'A draft that stays a draft.');
    await saved(page);

    await openPost(page, 'The first crossing');
    await page.getByRole('button', { name: 'Publish', exact: true }).click();
    const link = page.getByRole('link', { name: /published post|read the post|open the post|see it/i });
    await link.waitFor({ timeout: 60_000 });
    const address = await link.getAttribute('href');
    if (address === null) throw new Error('The result has no address');

    const post = await fetch(address).then((response) => response.text());
    expect(post).toContain('The first crossing');
    expect(post).toMatch(/<img[^>]+src/);
    const found = await crawl(new URL('/', address).href);
    expect(found.broken).toEqual([]);
    expect([...found.pages.keys()]).toContain(address);
    const everything = [...found.pages.values()].join('\n');
    expect(everything).not.toContain('Not for readers yet');
    expect([...found.assets].filter((asset) => /\.(webp|png)$/.test(asset))).not.toEqual([]);

    const file = await readFile(path.join(folder, 'blog/posts/the-first-crossing.md'), 'utf8');
    expect(file).toContain('We left at **dawn**, and the sea was quiet.');
    expect(file).not.toMatch(/draft: true/);
    await host.close();
    expect(asked).toEqual([]);
    expect(await networkAttempts(networkLog)).toEqual([]);
  });

  test('text typed just before the program is killed is there at the next start', async () => {
    const folder = await temporaryFolder();
    const options = {
      dataFolder: path.join(folder, 'data'),
      folder: path.join(folder, 'blog'),
      networkLog: path.join(folder, 'network.log'),
    };
    const first = await start(browser, { dataFolder: options.dataFolder, networkLog: options.networkLog });
    await startBlog(first.page, options.folder, 'Kept');
    await newPost(first.page, 'Cut off');
    await typeText(first.page, 'Every word of this sentence must survive.');
    await journaled(options.dataFolder, 'must survive');
    await first.kill();

    const second = await start(browser, options);
    await openPost(second.page, 'Cut off');
    await eventually(() => second.page.getByRole('textbox', { name: 'Post text' }).textContent()).toContain(
      'Every word of this sentence must survive.',
    );
    await second.close();
  });
});

async function startBlog(page: Page, folder: string, title: string): Promise<void> {
  await page.getByRole('button', { name: /start a new blog/i }).click();
  await page.getByLabel(/folder/i).fill(folder);
  await page
    .getByLabel(/(title|name)/i)
    .first()
    .fill(title);
  await page
    .getByRole('button', { name: /^(start|create|make)/i })
    .last()
    .click();
  await page.getByRole('button', { name: 'New post' }).first().waitFor();
}

async function newPost(page: Page, title: string): Promise<void> {
  await page.getByRole('button', { name: 'New post' }).first().click();
  const field = page.getByRole('textbox', { name: 'Title' });
  await eventually(() => field.inputValue()).toBe('');
  await field.fill(title);
}

async function openPost(page: Page, title: string): Promise<void> {
  await page.getByRole('list', { name: 'Posts' }).getByText(title).click();
  await eventually(() => page.getByRole('textbox', { name: 'Title' }).inputValue()).toBe(title);
}

async function typeText(page: Page, text: string): Promise<void> {
  const field = page.getByRole('textbox', { name: 'Post text' });
  await field.click();
  await page.keyboard.insertText(text);
}

async function saved(page: Page): Promise<void> {
  await eventually(() => page.getByRole('status', { name: 'Save state' }).textContent()).toMatch(/^saved$/i);
}

/** Asks again until the answer is as expected; the machine may be busy with other tests. */
function eventually<Value>(ask: () => Value | Promise<Value>) {
  return expect.poll(ask);
}

async function pictureWidth(page: Page): Promise<number> {
  const frame = page
    .frames()
    .find((candidate) => candidate.parentFrame() !== null && candidate.url().includes('preview'));
  if (frame === undefined) return 0;
  return page.evaluate(() => {
    const element = document.querySelector<HTMLIFrameElement>('iframe[title="Preview"]');
    return element?.contentDocument?.querySelector('img')?.naturalWidth ?? 0;
  });
}

function recordForeignRequests(page: Page, asked: string[]): void {
  page.on('request', (request) => {
    const { hostname, protocol } = new URL(request.url());
    const isOwn =
      hostname === '127.0.0.1' ||
      // How the stand-in for Electron writes `app://offprint/`.
      hostname === 'offprint.app.invalid' ||
      ['data:', 'blob:', 'app:', 'about:'].includes(protocol);
    if (!isOwn) asked.push(request.url());
  });
}
