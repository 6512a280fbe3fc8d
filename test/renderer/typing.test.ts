import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import type { FakeHostOptions } from './support/fake-host.ts';
import { pageForTests, text } from './support/page-under-test.ts';

const under = pageForTests();

const body = (page: Page) => page.evaluate(() => window.fakeHost.bodyOf('posts/fog-signals.md') ?? '');

async function writeFog(options: FakeHostOptions = {}): Promise<Page> {
  const { page } = await under.open(options);
  await page.getByRole('list', { name: 'Posts' }).getByText('Fog signals').click();
  await expect.poll(() => text(page).textContent()).toContain('Two short');
  await text(page).click();
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Delete');
  return page;
}

it('types quotation marks where the author wants them, and takes one back by one undo', async () => {
  const page = await writeFog({ preferences: { typographicQuotes: true } });
  await page.keyboard.type(`"It's fog," she said. \`a "b"\``);
  await expect.poll(() => body(page)).toBe('“It’s fog,” she said. `a "b"`');
  await page.keyboard.press('Enter');
  await page.keyboard.type('"');
  await page.keyboard.press('Control+z');
  await expect.poll(() => body(page)).toMatch(/\n"$/);
  await page.context().close();
});

it('types straight quotes otherwise, and signs around what is selected', async () => {
  const page = await writeFog();
  await page.keyboard.type('some words');
  await page.keyboard.press('Control+Shift+ArrowLeft');
  await page.keyboard.type('*');
  await page.keyboard.type('*');
  await expect.poll(() => body(page)).toBe('some **words**');
  await page.context().close();
});

it('jumps from a footnote to its text and back', async () => {
  const page = await writeFog();
  await page.keyboard.type('Fog');
  await page.keyboard.press('Control+Alt+f');
  await page.keyboard.type('Dense.');
  await page.keyboard.press('Control+Alt+j');
  await page.keyboard.type(' rolls in');
  await page.keyboard.press('Control+Alt+j');
  await page.keyboard.type('Very ');
  await expect.poll(() => body(page)).toBe('Fog[^1] rolls in\n\n[^1]: Very Dense.');
  await page.context().close();
});

it('offers pictures by name after an exclamation mark, and puts the cursor where the description goes', async () => {
  const page = await writeFog();
  await page.keyboard.type('![');
  await page.locator('.cm-tooltip-autocomplete li').first().click();
  await expect.poll(() => body(page)).toMatch(/^!\[\]\(\/media\/.+\)$/);
  await page.keyboard.type('Boats');
  await expect.poll(() => body(page)).toMatch(/^!\[Boats\]\(\/media\/.+\)$/);
  await page.context().close();
});

it('leaves words that are right in this blog out of the check of spelling, until they are removed', async () => {
  const page = await writeFog();
  await page.keyboard.type('Tromsø lies north of Tromsø.');
  await page.keyboard.press('Control+Home');
  await page.evaluate(() => window.fakeHost.emit('command.chosen', { command: 'edit.learnWord' }));
  const known = page.locator('.cm-content [spellcheck="false"]');
  await expect.poll(() => known.allTextContents()).toEqual(['Tromsø', 'Tromsø']);
  await page.keyboard.press('Control+,');
  await page.getByRole('button', { name: 'Remove “Tromsø”' }).click();
  await expect.poll(() => known.count()).toBe(0);
  await page.context().close();
});

it('keeps a word goal for the post, over a restart, and never in the post', async () => {
  const page = await writeFog();
  await page.keyboard.type('one two three');
  await page.evaluate(() => window.fakeHost.emit('command.chosen', { command: 'post.goal' }));
  const field = page.getByRole('textbox', { name: 'Words this post is to have' });
  await expect.poll(() => field.evaluate((element) => element === document.activeElement)).toBe(true);
  await page.keyboard.type('1,200');
  await page.keyboard.press('Enter');
  await page.getByText('3 of 1,200 words').waitFor();
  await expect.poll(() => page.evaluate(() => Object.keys(sessionStorage).join())).toContain('goal');
  await page.reload();
  await page.getByRole('progressbar', { name: 'Word goal' }).waitFor();
  expect(await page.evaluate(() => JSON.stringify(window.fakeHost.matterOf('posts/fog-signals.md')))).not.toContain(
    '1200',
  );
  await page.context().close();
});

const suggestion = (page: Page, words: string) => page.locator('.cm-tooltip-autocomplete').getByText(words).first();

it('offers posts for an address, emoji after a colon, languages for code', async () => {
  const page = await writeFog();
  await page.keyboard.type('See [the train](');
  // By a click: keys count only once the list has stood for a moment, so that no line end is taken for a choice.
  await suggestion(page, 'On the train home').click();
  await page.keyboard.type(' :anch');
  await suggestion(page, ':anchor').click();
  await page.keyboard.type('\n\n```pyt');
  await suggestion(page, 'Python').click();
  await expect.poll(() => body(page)).toMatch(/^See \[the train\]\(\/posts\/on-the-train\.md\) ⚓\uFE0F?\n\n```py/);
  await page.context().close();
});

it('shows all suggestions that it draws, and turns to the next ones by the arrow keys', async () => {
  const page = await writeFog({ extraPosts: 30 });
  await page.keyboard.type('[[');
  const list = page.locator('.cm-tooltip-autocomplete ul');
  await list.waitFor();
  const last = await list.locator('li').last().textContent();
  expect(await list.evaluate(({ scrollHeight, clientHeight }) => scrollHeight - clientHeight)).toBeLessThan(2);
  // Keys are the list's only once it has stood for 75 ms of the page's own clock; before, they move the cursor, and it goes.
  const shownMs = await page.evaluate(() => Date.now());
  await page.waitForFunction((since) => Date.now() - since > 75, shownMs);
  const turned = async () => {
    await page.keyboard.press('ArrowDown');
    return list.locator('li').last().textContent();
  };
  await expect.poll(turned).not.toBe(last);
  const isActiveShown = () =>
    text(page).evaluate((content) => {
      const active = document.getElementById(content.getAttribute('aria-activedescendant') ?? '');
      return active?.getAttribute('aria-selected');
    });
  await expect.poll(isActiveShown).toBe('true');
  await page.keyboard.press('Escape');
  await list.waitFor({ state: 'detached' });
  await page.context().close();
});

it('lets all but the paragraph that is written step back, and keeps its line in the middle', async () => {
  const page = await writeFog();
  await page.keyboard.type('One.\n\nTwo.');
  await page.keyboard.press('F8');
  const colours = () =>
    page.locator('.cm-line').evaluateAll((lines) => lines.map((line) => getComputedStyle(line).color));
  await expect.poll(async () => new Set(await colours()).size).toBe(2);
  await page.keyboard.press('F8');
  await expect.poll(async () => new Set(await colours()).size).toBe(1);
  await page.keyboard.press('F9');
  await page.keyboard.type('\n\nMore.'.repeat(40));
  const middle = () =>
    page.evaluate(() => {
      const scroller = document.querySelector('.cm-scroller')?.getBoundingClientRect();
      const line = [...document.querySelectorAll('.cm-line')].at(-1)?.getBoundingClientRect();
      return scroller === undefined || line === undefined ? 0 : (line.top - scroller.top) / scroller.height;
    });
  await expect.poll(middle).toBeGreaterThan(0.35);
  expect(await middle()).toBeLessThan(0.65);
  await page.context().close();
});
