import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { pageForTests, post, text } from './support/page-under-test.ts';

const under = pageForTests();

/** The first two words tell the posts apart. */
const short = (title: string | null) => title?.split(/[\s,]+/, 2).join(' ');
const tabs = async (page: Page) =>
  (await page.getByRole('navigation', { name: 'Open posts' }).locator('.tab').allTextContents()).map(short);
const openTab = async (page: Page) =>
  short(await page.getByRole('navigation', { name: 'Open posts' }).locator('[aria-current="page"]').textContent());

it('keeps posts open in tabs, with cursor and undo of each, over a restart', async () => {
  const { page, problems } = await under.open();
  await post(page, 'On the train home').click();
  await expect.poll(() => text(page).textContent()).toContain('platform nine');
  expect(await tabs(page)).toEqual([]);
  await post(page, 'Fog signals').click({ modifiers: ['Control'] });
  await expect.poll(() => tabs(page)).toEqual(['On the', 'Fog signals']);
  await expect.poll(() => openTab(page)).toBe('Fog signals');

  await text(page).click();
  await page.keyboard.press('Control+End');
  await page.keyboard.type(' More fog.');
  await page.keyboard.press('Control+Alt+PageUp');
  await expect.poll(() => text(page).textContent()).toContain('platform nine');
  await page.keyboard.press('Control+Alt+PageDown');
  await expect.poll(() => text(page).textContent()).toContain('More fog.');
  await text(page).focus();
  await page.keyboard.press('Control+z');
  await expect.poll(() => text(page).textContent()).not.toContain('More fog.');

  await page.keyboard.press('Control+Alt+t');
  await page.getByRole('combobox', { name: 'Find a command or a post' }).waitFor();
  await page.keyboard.type('mending');
  await page.keyboard.press('Enter');
  await expect.poll(() => tabs(page)).toEqual(['On the', 'Fog signals', 'Mending nets']);
  await expect.poll(() => page.evaluate(() => sessionStorage.getItem('tabs /home/ada/harbour'))).toContain('mending');
  await page.reload();
  await expect.poll(() => tabs(page)).toEqual(['On the', 'Fog signals', 'Mending nets']);
  await expect.poll(() => openTab(page)).toBe('Mending nets');

  await page.keyboard.press('Control+Alt+w');
  await expect.poll(() => tabs(page)).toEqual(['On the', 'Fog signals']);
  await expect.poll(() => openTab(page)).toBe('Fog signals');
  await page.getByRole('button', { name: 'Close “On the train home”' }).click();
  await expect.poll(() => tabs(page)).toEqual([]);
  await expect.poll(() => text(page).textContent()).toContain('Two short');
  expect(problems).toEqual([]);
  await page.context().close();
});

it('shows what is chosen in the list in the open tab, and drops the tab of a post that is gone', async () => {
  const { page } = await under.open();
  await post(page, 'On the train home').click();
  await expect.poll(() => text(page).textContent()).toContain('platform nine');
  await post(page, 'Fog signals').click({ button: 'middle' });
  await expect.poll(() => tabs(page)).toEqual(['On the', 'Fog signals']);
  await post(page, 'Mending nets').click();
  await expect.poll(() => tabs(page)).toEqual(['On the', 'Mending nets']);
  await page.evaluate(() => window.fakeHost.remove('posts/on-the-train.md'));
  await expect.poll(() => tabs(page)).toEqual([]);
  await page.context().close();
});
