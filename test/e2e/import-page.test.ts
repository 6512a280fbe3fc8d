import { cp, mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { axeViolations } from '../support/axe.ts';
import { launchChromium } from '../support/chromium.ts';
import { type RunningHost, startElectron, startLoopback } from '../support/hosts.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const fixture = path.resolve(import.meta.dirname, '../fixtures/wordpress/salt-and-rail');
/** Where screenshots go, for looking at; nowhere unless asked for. */
const shots = process.env.OFFPRINT_SHOTS;

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());

async function look(page: Page, name: string): Promise<void> {
  if (shots !== undefined) await page.screenshot({ path: path.join(shots, `${name.replaceAll(' ', '-')}.png`) });
  const found = await axeViolations(page);
  expect({ name, found }).toEqual({ name, found: [] });
}

const start: Readonly<Record<string, typeof startLoopback>> = {
  'in the browser': startLoopback,
  'on the desktop': startElectron,
};

test.each([
  ['in the browser', 'light'],
  ['in the browser', 'dark'],
  ['on the desktop', 'light'],
] as const)(
  'an author moves a WordPress blog in by keyboard alone, reads the report, opens a post and the blog, and moves out (%s, %s)',
  async (place, colorScheme) => {
    const folder = await temporaryFolder();
    const old = path.join(folder, 'old');
    await mkdir(old);
    await cp(path.join(fixture, 'export.xml.gz'), path.join(old, 'export.xml.gz'));
    await cp(path.join(fixture, 'uploads'), path.join(old, 'uploads'), { recursive: true });
    const host: RunningHost | undefined = await start[place]?.(browser, {
      dataFolder: path.join(folder, 'data'),
      networkLog: path.join(folder, 'network.log'),
      colorScheme,
    });
    if (host === undefined) throw new Error(`There is no host ${place}`);
    const { page } = host;
    const press = (key: string) => page.keyboard.press(key);

    // From the first screen through the door.
    const door = page.getByRole('button', { name: /Move in from another blog/ });
    await door.focus();
    await press('Enter');
    const source = page.getByLabel('Export, folder or saved page');
    await source.waitFor();
    await page.getByRole('region', { name: 'Choose' }).waitFor();
    await look(page, `move-in-choose-${place}-${colorScheme}`);
    await page.keyboard.type(path.join(folder, 'nothing.xml'));
    await press('Enter');
    await page.getByRole('alert').getByText('There is nothing at').waitFor();
    await source.fill(path.join(old, 'export.xml.gz'));
    await press('Enter');

    // What was found, and where to.
    await page.getByRole('heading', { name: 'Salt & Rail' }).waitFor();
    await page.getByText(/61 posts, 9 pages/).waitFor();
    await page.getByText('Pictures were found beside it').waitFor();
    await look(page, `move-in-found-${place}-${colorScheme}`);
    await page.getByLabel('Folder of the new blog').fill(path.join(folder, 'blog'));
    await press('Enter');

    // The report.
    const openBlog = page.getByRole('button', { name: 'Open the blog' });
    await openBlog.waitFor({ timeout: 120_000 });
    await page.getByText('“Salt & Rail” is here').waitFor();
    await look(page, `move-in-report-${place}-${colorScheme}`);
    await page.getByRole('button', { name: /Blocks of all kinds/ }).focus();
    await press('Enter');
    await page.getByLabel('Title', { exact: true }).waitFor();
    expect(await page.getByLabel('Title', { exact: true }).inputValue()).toBe('Blocks of all kinds');

    // The report again, from the palette; then the blog.
    await press('Control+k');
    await page.keyboard.type('What was moved in');
    await press('Enter');
    await openBlog.waitFor();
    await press('Enter');
    await openBlog.waitFor({ state: 'detached' });
    await page.getByText('Day 40 at sea').first().waitFor();

    // Out again.
    await press('Control+k');
    await page.keyboard.type('Move out');
    await press('Enter');
    await page.getByRole('radio', { name: 'WordPress' }).check();
    await look(page, `move-out-${place}-${colorScheme}`);
    await page.getByLabel('Into the folder').fill(path.join(folder, 'out'));
    await press('Enter');
    await page.getByRole('status').getByText(path.join(folder, 'out')).waitFor({ timeout: 60_000 });
    expect(await readFile(path.join(folder, 'out/export.xml'), 'utf8')).toContain('Blocks of all kinds');
    await page.setViewportSize({ width: 900, height: 700 });
    await look(page, `move-out-done-${place}-${colorScheme}`);
    await host.close();
  },
);

test('an author walks through the folders of the computer to a Hugo blog, and sees what is wrong before anything is written', async () => {
  const folder = await temporaryFolder();
  await cp(path.resolve(import.meta.dirname, '../fixtures/hugo-blog'), path.join(folder, 'hugo-blog'), {
    recursive: true,
  });
  const host = await startLoopback(browser, {
    dataFolder: path.join(folder, 'data'),
    networkLog: path.join(folder, 'network.log'),
  });
  const { page } = host;
  await page.getByRole('button', { name: /Move in from another blog/ }).click();
  await page.getByLabel('Export, folder or saved page').fill(path.join(folder, 'hugo-blog'));
  await page.keyboard.press('Enter');
  await page.getByText('A blog made with Hugo').waitFor();
  await page.getByLabel('Folder of the new blog').fill(path.join(folder, 'hugo-blog/inside'));
  await page.keyboard.press('Enter');
  await page.getByRole('alert').getByText('lies inside what is brought in').waitFor();
  await page.getByRole('button', { name: 'Choose something else' }).click();
  const browserList = page.getByRole('region', { name: 'Choose' });
  await browserList.getByRole('button', { name: 'One folder up' }).click();
  await browserList.getByRole('button', { name: 'Use this folder' }).waitFor();
  await host.close();
});
