import { readdir } from 'node:fs/promises';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { readExif } from '../../main/media/read-exif.ts';
import { canary } from '../main/media/picture-fixtures.ts';
import { launchChromium } from '../support/chromium.ts';
import { crawl } from '../support/crawl.ts';
import { drop, openMediaBlog, patient, photographs } from '../support/media-blog.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());

const openBlog = (post: string) => openMediaBlog(browser, post);

test('forty photographs come in while the author goes on writing, and readers learn no place', async () => {
  const { start, read } = await openBlog('---\ntitle: Report\ndraft: true\n---\n\nWritten on the train.\n');
  const { page, close } = await start();
  onTestFinished(close);
  await drop(page, await photographs(40));
  await page.getByRole('textbox', { name: 'Post text' }).click();
  await page.keyboard.press('Control+Home');
  for (const word of ['Typed ', 'while ', 'they ', 'come. ']) await page.keyboard.type(word);

  await expect
    .poll(async () => [...(await read()).matchAll(/!\[\]\(\/media\/[^)]+\)/g)].length, { timeout: 60_000 })
    .toBe(40);
  const text = await read();
  expect(text).toContain('Typed while they come. Written on the train.');
  expect(new Set([...text.matchAll(/\/media\/[^)]+/g)].map(([address]) => address)).size).toBe(40);

  await page.getByRole('button', { name: 'Publish', exact: true }).click();
  const link = page.getByRole('link', { name: /open the post/i });
  await link.waitFor({ timeout: 300_000 });
  const address = (await link.getAttribute('href')) ?? '';
  const found = await crawl(new URL('/', address).href);
  expect(found.broken).toEqual([]);
  const pictures = [...found.assets].filter((asset) => /\.(?:avif|jpg|webp)$/.test(new URL(asset).pathname));
  expect(pictures.length).toBeGreaterThanOrEqual(80);
  for (const picture of pictures) {
    const bytes = Buffer.from(await (await fetch(picture)).arrayBuffer());
    expect(bytes.includes(canary)).toBe(false);
    const { exif } = await sharp(bytes).metadata();
    expect(exif === undefined ? [] : [...readExif(exif.subarray(6)).parts]).toEqual([]);
  }
}, 700_000);

test('a picture pasted right before the program is killed is there at the next start', async () => {
  const { start, blog, acknowledged } = await openBlog('---\ntitle: Report\ndraft: true\n---\n\nText.\n');
  const first = await start();
  await drop(first.page, await photographs(1));
  // From the moment its link is acknowledged, the picture is the author's: its bytes came first.
  await expect.poll(acknowledged, patient).toContain('/media/');
  await first.kill();
  const second = await start();
  onTestFinished(second.close);
  await expect
    .poll(() => second.page.getByRole('textbox', { name: 'Post text' }).textContent(), patient)
    .toContain('/media/');
  const kept = await second.page.getByRole('textbox', { name: 'Post text' }).textContent();
  const [, address = ''] = /\((\/media\/[^)]+)\)/.exec(kept ?? '') ?? [];
  expect((await sharp(path.join(blog, address)).metadata()).width).toBe(1_200);
});

test('links of several files stand in the text before their bytes have come, and undo takes all back in one step', async () => {
  const { start, blog } = await openBlog('---\ntitle: Report\ndraft: true\n---\n\nText.\n');
  const { page, close } = await start();
  onTestFinished(close);
  const text = page.getByRole('textbox', { name: 'Post text' });
  await page.evaluate(holdPieces);
  const [first, second, third] = await photographs(3);
  if (first === undefined || second === undefined || third === undefined) throw new Error('no photographs');
  // The last is cut: its beginning looks well, so that only the whole of it tells.
  await drop(page, [first, second, third.subarray(0, third.byteLength - 400)]);
  await expect.poll(() => text.textContent(), patient).toContain('img-0003.jpg');
  await expect.poll(() => text.getByRole('progressbar').count(), patient).toBe(3);
  const shown = () =>
    page
      .frameLocator('iframe')
      .locator('.prose img')
      .evaluateAll((pictures) => pictures.map((picture) => picture.getAttribute('src')));
  await expect.poll(shown, patient).toEqual(Array.from({ length: 3 }, () => ''));
  const [folder = ''] = /media\/\d{4}\/\d{2}/.exec((await text.textContent()) ?? '') ?? [];
  await page.evaluate(() => window.releasePieces());
  await expect.poll(() => text.getByRole('progressbar').count(), patient).toBe(0);
  expect(await text.textContent()).toContain('img-0002.jpg');
  expect(await text.textContent(), 'the link of the one that was refused is gone').not.toContain('img-0003.jpg');
  await page.getByText('“IMG_0003.JPG” is damaged').waitFor(patient);
  expect((await sharp(path.join(blog, folder, 'img-0001.jpg')).metadata()).width).toBe(1_200);
  await expect.poll(async () => (await shown()).includes(''), patient).toBe(false);
  await text.focus();
  await page.keyboard.press('Control+Z');
  await expect.poll(() => text.textContent(), patient).not.toContain('/media/');
  expect(await text.textContent()).toContain('Text.');
});

declare global {
  interface Window {
    releasePieces(): void;
  }
}

/** Runs in the page: pieces of files wait until they are released. */
function holdPieces(): void {
  const send = window.fetch;
  const released = new Promise<void>((resolve) => {
    window.releasePieces = resolve;
  });
  window.fetch = async (target, options) => {
    const { body } = options ?? {};
    const isPiece = body instanceof Uint8Array && new TextDecoder().decode(body.subarray(0, 200)).includes('media.add');
    if (isPiece) await released;
    return send(target, options);
  };
}

test('undo takes a dropped picture’s link back, redo brings it again', async () => {
  const { start } = await openBlog('---\ntitle: Report\ndraft: true\n---\n\nText.\n');
  const { page, close } = await start();
  onTestFinished(close);
  const text = page.getByRole('textbox', { name: 'Post text' });
  await drop(page, await photographs(1));
  await expect.poll(() => text.textContent(), patient).toContain('/media/');
  await text.focus();
  await page.keyboard.press('Control+Z');
  await expect.poll(() => text.textContent(), patient).not.toContain('/media/');
  expect(await text.textContent()).toContain('Text.');
  await page.keyboard.press('Control+Shift+Z');
  await expect.poll(() => text.textContent(), patient).toContain('/media/');
});

test('files whose bytes were lost when the program was killed are named, and dropping them again brings them', async () => {
  const { start, blog, acknowledged } = await openBlog('---\ntitle: Report\ndraft: true\n---\n\nText.\n');
  const first = await start();
  const files = await photographs(3);
  await first.page.evaluate(holdPieces);
  await drop(first.page, files);
  const textOf = (page: typeof first.page) => page.getByRole('textbox', { name: 'Post text' });
  await expect.poll(() => textOf(first.page).textContent(), patient).toContain('img-0003.jpg');
  await expect.poll(acknowledged, patient).toContain('img-0003.jpg');
  await first.kill();

  const second = await start();
  onTestFinished(second.close);
  const { page } = second;
  await expect.poll(() => textOf(page).textContent(), patient).toContain('img-0003.jpg');
  const [folder = ''] = /media\/\d{4}\/\d{2}/.exec((await textOf(page).textContent()) ?? '') ?? [];
  const told = page.getByText('Offprint ended before 3 files had come in');
  await told.waitFor(patient);
  for (const number of [1, 2, 3]) expect(await told.textContent()).toContain(`“IMG_000${number}.JPG”`);
  await textOf(page).click();
  await page.keyboard.press('Control+End');
  await drop(page, files);
  await expect.poll(() => readdir(path.join(blog, folder)).catch(() => []), patient).toHaveLength(3);
});
