import { expect, it } from 'vitest';
import { pageForTests, post } from '../support/page-under-test.ts';

const under = pageForTests();

it('has a filter that opens, chooses, clears and closes by key, and never loses the focus', async () => {
  const { page } = await under.open();
  const button = page.getByRole('button', { name: 'Filter and order' });
  const tag = page.getByRole('combobox', { name: 'Tag' });
  const hasFocus = (name: string) =>
    page
      .evaluate(() => document.activeElement?.getAttribute('aria-label') ?? '')
      .then((label) => label.startsWith(name));
  await button.press('Enter');
  await tag.waitFor();
  expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('SELECT');
  await tag.selectOption('sea');
  await expect.poll(() => post(page, 'On the train home').count()).toBe(0);
  await page.getByRole('button', { name: 'Show everything' }).press('Enter');
  await post(page, 'On the train home').waitFor();
  await tag.waitFor({ state: 'hidden' });
  expect(await hasFocus('Filter and order')).toBe(true);
  await page.keyboard.press('Enter');
  await tag.waitFor();
  await page.keyboard.press('Escape');
  await tag.waitFor({ state: 'hidden' });
  expect(await hasFocus('Filter and order')).toBe(true);
  await page.keyboard.press('Enter');
  await tag.waitFor();
  // Whoever goes on by key leaves it behind.
  await page.getByRole('searchbox', { name: 'Search posts' }).focus();
  await page.keyboard.press('Shift+Tab');
  await tag.waitFor({ state: 'hidden' });
  await page.context().close();
});
