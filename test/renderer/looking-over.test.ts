import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { openPost, pageForTests, post, text } from './support/page-under-test.ts';

const under = pageForTests();

const focused = (page: Page) => page.evaluate(() => document.activeElement?.textContent ?? '');

/** The post about fog with this text alone. */
async function writeFog(words: string): Promise<Page> {
  const { page } = await under.open();
  await openPost(page, 'Fog signals', 'Two short');
  await text(page).click();
  await page.keyboard.press('Control+a');
  await page.keyboard.insertText(words);
  return page;
}

it('lists what wants a look with what puts it right', async () => {
  const { page } = await under.open();
  await post(page, 'Fog signals').click();
  await text(page).click();
  await page.keyboard.press('Control+End');
  await page.keyboard.type('The the fog.');
  await page.getByRole('button', { name: '1 thing to look at' }).click();
  await page.getByText('“the” stands here twice.').waitFor();
  await page.getByRole('button', { name: 'Put right' }).click();
  await expect.poll(() => text(page).textContent()).toContain('The fog.');
  await expect.poll(() => page.getByText('thing to look at').count()).toBe(0);
  await page.context().close();
});

it('shows the headings, goes there, and moves a section by key', async () => {
  const { page } = await under.open();
  await openPost(page, 'On the train home', 'platform nine');
  await page.keyboard.press('Control+Shift+o');
  await expect.poll(() => focused(page)).toBe('What was said');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Alt+ArrowUp');
  await expect
    .poll(() => page.evaluate(() => window.fakeHost.bodyOf('posts/on-the-train.md')))
    .toMatch(/A table to keep[\s\S]*What was said/);
  // It goes along with its section.
  await expect.poll(() => focused(page)).toBe('A table to keep');
  await page.keyboard.press('Enter');
  await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe('Post text');
  await page.keyboard.press('Control+Shift+o');
  await page.getByRole('region', { name: 'Outline' }).waitFor({ state: 'detached' });
  await page.context().close();
});

it('moves a section by dragging its heading, as one undo step', async () => {
  const { page } = await under.open();
  await openPost(page, 'On the train home', 'platform nine');
  await page.keyboard.press('Control+Shift+o');
  const outline = page.getByRole('region', { name: 'Outline' });
  const heading = (name: string) => outline.getByRole('button', { name });
  await heading('A table to keep').dragTo(heading('What was said'));
  const body = () => page.evaluate(() => window.fakeHost.bodyOf('posts/on-the-train.md'));
  await expect.poll(body).toMatch(/A table to keep[\s\S]*What was said/);
  await text(page).focus();
  await page.keyboard.press('Control+z');
  await expect.poll(body).toMatch(/What was said[\s\S]*A table to keep/);
  await page.context().close();
});

it('goes through what wants a look by keyboard alone', async () => {
  const page = await writeFog('A dog. ![](/media/2026/11/hall.jpg)\n\nThe the end.');
  await page.getByRole('button', { name: 'things to look at' }).waitFor();
  await page.keyboard.press('F7');
  await expect.poll(() => focused(page)).toContain('Say what this picture shows');
  await page.keyboard.press('Enter');
  await page.keyboard.type('A hall with high windows');
  await expect.poll(() => text(page).textContent()).toContain('![A hall with high windows](/media');
  await page.getByRole('button', { name: '1 thing to look at' }).waitFor();
  await page.keyboard.press('F7');
  await expect.poll(() => focused(page)).toContain('stands here twice');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect.poll(() => text(page).textContent()).toContain('The end.');
  // The last one is gone, and the focus is back in the text.
  await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe('Post text');
  await page.keyboard.press('F7');
  await page.getByText('Nothing to look at in this post.').waitFor();
  await page.context().close();
});

it('knows the headings of other posts, and finds a file that lies elsewhere', async () => {
  const page = await writeFog(
    '[a](net-mending.md#comments) [b](net-mending.md#gone) [[On the train home#What was said]] [c](train.md)',
  );
  await page.getByRole('button', { name: '3 things to look at' }).click();
  await page.getByText('“Mending nets with Tomas” has no heading with the address “#gone”.').waitFor();
  await page.getByText('“train.md” is no post or page of this blog.').waitFor();
  const asked = await page.evaluate(() => window.fakeHost.calls.filter(({ name }) => name === 'posts.anchors').length);
  expect(asked).toBe(2);
  await page.context().close();
});

it('shows before a publish what readers would stumble over, and leads there', async () => {
  const page = await writeFog('The the fog.');
  await page.getByRole('button', { name: '1 thing to look at' }).waitFor();
  await page.getByRole('button', { name: 'What will be sent' }).click();
  const findings = page.getByRole('region', { name: 'Before readers see it' });
  await findings.getByRole('heading', { name: '2 things to look at' }).waitFor();
  await findings.getByRole('button', { name: /Fog signals.*stands here twice/ }).waitFor();
  await findings.getByRole('button', { name: /Mending nets.*gone\.md/ }).click();
  await expect.poll(() => page.getByRole('textbox', { name: 'Title' }).inputValue()).toBe('Mending nets with Tomas');
  await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe('Post text');
  await page.context().close();
});
