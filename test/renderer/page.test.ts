import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { pageForTests, post, text } from './support/page-under-test.ts';

const under = pageForTests();

const saveState = (page: Page) => page.getByRole('status', { name: 'Save state' });

describe('the desk', () => {
  it('has the names that screen readers and tests rely on, and breaks no rule of its own policy', async () => {
    const { page, problems } = await under.open();
    await post(page, 'On the train home').click();
    await expect.poll(() => page.getByRole('textbox', { name: 'Title' }).inputValue()).toBe('On the train home');
    await expect.poll(() => text(page).textContent()).toContain('platform nine');
    await page.getByRole('button', { name: 'New post', exact: true }).waitFor();
    await page.getByRole('button', { name: 'Publish', exact: true }).waitFor();
    await expect.poll(() => saveState(page).textContent()).toBe('Saved');
    await page.locator('iframe[title="Preview"]').waitFor();
    expect(problems).toEqual([]);
    await page.context().close();
  });

  it('starts a post with the cursor in its title, and goes from there to the text by Enter', async () => {
    const { page } = await under.open();
    await page.getByRole('button', { name: 'New post', exact: true }).click();
    await expect
      .poll(() => page.getByRole('textbox', { name: 'Title' }).evaluate((field) => field === document.activeElement))
      .toBe(true);
    await page.keyboard.type('Low water');
    await page.keyboard.press('Enter');
    await page.keyboard.type('The boats sit on the mud.');
    await expect
      .poll(() => page.evaluate(() => window.fakeHost.bodyOf('posts/untitled-10.md')))
      .toBe('The boats sit on the mud.');
    await page.keyboard.press('Control+Shift+d');
    const address = page.getByRole('textbox', { name: 'Address', exact: true });
    await expect.poll(() => address.getAttribute('placeholder')).toBe('low-water');
    expect(await address.inputValue()).toBe('');
    await expect
      .poll(() => page.evaluate(() => window.fakeHost.matterOf('posts/untitled-10.md')?.title))
      .toBe('Low water');
    await post(page, 'Low water').waitFor();
    await page.context().close();
  });

  it('draws only the rows of ten thousand posts that can be seen, and reaches the last by key', async () => {
    const { page } = await under.open({ extraPosts: 10_000 });
    const list = page.getByRole('list', { name: 'Posts' });
    await expect.poll(() => list.getByRole('listitem').count()).toBeLessThan(60);
    await post(page, 'On the train home').click();
    await page.locator('.post-row button[aria-current]').focus();
    await page.keyboard.press('End');
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toContain('About');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('ArrowUp');
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toContain('Day 9999');
    expect(await list.getByRole('listitem').count()).toBeLessThan(60);
    await page.context().close();
  });

  it('shows only posts that have every word that is searched for', async () => {
    const { page } = await under.open();
    await page.keyboard.press('Control+Shift+f');
    await page.keyboard.type('craft nets');
    await post(page, 'Mending nets with Tomas').waitFor();
    await expect.poll(() => post(page, 'On the train home').count()).toBe(0);
    await page.keyboard.press('Escape');
    await post(page, 'On the train home').waitFor();
    await page.context().close();
  });

  it('finds words inside the texts, and shows them where they stand', async () => {
    const { page } = await under.open();
    await page.getByRole('searchbox', { name: 'Search posts' }).fill('cherries');
    await page.getByRole('list', { name: 'Posts' }).locator('mark', { hasText: 'cherries' }).waitFor();
    await page.getByRole('button', { name: 'In the text' }).waitFor();
    await page.context().close();
  });

  it('finds and replaces words of the post, by keyboard', async () => {
    const { page } = await under.open();
    await post(page, 'On the train home').click();
    await expect.poll(() => text(page).textContent()).toContain('platform nine');
    await page.keyboard.press('Control+f');
    await page.getByRole('textbox', { name: 'Find' }).fill('platform');
    await page.getByRole('textbox', { name: 'Replace with' }).fill('quay');
    await page.getByRole('button', { name: 'Replace all' }).press('Enter');
    const body = () => page.evaluate(() => window.fakeHost.bodyOf('posts/on-the-train.md'));
    await expect.poll(body).toContain('quay nine');
    await expect.poll(body).not.toContain('platform');
    await page.context().close();
  });

  it('folds panes by key, resizes them by key, and has them so after a restart', async () => {
    const { page } = await under.open();
    const divider = page.getByRole('separator', { name: 'Width of the post list' });
    await divider.focus();
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => divider.getAttribute('aria-valuenow')).toBe('288');
    await page.keyboard.press('Control+p');
    await expect.poll(() => page.locator('[data-pane="preview"]').count()).toBe(0);
    await expect.poll(() => page.evaluate(() => sessionStorage.getItem('layout'))).toContain('"folded":["preview"]');
    await page.reload();
    await expect.poll(() => divider.getAttribute('aria-valuenow')).toBe('288');
    expect(await page.locator('[data-pane="preview"]').count()).toBe(0);
    await page.context().close();
  });

  it('shows one pane at a time in a narrow window, and moves between them by F6', async () => {
    const { page } = await under.open({}, { viewport: { width: 700, height: 800 } });
    await post(page, 'On the train home').click();
    await text(page).waitFor();
    await expect.poll(() => page.locator('[data-pane="list"]').count()).toBe(0);
    await page.keyboard.press('F6');
    await page.locator('[data-pane="preview"]').waitFor();
    await expect.poll(() => text(page).isVisible()).toBe(false);
    await page.context().close();
  });

  it('opens the post that was open before, with cursor and undo steps', async () => {
    const { page } = await under.open();
    await post(page, 'Fog signals').click();
    await text(page).click();
    await page.keyboard.press('Control+End');
    await page.keyboard.type('Again');
    await expect.poll(() => page.evaluate(() => window.fakeHost.bodyOf('posts/fog-signals.md'))).toContain('Again');
    await post(page, 'Mending nets').click();
    await expect.poll(() => text(page).textContent()).toContain('He ties');
    await post(page, 'Fog signals').click();
    await expect.poll(() => text(page).textContent()).toContain('Again');
    await text(page).focus();
    await page.keyboard.press('Control+z');
    await expect.poll(() => text(page).textContent()).not.toContain('Again');
    await page.reload();
    await expect.poll(() => text(page).textContent()).toContain('Two short');
    await page.context().close();
  });

  it('runs any command from the palette and gives the focus back', async () => {
    const { page } = await under.open();
    await post(page, 'On the train home').click();
    await text(page).click();
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: 'Find a command or a post' }).waitFor();
    await page.keyboard.type('lighth');
    await page.keyboard.press('Enter');
    await expect.poll(() => page.getByRole('textbox', { name: 'Title' }).inputValue()).toBe('Inside the lighthouse');
    await page.keyboard.press('Control+k');
    await page.keyboard.type('keyboard sh');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
    // The palette's own closing is told a moment later; it must not close what took its place.
    await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
    expect(await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).count()).toBe(1);
    await page.keyboard.press('Escape');
    await expect.poll(() => page.getByRole('dialog').count()).toBe(0);
    await page.keyboard.press('Control+k');
    await page.keyboard.type('dark appear');
    await page.keyboard.press('Enter');
    await expect.poll(() => page.evaluate(() => document.documentElement.dataset.appearance)).toBe('dark');
    await page.context().close();
  });

  it('runs commands that the system’s menu sends', async () => {
    const { page } = await under.open();
    await page.evaluate(() => window.fakeHost.emit('command.chosen', { command: 'view.palette' }));
    await page.getByRole('combobox', { name: 'Find a command or a post' }).waitFor();
    await page.context().close();
  });
});

describe('publishing', () => {
  it('shows how it goes in place, then where the post can be read', async () => {
    const { page } = await under.open();
    await post(page, 'On the train home').click();
    await page.getByRole('textbox', { name: 'Title' }).waitFor();
    await page.evaluate(() => Object.assign(window, { release: window.fakeHost.hold('publish.start') }));
    const button = page.getByRole('button', { name: 'Publish', exact: true });
    await button.click();
    await page.getByText('Sending 12 of 40').waitFor();
    await page.evaluate(() => (Reflect.get(window, 'release') as () => void)());
    const link = page.getByRole('link', { name: 'Open the post' });
    await expect.poll(() => link.getAttribute('href')).toContain('/2026/11/on-the-train/');
    await page.getByRole('button', { name: 'Update', exact: true }).waitFor();
    await page.context().close();
  });

  it('says what happened and what to do when it fails', async () => {
    const { page } = await under.open();
    await post(page, 'On the train home').click();
    await page.evaluate(() =>
      window.fakeHost.refuse('publish.start', {
        kind: 'target-refused',
        target: 'server',
        reason: 'unreachable',
        detail: '',
      } as never),
    );
    await page.getByRole('button', { name: 'Publish', exact: true }).click();
    await page.getByRole('alert').getByText('“server” did not answer. Check the connection').waitFor();
    await page.context().close();
  });

  it('tells what will be sent before anything is', async () => {
    const { page } = await under.open();
    await page.getByRole('button', { name: 'What will be sent' }).click();
    await page.getByText('4 files, 48 kB').waitFor();
    await page.context().close();
  });
});

describe('the first screen', () => {
  it('opens three doors, and asks for a path where the system has no dialog', async () => {
    const { page } = await under.open({ isSiteOpen: false });
    await page.getByRole('button', { name: 'Start a new blog' }).click();
    await page.getByLabel('Name of the blog').fill('Low water');
    await page.getByLabel('Folder').fill('/home/ada/low-water');
    await page.getByRole('button', { name: 'Create the blog' }).click();
    await page.getByText('No posts yet. Write the first one.').waitFor();
    await expect.poll(() => page.title()).toBe('Low water – Offprint');
    // The one thing to do now has the focus.
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe('Write a post');
    await page.keyboard.press('Enter');
    await page.getByRole('textbox', { name: 'Title' }).waitFor();
    await page.context().close();
  });

  it('proposes a folder for the name of a new blog, until the author says another', async () => {
    const { page } = await under.open({ isSiteOpen: false });
    await page.getByRole('button', { name: 'Start a new blog' }).click();
    const name = page.getByLabel('Name of the blog');
    const folder = page.getByLabel('Folder');
    await name.fill('Low water');
    await expect.poll(() => folder.inputValue()).toBe('/home/ada/low-water');
    await folder.fill('/home/ada/tides');
    await name.fill('High water');
    await expect.poll(() => folder.inputValue()).toBe('/home/ada/tides');
    await folder.fill('');
    // The name alone is enough, however fast Enter comes after it.
    await name.fill('Ebb');
    await page.keyboard.press('Enter');
    await expect.poll(() => page.title()).toBe('Ebb – Offprint');
    await page.getByRole('button', { name: 'Ebb' }).waitFor();
    await page.context().close();
  });

  it('says why a folder cannot be opened', async () => {
    const { page } = await under.open({ isSiteOpen: false });
    await page.getByRole('button', { name: 'Open a folder' }).click();
    await page.getByLabel('Folder').fill('/missing');
    await page.getByRole('button', { name: 'Open', exact: true }).click();
    await page.getByRole('alert').getByText('There is no folder at “/missing”.').waitFor();
    await page.context().close();
  });
});
