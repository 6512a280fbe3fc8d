import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchChromium } from '../support/chromium.ts';
import { servedBlog } from '../support/library-story.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());

const posts = 1_500;

/** A blog in which every post has a harbour, and one has a lighthouse, in its text alone. */
function manyPosts(): Readonly<Record<string, string>> {
  const files = Array.from({ length: posts }, (_, index) => {
    const words = index === 700 ? 'The lighthouse was dark.' : 'Boats came and went.';
    const body = `${'Some words before it. '.repeat(20)}\n\nAt the harbour. ${words}\n`;
    return [`posts/day-${index}.md`, `---\ntitle: Day ${index}\ndate: 2020-01-01\n---\n\n${body}`] as const;
  });
  return { 'offprint.yml': 'title: Many\n', ...Object.fromEntries(files) };
}

/** Remembers whether the list was ever without posts since now. */
function watchForGaps(page: Page): Promise<void> {
  return page.evaluate(() => {
    const gaps: string[] = [];
    Object.assign(window, { gaps });
    const look = () => {
      if (document.querySelector('.post-row') === null)
        gaps.push(document.querySelector('.list-empty')?.textContent ?? '');
    };
    const pane = document.querySelector('.list-pane');
    if (pane !== null) new MutationObserver(look).observe(pane, { subtree: true, childList: true });
  });
}

const gaps = (page: Page) => page.evaluate(() => Reflect.get(window, 'gaps') as readonly string[]);

describe('searching as one types', () => {
  test('follows the letters without a gap, says nothing too early, and shows the whole list again', async () => {
    const blog = await servedBlog(browser, manyPosts());
    const { page, end } = await blog.start();
    const list = page.getByRole('list', { name: 'Posts' });
    const field = page.getByRole('searchbox', { name: 'Search posts' });
    await list.getByText('Day 1', { exact: true }).waitFor();
    // The first search makes the index of all texts.
    await field.fill('harbour');
    await list.locator('mark', { hasText: 'harbour' }).first().waitFor();
    await expect.poll(() => list.getByRole('listitem').count()).toBeGreaterThan(10);

    await watchForGaps(page);
    await field.press('Space');
    for (const letter of 'lighthouse') await page.keyboard.press(letter);
    await list.locator('mark', { hasText: 'lighthouse' }).waitFor();
    await expect.poll(() => list.locator('.post-row').count()).toBe(1);
    await list.getByText('Day 700').waitFor();
    expect(await gaps(page)).toEqual([]);

    // The nearest word is taken for one that is nowhere, and the list says so.
    await field.fill('lihgthouse');
    await list.getByRole('button', { name: 'Nearest: “lighthouse”' }).waitFor();
    await list.getByText('Day 700').waitFor();

    // Nothing is called missing before every text was looked through.
    await field.fill('');
    await list.getByText('Day 1', { exact: true }).waitFor();
    await page.locator('.list-scroller').evaluate((scroller) => scroller.scrollTo(0, 40_000));
    await expect.poll(() => list.getByText('Day 1', { exact: true }).count()).toBe(0);
    await field.fill('zzzzzz');
    await page.getByText('Nothing found for “zzzzzz”.').waitFor();
    expect(new Set(await gaps(page))).toEqual(new Set(['', 'Nothing found for “zzzzzz”.']));
    await page.keyboard.press('Escape');
    await list.getByText('Day 1', { exact: true }).waitFor();
    await end('SIGTERM');
  });
});
