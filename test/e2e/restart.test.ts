import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchChromium } from '../support/chromium.ts';
import { startElectron, startLoopback } from '../support/hosts.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());

const hosts = [
  ['the loopback host', startLoopback],
  ['the desktop host', startElectron],
] as const;

const text = (page: Page) => page.getByRole('textbox', { name: 'Post text' });

describe.each(hosts)('on %s', (_name, start) => {
  test('each post comes back after the end of the program with its cursor, its place and its undo steps', async () => {
    const folder = await temporaryFolder();
    const options = {
      dataFolder: path.join(folder, 'data'),
      folder: path.join(folder, 'blog'),
      networkLog: path.join(folder, 'network.log'),
    };
    const first = await start(browser, { dataFolder: options.dataFolder, networkLog: options.networkLog });
    await startBlog(first.page, options.folder);
    await first.page.keyboard.press('Control+n');
    await first.page.getByRole('textbox', { name: 'Title' }).fill('A long one');
    await text(first.page).click();
    await first.page.keyboard.insertText('A paragraph that goes on for a while.\n\n'.repeat(80));
    await first.page.keyboard.press('Control+s');
    await first.page.keyboard.press('Control+Home');
    for (let line = 0; line < 60; line += 1) await first.page.keyboard.press('ArrowDown');
    await first.page.keyboard.type('HERE');
    await first.page.keyboard.press('Control+s');
    // Where the cursor goes after the last save is kept by the end itself.
    await first.page.keyboard.press('ArrowLeft');
    await first.page.keyboard.press('ArrowLeft');
    const top = await scrollTop(first.page);
    expect(top).toBeGreaterThan(300);
    await first.close();

    const second = await start(browser, options);
    const title = second.page.getByRole('textbox', { name: 'Title' });
    await expect.poll(() => title.inputValue()).toBe('A long one');
    await expect.poll(() => scrollTop(second.page)).toBeGreaterThan(top - 60);
    await text(second.page).focus();
    await second.page.keyboard.type('!');
    await expect.poll(() => text(second.page).textContent()).toContain('HE!RE');
    await second.page.keyboard.press('Control+z');
    await second.page.keyboard.press('Control+z');
    await expect.poll(() => text(second.page).textContent()).not.toContain('HERE');
    await second.close();
  });
});

const scrollTop = (page: Page) => page.locator('.cm-scroller').evaluate((element) => element.scrollTop);

async function startBlog(page: Page, folder: string): Promise<void> {
  await page.getByRole('button', { name: /start a new blog/i }).click();
  await page.getByLabel(/folder/i).fill(folder);
  await page
    .getByLabel(/(title|name)/i)
    .first()
    .fill('Kept');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'New post' }).first().waitFor();
}
