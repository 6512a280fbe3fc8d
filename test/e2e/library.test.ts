import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchChromium } from '../support/chromium.ts';
import { bodyOf, journaled, openPost, runByName, saved, servedBlog } from '../support/library-story.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());

const settings = { 'offprint.yml': 'title: Kept\n' };
const harbour = '---\ntitle: Harbour\n---\n\nOne boat.\n\nTwo boats.\n\nThree boats.\n';

describe('an author’s work', () => {
  test('comes back marked after the program was killed, can be compared, and given up again', async () => {
    const blog = await servedBlog(browser, { ...settings, 'posts/harbour.md': harbour });
    const first = await blog.start();
    await openPost(first.page, 'Harbour');
    await first.page.getByRole('textbox', { name: 'Post text' }).click();
    await first.page.keyboard.press('Control+Home');
    await first.page.keyboard.insertText('Typed before the crash. ');
    await journaled(blog.dataFolder, 'Typed before the crash.');
    await first.end('SIGKILL');
    // Nothing was saved: the file is as it was.
    const file = path.join(blog.folder, 'posts/harbour.md');
    expect(await readFile(file, 'utf8')).toBe(harbour);

    const { page, end } = await blog.start();
    await openPost(page, 'Harbour');
    await expect.poll(() => bodyOf(page)).toContain('Typed before the crash. One boat.');
    await page.getByRole('button', { name: 'Show differences' }).click();
    await page.locator('.recovered .cm-insertedLine, .recovered .cm-changedText').first().waitFor();
    await page.getByRole('button', { name: 'Go back to the saved file' }).click();
    await expect.poll(() => bodyOf(page)).not.toContain('Typed before the crash.');
    await saved(page);
    expect(await readFile(file, 'utf8')).toBe(harbour);
    // Given up is not gone.
    await runByName(page, 'Earlier versions');
    await page.getByRole('dialog', { name: 'Earlier versions' }).getByText('Typed before the crash.').first().waitFor();
    await end('SIGTERM');
  });

  test('is put together with what another program writes while she types', async () => {
    const blog = await servedBlog(browser, { ...settings, 'posts/harbour.md': harbour });
    const file = path.join(blog.folder, 'posts/harbour.md');
    const { page, end } = await blog.start();
    await openPost(page, 'Harbour');
    await page.getByRole('textbox', { name: 'Post text' }).click();
    await page.keyboard.press('Control+Home');
    await page.keyboard.type('Mine: ');
    await writeFile(file, harbour.replace('Three boats.', 'Three boats, says the other.'));
    await page.keyboard.type('typed on. ');
    await expect.poll(() => bodyOf(page)).toContain('Three boats, says the other.');
    await page.keyboard.type('And on. ');
    expect(await bodyOf(page)).toContain('Mine: typed on. And on. One boat.');
    const notice = page.locator('.notice', { hasText: 'changed by another program' });
    await notice.getByRole('button', { name: 'Undo' }).click();
    expect(await bodyOf(page)).toContain('Mine: typed on. And on. One boat.');
    expect(await bodyOf(page)).not.toContain('says the other');
    // Its own step, which can be taken back in turn.
    await page.keyboard.press('Control+z');
    await expect.poll(() => bodyOf(page)).toContain('Three boats, says the other.');
    await page.keyboard.press('Control+s');
    await saved(page);
    expect(await readFile(file, 'utf8')).toBe(
      '---\ntitle: Harbour\n---\n\nMine: typed on. And on. One boat.\n\nTwo boats.\n\nThree boats, says the other.\n',
    );
    await end('SIGTERM');
  });

  test('waits for her choice, place by place, where both changed the same words', async () => {
    const blog = await servedBlog(browser, { ...settings, 'posts/harbour.md': harbour });
    const file = path.join(blog.folder, 'posts/harbour.md');
    const { page, end } = await blog.start();
    await openPost(page, 'Harbour');
    await page.getByRole('textbox', { name: 'Post text' }).click();
    await page.keyboard.press('Control+a');
    await page.keyboard.insertText('My boat.\n\nTwo boats.\n\nMy three.\n');
    await writeFile(file, harbour.replace('One boat.', 'Their boat.').replace('Three boats.', 'Their three.'));
    await page.keyboard.press('Control+s');
    await page.getByRole('button', { name: 'Compare' }).click();
    const dialog = page.getByRole('dialog', { name: 'Two texts of one post' });
    await dialog.getByText('2 places are still open.').waitFor();
    await dialog.getByRole('group', { name: 'Place 1 of 2' }).getByRole('radio', { name: 'Mine' }).first().check();
    await dialog.getByRole('group', { name: 'Place 2 of 2' }).getByRole('radio', { name: 'The file’s' }).check();
    await dialog.getByRole('button', { name: 'Go on with these choices' }).click();
    await saved(page);
    const chosen = 'My boat.\n\nTwo boats.\n\nTheir three.\n';
    await expect.poll(() => readFile(file, 'utf8')).toBe(`---\ntitle: Harbour\n---\n\n${chosen}`);
    await end('SIGTERM');
  });

  test('has earlier versions and a trash that need no mouse', async () => {
    const blog = await servedBlog(browser, { ...settings, 'posts/harbour.md': harbour });
    const { page, end } = await blog.start();
    await openPost(page, 'Harbour');
    await page.getByRole('textbox', { name: 'Post text' }).focus();
    await page.keyboard.press('Control+Home');
    await page.keyboard.type('Second thoughts. ');
    await page.keyboard.press('Control+s');
    await saved(page);
    await runByName(page, 'Earlier versions');
    const versions = page.getByRole('dialog', { name: 'Earlier versions' });
    const restore = versions.getByRole('button', { name: 'Go back to this version' });
    await restore.waitFor();
    for (let tabs = 0; tabs < 20 && !(await restore.evaluate((button) => button === document.activeElement)); tabs += 1)
      await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await expect.poll(() => bodyOf(page)).not.toContain('Second thoughts.');
    await versions.waitFor({ state: 'hidden' });
    await saved(page);

    await runByName(page, 'Move to the trash');
    const question = page.getByRole('dialog', { name: 'Move to the trash?' });
    const confirm = question.getByRole('button', { name: 'Move to the trash' });
    for (let tabs = 0; tabs < 6 && !(await confirm.evaluate((button) => button === document.activeElement)); tabs += 1)
      await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await expect.poll(() => page.getByRole('list', { name: 'Posts' }).count()).toBe(0);
    await runByName(page, 'Trash');
    const back = page.getByRole('dialog', { name: 'Trash' }).getByRole('button', { name: 'Bring back' });
    await back.waitFor();
    for (let tabs = 0; tabs < 6 && !(await back.evaluate((button) => button === document.activeElement)); tabs += 1)
      await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await expect.poll(() => page.getByRole('textbox', { name: 'Title' }).inputValue()).toBe('Harbour');
    expect(await readFile(path.join(blog.folder, 'posts/harbour.md'), 'utf8')).toBe(harbour);
    await end('SIGTERM');
  });

  test('can be changed in many posts as one step, and taken back as one', async () => {
    const blog = await servedBlog(browser, {
      ...settings,
      'posts/harbour.md': harbour,
      'posts/sea.md': '---\ntitle: Sea\ntags: [water, boats]\n---\n\nNo boat here, one boat there.\n',
    });
    const read = (name: string) => readFile(path.join(blog.folder, name), 'utf8');
    const { page, end } = await blog.start();
    await openPost(page, 'Sea');
    await page.keyboard.press('Control+Shift+h');
    const dialog = page.getByRole('dialog', { name: 'Find and replace in all posts' });
    // The first field is ready to be typed into.
    await dialog.waitFor();
    await page.keyboard.type('boat');
    await dialog.getByRole('textbox', { name: 'Replace with' }).fill('ship');
    await dialog.getByRole('radio', { name: 'Whole words' }).check();
    await dialog.getByRole('button', { name: 'Show what would change' }).click();
    await dialog.getByRole('checkbox', { name: /Harbour/ }).uncheck();
    await dialog.getByRole('button', { name: 'Change 1 post' }).click();
    await expect.poll(() => bodyOf(page)).toContain('No ship here, one ship there.');
    expect(await read('posts/harbour.md')).toBe(harbour);
    await page.getByRole('button', { name: 'Undo', exact: true }).last().click();
    await expect.poll(() => bodyOf(page)).toContain('No boat here, one boat there.');

    await runByName(page, 'Rename tags and categories');
    const terms = page.getByRole('dialog', { name: 'Rename tags and categories' });
    await terms.getByRole('combobox', { name: 'Tag', exact: true }).selectOption('boats');
    await terms.getByRole('combobox', { name: 'New name' }).fill('water');
    await page.keyboard.press('Enter');
    await terms.getByRole('button', { name: 'Change 1 post' }).click();
    await expect.poll(() => read('posts/sea.md')).toContain('tags: [water]\n');
    await end('SIGTERM');
  });
});
