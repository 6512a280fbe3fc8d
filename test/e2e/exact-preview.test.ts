import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Browser, Frame, Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchChromium } from '../support/chromium.ts';
import { startLoopback } from '../support/hosts.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { projectRoot } from '../support/test-ports.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());

const run = promisify(execFile);
const commandLine = path.join(projectRoot, 'out/cli.mjs');

/** Posts of the sample blog with pictures, tables, code, footnotes, callouts and quotations in them. */
const posts = [
  'Shorelines 2024',
  'A small program for big tides',
  'Lisbon from the ferry',
  'What a tide table does not',
];

test.each([
  ['longread', 'light'],
  ['journal', 'dark'],
] as const)(
  'the preview looks like the finished page, to the pixel, in %s, %s',
  async (theme, colorScheme) => {
    const folder = await temporaryFolder();
    const blog = path.join(folder, 'blog');
    const site = path.join(folder, 'site');
    const data = ['--data', path.join(folder, 'data')];
    await run(process.execPath, [commandLine, 'new', blog, '--sample', ...data]);
    const settings = path.join(blog, 'offprint.yml');
    await writeFile(settings, (await readFile(settings, 'utf8')).replace(/^theme: .*$/m, `theme: ${theme}`));
    await run(process.execPath, [commandLine, 'build', blog, '--out', site, ...data]);
    const host = await startLoopback(browser, {
      folder: blog,
      dataFolder: path.join(folder, 'data'),
      networkLog: path.join(folder, 'network.log'),
      colorScheme,
    });
    const { page } = host;
    // So high that every text is seen as a whole.
    await page.setViewportSize({ width: 1280, height: 5_000 });
    const finished = await openFinished(site, colorScheme);
    for (const title of posts) {
      const frame = await showPreview(page, title);
      const address = await frame.evaluate(() => document.querySelector('link[rel="canonical"]')?.getAttribute('href'));
      const size = await page.locator('iframe').evaluate((element) => ({
        width: element.clientWidth,
        height: element.clientHeight,
      }));
      await finished.setViewportSize(size);
      await finished.goto(address ?? '');
      const shown = await picture(frame);
      expect(await differing(shown, await picture(finished.mainFrame())), title).toBe(0);
      // The comparison sees a change of a hair's breadth.
      await finished.addStyleTag({ content: '.prose { letter-spacing: 0.2px }' });
      expect(await differing(shown, await picture(finished.mainFrame()))).toBeGreaterThan(100);
    }
    await finished.context().close();
    await host.close();
  },
  240_000,
);

test('a heading that is typed comes to stand in the table of contents beside the text', async () => {
  const folder = await temporaryFolder();
  const blog = path.join(folder, 'blog');
  const data = ['--data', path.join(folder, 'data')];
  await run(process.execPath, [commandLine, 'new', blog, '--sample', ...data]);
  await writeFile(
    path.join(blog, 'posts/long.md'),
    '---\ntitle: With contents\ndate: 2024-01-01\ntoc: true\n---\n\n## First\n\nWords.\n',
  );
  const host = await startLoopback(browser, {
    folder: blog,
    dataFolder: path.join(folder, 'data'),
    networkLog: path.join(folder, 'network.log'),
  });
  const { page } = host;
  await page.getByRole('list', { name: 'Posts' }).getByText('With contents').first().click();
  const entries = page.frameLocator('iframe').locator('.toc li');
  await expect.poll(() => entries.allTextContents()).toEqual(['First']);
  await page.frames()[1]?.evaluate(() => Object.assign(window, { isSamePage: true }));
  await page.getByRole('textbox', { name: 'Post text' }).click();
  await page.keyboard.press('Control+End');
  await page.keyboard.type('\n## Second thoughts\n');
  await expect.poll(() => entries.allTextContents()).toEqual(['First', 'Second thoughts']);
  expect(await page.frames()[1]?.evaluate(() => Reflect.get(window, 'isSamePage')), 'patched in place').toBe(true);
  await host.close();
});

/** A page that reads the finished site from its folder, whatever its address is. */
async function openFinished(site: string, colorScheme: 'light' | 'dark'): Promise<Page> {
  const page = await (await browser.newContext({ colorScheme })).newPage();
  await page.route('**/*', async (route) => {
    const { pathname } = new URL(route.request().url());
    const name = decodeURIComponent(pathname).replace(/\/$/, '/index.html');
    const body = await readFile(path.join(site, name)).catch(() => undefined);
    const types: Readonly<Record<string, string>> = {
      '.html': 'text/html',
      '.css': 'text/css',
      '.svg': 'image/svg+xml',
    };
    const contentType = types[path.extname(name)];
    await (body === undefined
      ? route.fulfill({ status: 404 })
      : route.fulfill({ body, ...(contentType === undefined ? {} : { contentType }) }));
  });
  return page;
}

async function showPreview(page: Page, title: string): Promise<Frame> {
  const showText = page.getByRole('button', { name: 'Show the text' });
  // Asked for what is there while the preview stands alone: at first nothing is, and a key would hide the list.
  if (await showText.isVisible()) await page.keyboard.press('Control+Shift+p');
  await page.getByRole('list', { name: 'Posts' }).getByText(title).first().click();
  await page.frameLocator('iframe').locator('h1', { hasText: title }).waitFor();
  await page.getByRole('textbox', { name: 'Post text' }).click();
  await page.keyboard.press('Control+Shift+p');
  await showText.waitFor();
  await expect.poll(() => page.frames()[1]?.locator('h1').first().textContent()).toContain(title);
  const frame = page.frames()[1];
  if (frame === undefined) throw new Error('There is no preview');
  return frame;
}

/** The text without the mark of the cursor's block. Pictures are covered: which of their forms was made first is chance. */
async function picture(frame: Frame): Promise<Buffer> {
  await frame.evaluate(async () => {
    for (const marked of document.querySelectorAll('[data-offprint-marked]'))
      marked.removeAttribute('data-offprint-marked');
    await document.fonts.ready;
  });
  const pictures = frame.locator('.prose img, .prose video');
  return frame.locator('.prose').screenshot({ mask: [pictures], animations: 'disabled' });
}

/** How many pixels differ; all of them when the sizes do. */
async function differing(one: Buffer, other: Buffer): Promise<number> {
  const [a, b] = await Promise.all(
    [one, other].map((png) => sharp(png).removeAlpha().raw().toBuffer({ resolveWithObject: true })),
  );
  if (a === undefined || b === undefined) return Number.POSITIVE_INFINITY;
  if (a.info.width !== b.info.width || a.info.height !== b.info.height) return a.info.width * a.info.height;
  let count = 0;
  for (let at = 0; at < a.data.length; at += 3) {
    if (a.data[at] !== b.data[at] || a.data[at + 1] !== b.data[at + 1] || a.data[at + 2] !== b.data[at + 2]) count += 1;
  }
  return count;
}
