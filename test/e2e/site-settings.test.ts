import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchChromium } from '../support/chromium.ts';
import { openPost, runByName, servedBlog } from '../support/library-story.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());

test('the blog gets another theme, language and address from the page, seen at once, and only these lines change', async () => {
  const settings = '# Mine\ntitle: Kept\ntheme: longread # for now\n';
  const post = '---\ntitle: Harbour\ndate: 2024-05-26T21:30:00Z\n---\n\nOne boat.\n';
  const blog = await servedBlog(browser, { 'offprint.yml': settings, 'posts/harbour.md': post });
  const { page, end } = await blog.start();
  await openPost(page, 'Harbour');
  const preview = page.frameLocator('iframe').first();
  await preview.getByText('26 May 2024').or(preview.getByText('May 26, 2024')).first().waitFor();

  await runByName(page, 'Blog settings');
  const dialog = page.getByRole('dialog', { name: 'Blog settings' });
  await dialog.getByRole('combobox', { name: 'Theme' }).selectOption({ label: 'Journal' });
  await dialog.getByRole('textbox', { name: 'Language' }).fill('no tag');
  await dialog.getByRole('button', { name: 'Save settings' }).click();
  expect(await dialog.getByRole('alert').innerText()).toContain('tag such as');
  await dialog.getByRole('textbox', { name: 'Language' }).fill('de');
  await dialog.getByRole('combobox', { name: 'Addresses of posts' }).selectOption('/:slug/');
  await dialog.getByRole('combobox', { name: 'Comments by readers' }).selectOption('mail');
  await dialog.getByRole('textbox', { name: 'Mail address for comments' }).fill('mara@example.org');
  await dialog.getByRole('button', { name: 'Save settings' }).click();
  await dialog.waitFor({ state: 'hidden' });

  await preview.getByText('26. Mai 2024').first().waitFor();
  await expect.poll(() => preview.locator('a[href^="mailto:mara@example.org"]').count()).toBeGreaterThan(0);
  expect(await readFile(path.join(blog.folder, 'offprint.yml'), 'utf8')).toBe(
    '# Mine\ntitle: Kept\ntheme: journal # for now\nlanguage: de\npermalink: /:slug/\ncomments:\n  mail: mara@example.org\n',
  );
  await end('SIGTERM');
});
