import { access, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchChromium } from '../support/chromium.ts';
import { openPost, runByName, saved, servedBlog } from '../support/library-story.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());

const blogFiles = {
  'offprint.yml': 'title: Kept\npermalink: /:year/:slug/\n',
  'posts/harbour.md': '---\ntitle: Harbour\ndate: 2025-03-01\nodd:   kept # as it is\n---\n\nOne boat.\n',
  'posts/sea.md': '---\ntitle: Sea\ndate: 2025-02-01\n---\n\nWaves.\n',
};

test('a post is duplicated and gets another address by keys alone', async () => {
  const blog = await servedBlog(browser, blogFiles);
  const read = (name: string) => readFile(path.join(blog.folder, 'posts', name), 'utf8');
  const { page, end } = await blog.start();
  await openPost(page, 'Harbour');

  await runByName(page, 'Duplicate the post');
  // The copy is open, is a draft, and is everything else that the post is.
  await page.getByRole('button', { name: 'Drafts' }).waitFor();
  await expect.poll(() => read('harbour-2.md').catch(() => '')).toContain('draft: true');
  expect(await read('harbour-2.md')).toContain('title: Harbour\ndate: 2025-03-01\nodd:   kept # as it is\n');
  expect(await read('harbour.md')).toBe(blogFiles['posts/harbour.md']);
  await page.getByRole('textbox', { name: 'Title' }).focus();
  await page.keyboard.press('Control+a');
  // What is saved half-typed needs quotes; the whole title does not, and has none.
  await page.keyboard.type('Another ');
  await page.keyboard.press('Control+s');
  await expect.poll(() => read('harbour-2.md')).toContain('title: "Another "\n');
  await page.keyboard.type('harbour');
  await page.keyboard.press('Control+s');
  await saved(page);
  await expect.poll(() => read('harbour-2.md')).toContain('title: Another harbour\n');
  expect(await read('harbour.md')).toBe(blogFiles['posts/harbour.md']);

  // An address that another post has is refused with the reason, and the field keeps what was typed.
  await runByName(page, 'Post settings');
  const address = page.getByRole('textbox', { name: 'Address', exact: true });
  await address.focus();
  await page.keyboard.press('Control+a');
  await page.keyboard.type('sea');
  await page.keyboard.press('Enter');
  await page.getByText('Another post has the address “sea” already. Choose another one.').waitFor();
  expect(await address.getAttribute('aria-invalid')).toBe('true');
  expect(await address.inputValue()).toBe('sea');

  // Enter and leaving the field are one change: the file moves once, with its text.
  await page.keyboard.press('Control+a');
  await page.keyboard.type('North quay');
  await page.keyboard.press('Enter');
  await expect.poll(() => read('north-quay.md').catch(() => '')).toContain('title: Another harbour\n');
  await expect.poll(() => address.inputValue()).toBe('north-quay');
  await page.keyboard.press('Tab');
  await expect.poll(() => access(path.join(blog.folder, 'posts/harbour-2.md')).then(String, () => 'gone')).toBe('gone');

  // What is typed goes to where the post lies now.
  await page.getByRole('textbox', { name: 'Post text' }).focus();
  await page.keyboard.press('Control+End');
  await page.keyboard.type('Two boats.');
  await page.keyboard.press('Control+s');
  await saved(page);
  expect(await read('north-quay.md')).toContain('Two boats.');
  expect(await read('harbour.md')).toBe(blogFiles['posts/harbour.md']);
  await end('SIGTERM');
});
