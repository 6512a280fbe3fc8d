import { readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { readExif } from '../../main/media/read-exif.ts';
import { canary, tellingExif } from '../main/media/picture-fixtures.ts';
import { launchChromium } from '../support/chromium.ts';
import { runOffprint } from '../support/command-line.ts';
import { crawl } from '../support/crawl.ts';
import { startLoopback } from '../support/hosts.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

/** Machines that run many tests at once are slow. */
const patient = { timeout: 100_000 };

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());

/** A running program on a blog of one post. */
async function openBlog(post: string, colorScheme: 'light' | 'dark' = 'light') {
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
  return { blog, start, read: () => readFile(path.join(blog, 'posts/report.md'), 'utf8') };
}

/** Photographs as a telephone makes them, each different. */
function photographs(count: number): Promise<readonly Buffer[]> {
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
async function drop(page: Page, files: readonly Buffer[]): Promise<void> {
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
  const { start, blog } = await openBlog('---\ntitle: Report\ndraft: true\n---\n\nText.\n');
  const first = await start();
  await drop(first.page, await photographs(1));
  await expect
    .poll(() => first.page.getByRole('textbox', { name: 'Post text' }).textContent(), patient)
    .toContain('/media/');
  await first.page.evaluate(
    () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
  );
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
  let isHeld = true;
  const held: (() => void)[] = [];
  await page.route('**/call', async (route) => {
    const isPiece = route.request().postDataBuffer()?.includes('"media.add"') === true;
    if (isHeld && isPiece) await new Promise<void>((resolve) => held.push(resolve));
    await route.continue();
  });
  const [first, second, third] = await photographs(3);
  if (first === undefined || second === undefined || third === undefined) throw new Error('no photographs');
  // The last is cut: its beginning looks well, so that only the whole of it tells.
  await drop(page, [first, second, third.subarray(0, third.byteLength - 400)]);
  await expect.poll(() => text.textContent(), patient).toContain('img-0003.jpg');
  expect(await text.getByRole('progressbar').count()).toBe(3);
  const shown = () =>
    page
      .frameLocator('iframe')
      .locator('.prose img')
      .evaluateAll((pictures) => pictures.map((picture) => (picture as HTMLImageElement).src.slice(0, 18)));
  expect(await shown()).toEqual(Array.from({ length: 3 }, () => 'data:image/svg+xml'));
  const [folder = ''] = /media\/\d{4}\/\d{2}/.exec((await text.textContent()) ?? '') ?? [];
  isHeld = false;
  for (const release of held) release();
  await expect.poll(() => text.getByRole('progressbar').count(), patient).toBe(0);
  expect(await text.textContent()).toContain('img-0002.jpg');
  expect(await text.textContent(), 'the link of the one that was refused is gone').not.toContain('img-0003.jpg');
  await page.getByText('“IMG_0003.JPG” is damaged').waitFor(patient);
  expect((await sharp(path.join(blog, folder, 'img-0001.jpg')).metadata()).width).toBe(1_200);
  await expect.poll(async () => (await shown()).some((src) => src.startsWith('data:')), patient).toBe(false);
  await text.focus();
  await page.keyboard.press('Control+Z');
  await expect.poll(() => text.textContent(), patient).not.toContain('/media/');
  expect(await text.textContent()).toContain('Text.');
});

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

describe('the library of pictures', () => {
  test('gives pictures to the text: dragged, and several as a gallery with the words they have', async () => {
    const { start, read } = await openBlog('---\ntitle: Report\ndraft: true\n---\n\nText.\n');
    const { page, close } = await start();
    onTestFinished(close);
    await drop(page, await photographs(3));
    await expect.poll(async () => [...(await read()).matchAll(/!\[/g)].length, patient).toBe(3);
    const text = page.getByRole('textbox', { name: 'Post text' });
    const [folder = ''] = /media\/\d{4}\/\d{2}/.exec(await read()) ?? [];
    await text.focus();
    await page.keyboard.press('Control+A');
    await page.keyboard.type(`![A red boat](/${folder}/img-0001.jpg "The caption"){credit="Jonas"}`);
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Control+S');
    await expect.poll(read, patient).toContain('A red boat');

    await page.keyboard.press('Control+Shift+I');
    const sheet = page.getByRole('dialog', { name: 'Pictures and files' });
    await sheet.getByRole('radio', { name: 'List' }).check();
    for (const name of ['img-0001', 'img-0002']) await sheet.getByRole('checkbox', { name }).check();
    await sheet.getByRole('button', { name: 'Put into the post as a gallery' }).press('Enter');
    await expect
      .poll(read, patient)
      .toContain(`![A red boat](/${folder}/img-0001.jpg "The caption"){credit="Jonas"}\n![](/${folder}/img-0002.jpg)`);

    await page.keyboard.press('Control+Shift+I');
    const card = await sheet.getByRole('button', { name: /img-0003/ }).boundingBox();
    const target = await text.boundingBox();
    if (card === null || target === null) throw new Error('nothing to drag');
    await page.mouse.move(card.x + 40, card.y + 10);
    await page.mouse.down();
    await page.mouse.move(card.x + 60, card.y + 20, { steps: 4 });
    await expect.poll(() => sheet.isVisible(), patient).toBe(false);
    await page.mouse.move(target.x + 60, target.y + 40, { steps: 4 });
    await page.mouse.up();
    await expect.poll(read, patient).toContain(`![](/${folder}/img-0003.jpg)`);
  });

  test('brings back what was thrown away, at once and later', async () => {
    const { start, read, blog } = await openBlog('---\ntitle: Report\ndraft: true\n---\n\n');
    const { page, close } = await start();
    onTestFinished(close);
    await drop(page, await photographs(1));
    await expect.poll(read, patient).toContain('/media/');
    const [, file = ''] = /\((\/media\/[^)]+)\)/.exec(await read()) ?? [];
    const isThere = () =>
      readFile(path.join(blog, file)).then(
        () => true,
        () => false,
      );
    await page.keyboard.press('Control+Shift+I');
    const sheet = page.getByRole('dialog', { name: 'Pictures and files' });
    const throwAway = async () => {
      await sheet.getByRole('button', { name: /img-0001/ }).click();
      await sheet.getByRole('button', { name: 'Move to the trash' }).click();
      await sheet.getByRole('alert').getByText('“Report”').waitFor();
      await sheet.getByRole('button', { name: 'Move it anyway' }).click();
      await sheet.getByRole('status').getByText('in the trash').waitFor();
      expect(await isThere()).toBe(false);
    };
    await throwAway();
    await sheet.getByRole('button', { name: 'Bring it back' }).click();
    await expect.poll(isThere, patient).toBe(true);
    await throwAway();
    await sheet.getByRole('radio', { name: /Trash/ }).check();
    await sheet.getByRole('list').getByRole('button', { name: 'Bring it back' }).click();
    await expect.poll(isThere, patient).toBe(true);
    await sheet.getByText('The trash is empty.').waitFor();
  });

  test('is used by keyboard alone: found, renamed, thrown away', async () => {
    const { start, read } = await openBlog('---\ntitle: Report\ndraft: true\n---\n\n');
    const { page, close } = await start();
    onTestFinished(close);
    await drop(page, await photographs(3));
    await expect.poll(async () => [...(await read()).matchAll(/!\[/g)].length, patient).toBe(3);

    await page.getByRole('textbox', { name: 'Post text' }).click();
    await page.keyboard.press('Control+Shift+I');
    const sheet = page.getByRole('dialog', { name: 'Pictures and files' });
    await sheet.getByRole('button', { name: /img-0001/ }).focus();
    await page.keyboard.press('ArrowRight');
    await expect
      .poll(() => sheet.getByRole('button', { name: /img-0002/ }).getAttribute('aria-pressed'), patient)
      .toBe('true');
    const field = sheet.getByLabel('New name');
    await field.focus();
    await page.keyboard.press('Control+A');
    await page.keyboard.type('The red boat');
    await page.keyboard.press('Enter');
    await sheet.getByRole('status').getByText('one post follows').waitFor();
    expect(await read()).toContain('/the-red-boat.jpg)');
    await expect
      .poll(() => page.getByRole('textbox', { name: 'Post text' }).textContent())
      .toContain('the-red-boat.jpg');

    await sheet.getByRole('button', { name: 'Move to the trash' }).press('Enter');
    await sheet.getByRole('alert').getByText('One post shows this file').waitFor();
    await sheet.getByRole('button', { name: 'Move it anyway' }).press('Enter');
    await sheet.getByRole('status').getByText('in the trash').waitFor();
    await sheet.getByRole('radio', { name: /Missing/ }).check();
    await sheet.locator('strong', { hasText: 'the-red-boat.jpg' }).waitFor();
    await page.keyboard.press('Escape');
    await expect.poll(() => sheet.isVisible(), patient).toBe(false);
  });

  test.each(['light', 'dark'] as const)('has nothing that axe finds, %s', async (colorScheme) => {
    const { start } = await openBlog('---\ntitle: Report\ndraft: true\n---\n\n![](/media/gone.jpg)\n', colorScheme);
    const { page, close } = await start();
    onTestFinished(close);
    await drop(page, await photographs(2));
    await expect
      .poll(() => page.getByRole('textbox', { name: 'Post text' }).textContent(), patient)
      .toMatch(/img-0002/);
    await page.keyboard.press('Control+Shift+I');
    const sheet = page.getByRole('dialog', { name: 'Pictures and files' });
    await sheet.getByRole('button', { name: /img-0001/ }).click();
    await sheet.getByText('What readers get').waitFor(patient);
    await page.evaluate(await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8'));
    await sheet.getByRole('checkbox', { name: /img-0001/ }).check();
    await sheet.getByRole('checkbox', { name: /img-0002/ }).check();
    await sheet.getByRole('button', { name: 'Point to keep in sight' }).click();
    for (const view of ['Cards', 'List']) {
      await sheet.getByRole('radio', { name: view }).check();
      expect(await violations(page), view).toEqual([]);
    }
    for (const filter of ['Missing', 'Trash', 'What readers get']) {
      await sheet.getByRole('radio', { name: filter }).check();
      expect(await violations(page), filter).toEqual([]);
    }
    await sheet.getByRole('button', { name: 'Look over every file' }).click();
    await sheet.getByText('2 said where they were made').waitFor(patient);
    expect(await violations(page)).toEqual([]);
  });
});

/** What axe finds in the open sheet, as one line each. */
async function violations(page: Page): Promise<readonly string[]> {
  return page.evaluate(async () => {
    const checker = Reflect.get(window, 'axe') as typeof import('axe-core');
    const found = await checker.run({ include: ['dialog'] }, { iframes: false });
    return found.violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 160)}`));
  });
}
