import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchChromium } from '../support/chromium.ts';
import { bodyOf, openPost, saved, servedBlog } from '../support/library-story.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());

const folders = [
  {
    program: 'Hugo',
    post: 'content/posts/first.md',
    files: {
      'hugo.toml': 'title = "My Hugo"\nbaseURL = "https://h.example/"\n',
      'content/posts/first.md': '+++\ntitle = "First" # mine\ndate = 2024-05-01T10:00:00+02:00\n+++\n\nOld text.\r\n',
      'content/posts/trip/index.md': '---\ntitle: Trip\n---\n\n![](photo.jpg)\n',
      'content/posts/trip/photo.jpg': 'not really',
      'layouts/_default/single.html': '<html></html>',
    },
  },
  {
    program: 'Jekyll',
    post: '_posts/2020-02-03-on-the-train.md',
    files: {
      '_config.yml': 'title: My Jekyll\npermalink: pretty\n',
      '_posts/2020-02-03-on-the-train.md': '---\nlayout: post\ntitle:  "First"\ncategories: rail\n---\nOld text.\n',
      '_drafts/idea.md': '---\ntitle: Idea\n---\nText\n',
      'about.md': '---\nlayout: page\ntitle: About\n---\nMe\n',
      'README.md': '# How to build this\n',
    },
  },
  {
    program: 'Hexo',
    post: 'source/_posts/hello.md',
    files: {
      '_config.yml': 'title: My Hexo\nurl: http://x.example\n',
      'source/_posts/hello.md': 'title: First\ndate: 2019-01-02 03:04:05\ncategories:\n- [A, B]\n---\nOld text.\n',
      'source/about/index.md': '---\ntitle: About\n---\n',
      'source/_drafts/later.md': '---\ntitle: Later\n---\n',
    },
  },
] as const;

async function everyFile(folder: string): Promise<ReadonlyMap<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
  const contents = await Promise.all(files.sort().map((file) => readFile(file, 'latin1')));
  return new Map(files.map((file, index) => [path.relative(folder, file), contents[index] ?? '']));
}

describe.each(folders)('a folder of $program', ({ program, post, files }) => {
  test('opens in the page as it is, and is left as it was but for the line that the author changed', async () => {
    const blog = await servedBlog(browser, files);
    const before = await everyFile(blog.folder);
    const first = await blog.start();
    await first.page.getByRole('button', { name: program }).waitFor();
    await openPost(first.page, 'First');
    await expect.poll(() => bodyOf(first.page)).toContain('Old text.');
    await first.end('SIGTERM');
    expect(await everyFile(blog.folder)).toEqual(before);

    const { page, end } = await blog.start();
    await openPost(page, 'First');
    await page.getByRole('textbox', { name: 'Post text' }).click();
    await page.keyboard.press('Control+Home');
    await page.keyboard.insertText('New and ');
    await page.keyboard.press('Control+s');
    await saved(page);
    await end('SIGTERM');
    const after = new Map(before);
    after.set(post, (before.get(post) ?? '').replace('Old text.', 'New and Old text.'));
    expect(await everyFile(blog.folder)).toEqual(after);
  });
});
