import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { crumbs, cut } from '../../renderer/components/preview/search-result.tsx';
import { emulatedQuery } from '../../renderer/preview/emulate-media.ts';
import { pageForTests, post, text } from './support/page-under-test.ts';

const under = pageForTests();

const panes = (page: Page) =>
  page
    .locator('[data-pane]:visible')
    .evaluateAll((elements) => elements.map((element) => element.getAttribute('data-pane')));
const command = (page: Page, id: string) =>
  page.evaluate((name) => window.fakeHost.emit('command.chosen', { command: name }), id);

async function openTrain(): Promise<Page> {
  const { page } = await under.open();
  await post(page, 'On the train home').click();
  await expect.poll(() => text(page).textContent()).toContain('platform nine');
  return page;
}

describe('the panes', () => {
  it('stand beside or below each other, or one alone, and the list comes back as it was', async () => {
    const page = await openTrain();
    await command(page, 'view.below');
    const places = () =>
      page.evaluate(() => {
        const top = (name: string) => document.querySelector(`[data-pane="${name}"]`)?.getBoundingClientRect().top ?? 0;
        return top('preview') > top('editor') + 100;
      });
    await expect.poll(places).toBe(true);
    const divider = page.getByRole('separator', { name: 'Width of the preview' });
    expect(await divider.getAttribute('aria-orientation')).toBe('horizontal');
    await divider.focus();
    await page.keyboard.press('ArrowUp');
    await expect.poll(() => divider.getAttribute('aria-valuenow')).toBe('48');
    await command(page, 'view.previewAlone');
    await expect.poll(() => panes(page)).toEqual(['preview']);
    await page.getByRole('button', { name: 'Show the text' }).click();
    await expect.poll(() => panes(page)).toEqual(['list', 'editor', 'preview']);
    await command(page, 'view.editorAlone');
    await expect.poll(() => panes(page)).toEqual(['editor']);
    await page.reload();
    await expect.poll(() => panes(page)).toEqual(['editor']);
    await command(page, 'view.beside');
    await expect.poll(() => panes(page)).toEqual(['list', 'editor', 'preview']);
    await page.context().close();
  });

  it('fill the screen by a command, and give it back', async () => {
    const page = await openTrain();
    await page.keyboard.press('F11');
    await expect.poll(() => page.evaluate(() => document.fullscreenElement?.tagName)).toBe('HTML');
    await page.keyboard.press('F11');
    await expect.poll(() => page.evaluate(() => document.fullscreenElement)).toBe(null);
    await page.context().close();
  });
});

describe('the preview', () => {
  it('shows the post among search results and as a card', async () => {
    const page = await openTrain();
    const choice = page.getByRole('combobox', { name: 'What the preview shows' });
    await choice.selectOption('search');
    await expect.poll(() => page.locator('.search-result').textContent()).toContain('harbour.example › 2026 › 11');
    expect(await page.locator('iframe').isVisible()).toBe(false);
    await choice.selectOption('card');
    await page.locator('.social-card').getByText('On the train home').waitFor();
    await page.getByText('No cover yet').waitFor();
    await choice.selectOption('page');
    await expect.poll(() => page.locator('iframe').isVisible()).toBe(true);
    await page.context().close();
  });

  it('stands where the text stands: after a restart, at every width, and at the top with the title', async () => {
    const { page } = await under.open({}, { viewport: { width: 1280, height: 420 } });
    await post(page, 'On the train home').click();
    await expect.poll(() => text(page).textContent()).toContain('platform nine');
    await text(page).click();
    await page.keyboard.press('Control+End');
    const scrolled = () => page.frames()[1]?.evaluate(() => scrollY);
    const editorScrolled = () => page.evaluate(() => document.querySelector('.cm-scroller')?.scrollTop ?? 0);
    await expect.poll(editorScrolled).toBeGreaterThan(300);
    await expect.poll(scrolled).toBeGreaterThan(300);
    await page.reload();
    await expect.poll(editorScrolled).toBeGreaterThan(300);
    await expect.poll(scrolled).toBeGreaterThan(300);
    const before = await scrolled();
    await page.locator('.segments label', { has: page.getByRole('radio', { name: 'Phone' }) }).click();
    await expect.poll(scrolled).not.toBe(before);
    expect(await editorScrolled()).toBeGreaterThan(300);
    await page.evaluate(() => document.querySelector('.cm-scroller')?.scrollTo(0, 0));
    await expect.poll(scrolled).toBe(0);
    await page.context().close();
  });

  it('follows the text in the feed item, too', async () => {
    const page = await openTrain();
    await page.getByRole('combobox', { name: 'What the preview shows' }).selectOption('feed');
    await expect.poll(() => page.frames()[1]?.url()).toContain('feed.html');
    await text(page).click();
    await page.keyboard.press('Control+End');
    await page.keyboard.type('Live words.');
    await expect.poll(() => page.frameLocator('iframe').locator('main').textContent()).toContain('Live words.');
    await page.context().close();
  });

  it('loads pictures from other sites only when the author asks', async () => {
    const page = await openTrain();
    await text(page).click();
    await page.keyboard.press('Control+End');
    await page.keyboard.type('\n\n![a tower](https://far.example/tower.jpg)');
    await page.getByRole('button', { name: 'Load them for this post' }).click();
    const asked = () =>
      page.evaluate(() => window.fakeHost.calls.findLast(({ name }) => name === 'preview.page')?.argument);
    await expect.poll(asked).toMatchObject({ withFarPictures: true });
    await expect.poll(() => page.getByText('Pictures from other sites').isVisible()).toBe(false);
    await page.context().close();
  });
});

describe('media conditions', () => {
  const print = { isPrint: true, scheme: undefined } as const;
  const dark = { isPrint: false, scheme: 'dark' } as const;
  it.each([
    ['print', print, 'all'],
    ['screen', print, 'all and (max-width: 0px)'],
    ['only screen and (min-width: 40em)', print, 'only all and (max-width: 0px) and (min-width: 40em)'],
    ['(prefers-color-scheme: dark)', dark, '(min-width: 0px)'],
    ['screen and (prefers-color-scheme:light)', dark, 'screen and (max-width: 0px)'],
    ['(prefers-color-scheme: dark)', print, '(max-width: 0px)'],
    ['print', dark, 'print'],
  ])('%s', (query, media, expected) => expect(emulatedQuery(query, media)).toBe(expected));
});

it('cuts titles at words and shows addresses as results do', () => {
  expect(cut('Short', 60)).toBe('Short');
  expect(cut('One two three, four five', 15)).toBe('One two three …');
  expect(crumbs('https://harbour.example/2026/%C3%BCber/')).toBe('harbour.example › 2026 › über');
});
