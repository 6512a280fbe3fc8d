import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { FolderServer } from '../../../main/node/folder-server.ts';
import { launchChromium } from '../../support/chromium.ts';
import { openBlog } from './blog.ts';
import { serveBuilt } from './served-build.ts';

let browser: Browser;
const servers = new Map<string, FolderServer>();

beforeAll(async () => {
  browser = await launchChromium();
  for (const theme of ['longread', 'journal']) {
    const blog = await openBlog({}, { fromSample: true, theme, keepOpen: true });
    servers.set(theme, (await serveBuilt(blog)).server);
  }
}, 120_000);
afterAll(async () => {
  await browser.close();
  for (const server of servers.values()) await server.close();
});

const pages = ['/', '/2024/05/shorelines-2024/', '/2023/12/a-small-program-for-big-tides/', '/archive/'];

test.each(['longread', 'journal'])(
  'nothing moves to speak of when the fonts of %s come late',
  async (theme) => {
    for (const address of pages) expect(await shiftAt(theme, address), address).toBeLessThan(0.02);
  },
  120_000,
);

test('a font that stands in without being fitted moves the page', async () => {
  // Too small by a quarter, whatever fonts this machine has: unfitted, they may be much like the theme's.
  const unfitted = (css: string) => css.replace(/size-adjust:[^;}]*/g, 'size-adjust:75%');
  const shifts = await Promise.all(['longread', 'journal'].map((theme) => shiftAt(theme, pages[1] ?? '', unfitted)));
  for (const shift of shifts) expect(shift).toBeGreaterThan(0.05);
}, 120_000);

/** How much of a telephone's window moves when the fonts come after the first paint: the shift score of browsers, from 0 to 1. */
async function shiftAt(theme: string, address: string, change = (css: string) => css): Promise<number> {
  const context = await browser.newContext({ viewport: { width: 412, height: 823 } });
  const page = await context.newPage();
  let letFontsCome = () => {};
  const fonts = new Promise<void>((resolve) => {
    letFontsCome = resolve;
  });
  await page.route('**/*.css', async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ response: answer, body: change(await answer.text()) });
  });
  await page.route('**/*.woff2', async (route) => {
    await fonts;
    await route.continue();
  });
  await page.goto(new URL(address, servers.get(theme)?.address).href, { waitUntil: 'commit' });
  await page.waitForFunction(() => performance.getEntriesByName('first-contentful-paint').length > 0);
  await page.waitForFunction(() => document.querySelector('.colophon') !== null);
  // All of it has to be painted before the fonts come: what never stood anywhere cannot move.
  await page.evaluate(framesLater);
  const before = await page.evaluate(() => document.fonts.size);
  letFontsCome();
  const shift = await shiftOnceShown(page);
  await context.close();
  expect(before).toBeGreaterThan(0);
  return shift;
}

/** Runs in the page: what was laid out by now is painted. */
async function framesLater(): Promise<void> {
  for (let frame = 0; frame < 3; frame += 1) await new Promise((resolve) => requestAnimationFrame(resolve));
}

async function shiftOnceShown(page: Page): Promise<number> {
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
  await page.evaluate(framesLater);
  return page.evaluate(async () => {
    const isLoaded = [...document.fonts].some((face) => face.status === 'loaded');
    if (!isLoaded) throw new Error('No font came');
    const observer = new PerformanceObserver(() => undefined);
    observer.observe({ type: 'layout-shift', buffered: true });
    const shifts: readonly object[] = observer.takeRecords();
    return shifts.reduce<number>((sum, entry) => sum + Number(Reflect.get(entry, 'value')), 0);
  });
}
