import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { expect } from 'vitest';
import { pagePatienceMs } from './chromium.ts';
import { startServing } from './command-line.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** A blog with its page in a real browser, served by the built program. */
export interface ServedBlog {
  readonly folder: string;
  readonly dataFolder: string;
  /** Starts the program anew and opens its page. */
  start(): Promise<{ readonly page: Page; readonly end: (signal: NodeJS.Signals) => Promise<void> }>;
}

/** A blog with these files, paths below its folder. */
export async function servedBlog(browser: Browser, files: Readonly<Record<string, string>>): Promise<ServedBlog> {
  const root = await temporaryFolder();
  const [folder, dataFolder] = [path.join(root, 'blog'), path.join(root, 'data')];
  for (const [name, content] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
    await writeFile(path.join(folder, name), content);
  }
  return {
    folder,
    dataFolder,
    start: async () => {
      const serving = await startServing([folder, '--no-open'], { dataFolder });
      const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
      page.setDefaultTimeout(pagePatienceMs);
      await page.goto(serving.address);
      await page.getByRole('button', { name: 'New post' }).first().waitFor();
      return {
        page,
        end: async (signal) => {
          await serving.end(signal);
          await page.close();
        },
      };
    },
  };
}

/** Opens a post from the list. */
export async function openPost(page: Page, title: string): Promise<void> {
  await page.getByRole('list', { name: 'Posts' }).getByText(title, { exact: true }).first().click();
  await expect.poll(() => page.getByRole('textbox', { name: 'Title' }).inputValue()).toBe(title);
}

/** Runs a command by its name, from the palette, by keys alone. */
export async function runByName(page: Page, name: string): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog').waitFor();
  await page.keyboard.type(name);
  await page.getByRole('option', { name }).first().waitFor();
  await page.keyboard.press('Enter');
}

/** What the text of the open post says. */
export function bodyOf(page: Page): Promise<string> {
  return page.getByRole('textbox', { name: 'Post text' }).innerText();
}

/** Waits until the page says that everything is in the file. */
export async function saved(page: Page): Promise<void> {
  await expect.poll(() => page.getByRole('status', { name: 'Save state' }).textContent()).toBe('Saved');
}

/** Waits until a journal holds these words: from then on they were acknowledged. */
export async function journaled(dataFolder: string, words: string): Promise<void> {
  await expect.poll(() => journalsIn(dataFolder)).toContain(words);
}

/** What the journals hold at this moment: words that were acknowledged and are not saved yet. */
export async function journalsIn(dataFolder: string): Promise<string> {
  const files = await readdir(dataFolder, { recursive: true, withFileTypes: true });
  const journals = files.filter((file) => file.isFile() && file.name.endsWith('.journal'));
  const texts = journals.map((file) => readFile(path.join(file.parentPath, file.name), 'utf8').catch(() => ''));
  return (await Promise.all(texts)).join('\n');
}
