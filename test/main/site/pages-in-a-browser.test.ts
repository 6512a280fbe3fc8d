import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { FolderServer } from '../../../main/node/folder-server.ts';
import { axeViolations } from '../../support/axe.ts';
import { launchChromium } from '../../support/chromium.ts';
import { openBlog } from './blog.ts';
import { serveBuilt } from './served-build.ts';

/** One page of each kind. */
const kinds = [
  '/',
  '/page/2/',
  '/2024/05/shorelines-2024/',
  '/2023/12/a-small-program-for-big-tides/',
  '/about/',
  '/categories/water/',
  '/tags/',
  '/archive/',
  '/2024/',
  '/search/',
  '/404.html',
];

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
}, 60_000);
afterAll(() => browser.close());

describe.each(['longread', 'journal'])('the theme %s in a browser', (theme) => {
  let server: FolderServer;

  beforeAll(async () => {
    const blog = await openBlog({}, { fromSample: true, theme, keepOpen: true });
    ({ server } = await serveBuilt(blog));
  }, 120_000);
  afterAll(() => server.close());

  test.each(['light', 'dark'] as const)(
    'axe finds nothing on any kind of page, %s',
    async (colorScheme) => {
      const page = await browser.newPage({ colorScheme });
      const found: string[] = [];
      for (const kind of kinds) {
        await page.goto(new URL(kind, server.address).href);
        for (const violation of await axeViolations(page)) found.push(`${kind} ${violation}`);
      }
      await page.close();
      expect(found).toEqual([]);
    },
    240_000,
  );

  test('nothing is wider than the window, from telephone to desktop, left to right and right to left', async () => {
    const wide: string[] = [];
    for (const width of [320, 820, 1_280]) {
      const page = await browser.newPage({ viewport: { width, height: 800 } });
      for (const kind of kinds) {
        await page.goto(new URL(kind, server.address).href);
        for (const direction of ['ltr', 'rtl']) {
          const over = await page.evaluate((dir) => {
            document.documentElement.dir = dir;
            return document.documentElement.scrollWidth - document.documentElement.clientWidth;
          }, direction);
          if (over > 0) wide.push(`${kind} ${direction} at ${width}: ${over} pixels too wide`);
        }
      }
      await page.close();
    }
    expect(wide).toEqual([]);
  }, 240_000);

  test('is whole without JavaScript, and the search finds posts with it', async () => {
    const plain = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
    await plain.goto(new URL('/search/', server.address).href);
    expect(await plain.getByRole('main').getByRole('link', { name: 'Archive' }).isVisible()).toBe(true);
    expect(await plain.getByRole('searchbox').isVisible()).toBe(false);
    await plain.context().close();

    const page = await browser.newPage();
    await page.goto(new URL('/search/', server.address).href);
    await page.getByRole('searchbox').fill('baromet');
    // A word from the middle of a text, by its beginning.
    await expect.poll(() => page.getByRole('main').getByRole('listitem').count()).toBeGreaterThan(0);
    await page.getByRole('searchbox').fill('forty talks');
    await expect.poll(() => page.getByRole('main').getByRole('listitem').allTextContents()).toHaveLength(1);
    expect(await page.getByRole('main').getByRole('listitem').textContent()).toContain('Shorelines 2024');
    await page.close();
  }, 120_000);
});

test('axe sees what it is asked to see', async () => {
  const page = await browser.newPage();
  await page.setContent(
    '<html lang="en"><title>x</title><main><h1>x</h1><p style="color:#bbb;background:#fff">pale</p></main>',
  );
  expect(await axeViolations(page)).toEqual([expect.stringContaining('color-contrast')]);
  await page.close();
}, 60_000);
