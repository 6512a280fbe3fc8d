import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { FolderServer } from '../../../main/node/folder-server.ts';
import { launchChromium } from '../../support/chromium.ts';
import { openBlog, post } from './blog.ts';
import { serveBuilt } from './served-build.ts';

const longWord = 'Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz';
const columns = Array.from({ length: 14 }, (_, index) => `Column ${index}`);
const table = `|${columns.join('|')}|\n|${columns.map(() => '--').join('|')}|\n|${columns.map(() => '1.234').join('|')}|`;
const text = `${longWord.repeat(3)}\n\n${table}\n\n- ${longWord}\n\n> ${longWord}\n\n\`\`\`js\nconst ${longWord} = 1;\n\`\`\`\n\n$$\n${'x + '.repeat(60)}y\n$$`;

const matter = (day: number) =>
  `title: ${longWord}\ndate: 2026-01-0${day}\nslug: p${day}\ntags: [${longWord}]\ncategories: [${longWord}/${longWord}]\nseries: ${longWord}`;
const files = {
  'posts/a.md': post(matter(1), text),
  'posts/b.md': post(matter(2), text),
  'posts/c.md': post(matter(3), text),
  'posts/ar.md': post(
    'title: الميناء\ndate: 2026-01-04\nslug: ar\nlanguage: ar',
    '> *اقتباس*\n\n```js\nconst x = 1;\n```\n\n$x$',
  ),
  'pages/about.md': post(`title: ${longWord}`, text),
  'pages/about/team.md': post('title: Team'),
  'comments/b.yml': `- {id: 1, author: ${longWord}, date: 2026-01-05, status: approved, text: "${longWord} <code>${longWord}</code>"}\n`,
};
const pages = [
  '/',
  '/2026/01/p2/',
  '/about/',
  '/about/team/',
  '/archive/',
  '/2026/',
  '/2026/01/',
  '/tags/',
  '/categories/',
  '/search/',
  '/404.html',
  '/ar/2026/01/ar/',
];

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
}, 60_000);
afterAll(() => browser.close());

describe.each(['longread', 'journal'])('the theme %s on a telephone', (theme) => {
  let server: FolderServer;
  let page: Page;

  beforeAll(async () => {
    const settings = `theme: ${theme}\nlanguages: [ar]\nmenu: [{label: ${longWord}, url: /}]\n`;
    const blog = await openBlog(files, { settings, keepOpen: true });
    ({ server } = await serveBuilt(blog));
    page = await browser.newPage({ viewport: { width: 360, height: 740 } });
  }, 60_000);
  afterAll(async () => {
    await page.close();
    await server.close();
  });

  test('no page is wider than the screen, whatever its words, tables and formulas', async () => {
    const wide: string[] = [];
    for (const address of pages) if ((await open(address)) > 360) wide.push(address);
    expect(wide).toEqual([]);
    await page.addStyleTag({ content: 'h1 { white-space: nowrap; inline-size: 900px; }' });
    expect(await width(), 'a page that is too wide is noticed').toBeGreaterThan(360);
  }, 60_000);

  test('on paper a wide table is not cut off', async () => {
    await open('/2026/01/p2/');
    await page.emulateMedia({ media: 'print' });
    await page.setViewportSize({ width: 700, height: 900 });
    const cut = await page.$eval('.prose table', (element) => element.scrollWidth - element.clientWidth);
    const over = await page.$eval('.prose table', (element) => element.getBoundingClientRect().right - innerWidth);
    await page.emulateMedia({ media: null });
    await page.setViewportSize({ width: 360, height: 740 });
    expect(cut).toBe(0);
    expect(over).toBeLessThanOrEqual(0);
  });

  test('from right to left, program text and formulas still run from the left, and no letter is slanted', async () => {
    await open('/ar/2026/01/ar/');
    const styles = await page.evaluate(() => {
      const style = (selector: string) => getComputedStyle(document.querySelector(selector) ?? document.body);
      return [
        ...['pre', 'math'].map((selector) => style(selector).direction),
        ...['blockquote', 'em'].map((selector) => style(selector).fontStyle),
        style('.prose p').direction,
      ];
    });
    expect(styles).toEqual(['ltr', 'ltr', 'normal', 'normal', 'rtl']);
  });

  test('a nested page names the pages above it', async () => {
    await open('/about/team/');
    expect(await page.$$eval('.crumbs a', (links) => links.map((link) => link.getAttribute('href')))).toEqual([
      '/about/',
    ]);
  });

  async function open(address: string): Promise<number> {
    await page.goto(new URL(address, server.address).href);
    return width();
  }

  function width(): Promise<number> {
    return page.evaluate(() => document.documentElement.scrollWidth);
  }
});
