import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import sharp from 'sharp';
import { expect } from 'vitest';
import { tellingExif } from '../main/media/picture-fixtures.ts';
import { runOffprint } from './command-line.ts';
import { startLoopback } from './hosts.ts';
import { journalsIn } from './library-story.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** Machines that run many tests at once are slow. */
export const patient = { timeout: 100_000 };

/** A running program on a blog of one post. */
export async function openMediaBlog(browser: Browser, post: string, colorScheme: 'light' | 'dark' = 'light') {
  const folder = await temporaryFolder();
  const dataFolder = path.join(folder, 'data');
  await runOffprint(['new', 'blog'], { dataFolder, workingFolder: folder });
  const blog = path.join(folder, 'blog');
  await writeFile(path.join(blog, 'posts/report.md'), post);
  const start = async () => {
    const host = await startLoopback(browser, {
      dataFolder,
      folder: blog,
      networkLog: path.join(folder, 'network.log'),
      colorScheme,
    });
    host.page.setDefaultTimeout(100_000);
    await host.page.getByRole('list', { name: 'Posts' }).getByText('Report').click();
    await expect.poll(() => host.page.getByRole('textbox', { name: 'Title' }).inputValue(), patient).toBe('Report');
    return host;
  };
  const read = () => readFile(path.join(blog, 'posts/report.md'), 'utf8');
  /** What would be there if the program were killed now: what is saved, and what is journaled. */
  const acknowledged = async () => (await journalsIn(dataFolder)) + (await read());
  return { blog, start, read, acknowledged };
}

/** Photographs as a telephone makes them, each different. */
export function photographs(count: number): Promise<readonly Buffer[]> {
  return Promise.all(
    Array.from({ length: count }, (_, index) =>
      sharp({ create: { width: 1_200, height: 800, channels: 3, background: { r: index * 6, g: 90, b: 140 } } })
        .withExif(tellingExif)
        .jpeg()
        .toBuffer(),
    ),
  );
}

/** Drops files on the text, as from the system's file manager. */
export async function drop(page: Page, files: readonly Buffer[]): Promise<void> {
  const contents = files.map((file) => file.toString('base64'));
  await page.getByRole('textbox', { name: 'Post text' }).evaluate((element, given) => {
    const data = new DataTransfer();
    given.forEach((base64, index) => {
      const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
      data.items.add(new File([bytes], `IMG_${String(index + 1).padStart(4, '0')}.JPG`, { type: 'image/jpeg' }));
    });
    const box = element.getBoundingClientRect();
    const place = { clientX: box.left + 20, clientY: box.bottom - 20 };
    element.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true, ...place }));
  }, contents);
}
