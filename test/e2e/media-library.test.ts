import { mkdir, readFile, rename } from 'node:fs/promises';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { axeViolations } from '../support/axe.ts';
import { launchChromium } from '../support/chromium.ts';
import { drop, openMediaBlog, patient, photographs } from '../support/media-blog.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());

const openBlog = (post: string, colorScheme: 'light' | 'dark' = 'light') => openMediaBlog(browser, post, colorScheme);

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

  test('turns, crops, keeps a point in sight and replaces by keyboard alone; every link follows, the file stays as it was', async () => {
    const { start, read, blog } = await openBlog('---\ntitle: Report\ndraft: true\n---\n\n');
    const { page, close } = await start();
    onTestFinished(close);
    const [photograph] = await photographs(1);
    if (photograph === undefined) throw new Error('no photograph');
    await drop(page, [photograph]);
    await expect.poll(read, patient).toContain('img-0001.jpg');
    const [, file = ''] = /\((\/media\/[^)]+)\)/.exec(await read()) ?? [];
    await page.getByRole('textbox', { name: 'Post text' }).focus();
    await page.keyboard.press('Control+Shift+I');
    const sheet = page.getByRole('dialog', { name: 'Pictures and files' });
    await sheet.getByRole('button', { name: /img-0001/ }).press('Enter');
    const edits = () => readFile(path.join(blog, 'media/edits.yml'), 'utf8').catch(() => '');

    await sheet.getByRole('button', { name: 'Turn right' }).press('Enter');
    await expect.poll(edits, patient).toContain('turn: 90');
    await sheet.getByRole('button', { name: 'Crop' }).press('Enter');
    const left = sheet.getByRole('slider', { name: 'Left' });
    for (let step = 0; step < 10; step += 1) await left.press('ArrowRight');
    await sheet.getByRole('button', { name: 'Show this part' }).press('Enter');
    await expect.poll(edits, patient).toContain('crop:');
    await sheet.getByRole('button', { name: 'Point to keep in sight' }).press('Enter');
    await sheet.getByRole('slider', { name: 'Across' }).press('Home');
    await sheet.getByRole('button', { name: 'Keep this point' }).press('Enter');
    await expect.poll(edits, patient).toContain('focus:');
    expect(await readFile(path.join(blog, file))).toEqual(photograph);

    const drawing = await sharp({ create: { width: 64, height: 48, channels: 3, background: '#12565f' } })
      .png()
      .toBuffer();
    const chosen = page.waitForEvent('filechooser');
    await sheet.getByRole('button', { name: 'Replace…' }).press('Enter');
    await (await chosen).setFiles({ name: 'chart.png', mimeType: 'image/png', buffer: drawing });
    await sheet.getByRole('status').getByText('Replaced').waitFor(patient);
    const followed = file.replace(/\.jpg$/, '.png');
    await expect.poll(read, patient).toContain(`](${followed})`);
    expect(await readFile(path.join(blog, followed))).toEqual(drawing);
  });

  test('finds a file again that was moved by hand, by what it holds, and lets the post follow by keyboard alone', async () => {
    const { start, read, blog } = await openBlog('---\ntitle: Report\ndraft: true\n---\n\n');
    const { page, close } = await start();
    onTestFinished(close);
    await drop(page, await photographs(2));
    await expect.poll(async () => [...(await read()).matchAll(/!\[/g)].length, patient).toBe(2);
    const [, file = ''] = /\((\/media\/[^)]+img-0001\.jpg)\)/.exec(await read()) ?? [];
    // The preview has looked at it once its published name is known.
    await page.frameLocator('iframe').locator('img[src*="/file/"][src*="img-0001"]').waitFor({ state: 'attached' });
    const moved = path.posix.join(path.posix.dirname(file), 'boats/red.jpg');
    await mkdir(path.dirname(path.join(blog, moved)));
    await rename(path.join(blog, file), path.join(blog, moved));

    await page.getByRole('textbox', { name: 'Post text' }).focus();
    await page.keyboard.press('Control+Shift+I');
    const sheet = page.getByRole('dialog', { name: 'Pictures and files' });
    await sheet.getByRole('radio', { name: /Missing/ }).press('Space');
    await sheet.locator('strong', { hasText: 'img-0001.jpg' }).waitFor();
    await sheet.getByText(moved.slice(1)).waitFor();
    expect(await sheet.getByText('img-0002').count(), 'the control: what was not moved is not missing').toBe(0);
    await sheet.locator('.media-missing').getByRole('button').press('Enter');
    await sheet.getByRole('status').getByText('one post follows').waitFor();
    expect(await read()).toContain(`](${moved})`);
    expect(await read()).toContain('img-0002.jpg)');
    await sheet.locator('.media-missing').waitFor({ state: 'detached' });
    await page.keyboard.press('Escape');
    await expect
      .poll(() => page.getByRole('textbox', { name: 'Post text' }).textContent(), patient)
      .toContain('boats/red.jpg');
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
    await sheet.getByRole('checkbox', { name: /img-0001/ }).check();
    await sheet.getByRole('checkbox', { name: /img-0002/ }).check();
    await sheet.getByRole('button', { name: 'Point to keep in sight' }).click();
    for (const view of ['Cards', 'List']) {
      await sheet.getByRole('radio', { name: view }).check();
      expect(await axeViolations(page, 'dialog'), view).toEqual([]);
    }
    for (const filter of ['Missing', 'Trash', 'What readers get']) {
      await sheet.getByRole('radio', { name: filter }).check();
      expect(await axeViolations(page, 'dialog'), filter).toEqual([]);
    }
    await sheet.getByRole('button', { name: 'Look over every file' }).click();
    await sheet.getByText('2 said where they were made').waitFor(patient);
    expect(await axeViolations(page, 'dialog')).toEqual([]);
  });
});
