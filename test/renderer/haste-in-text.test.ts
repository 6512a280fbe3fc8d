import { expect, it } from 'vitest';
import { nextFrames, openPost, pageForTests, text } from './support/page-under-test.ts';

const under = pageForTests();

it('goes on with a key where other words came in the place of those that were selected', async () => {
  const { page, problems } = await under.open();
  await openPost(page, 'Fog signals', 'Two short');
  await text(page).click();
  await page.keyboard.press('Control+Home');
  await page.keyboard.press('ArrowRight');
  for (let letter = 0; letter < 6; letter += 1) await page.keyboard.press('Shift+ArrowRight');
  await page.evaluate(() => window.fakeHost.changeOutside('posts/fog-signals.md', 'Nebelhorn.'));
  await text(page).filter({ hasText: 'Nebelhorn.' }).waitFor();
  await page.keyboard.type('!');
  await expect.poll(() => page.evaluate(() => window.fakeHost.bodyOf('posts/fog-signals.md'))).toMatch(/!/);
  expect(problems).toEqual([]);
  await page.context().close();
});

it('puts right what was found where it is by now, and in no other post', async () => {
  const { page } = await under.open();
  await openPost(page, 'Fog signals', 'Two short');
  await text(page).click();
  await page.keyboard.press('Control+End');
  await page.keyboard.type('The the fog.');
  await page.getByRole('button', { name: '1 thing to look at' }).click();
  const right = page.getByRole('button', { name: 'Put right' });
  await right.waitFor();
  await text(page).focus();
  await page.keyboard.press('Control+Home');
  await page.keyboard.type('Then: ');
  await right.dispatchEvent('click');
  await expect
    .poll(() => page.evaluate(() => window.fakeHost.bodyOf('posts/fog-signals.md')))
    .toBe('Then: Two short, one long.\nThe fog.');
  await page.keyboard.press('Control+End');
  await page.keyboard.type(' The the fog.');
  await page.getByRole('button', { name: '1 thing to look at' }).waitFor();
  const isGone = await page.evaluate(async () => {
    const row = [...document.querySelectorAll('.post-row button')].find(({ textContent }) =>
      textContent?.includes('Mending nets'),
    );
    if (row instanceof HTMLElement) row.click();
    const title = () => document.querySelector('.title-field');
    for (let step = 0; step < 1_000; step += 1) {
      await undefined;
      const field = title();
      if (field instanceof HTMLTextAreaElement && field.value.startsWith('Mending')) break;
    }
    return document.querySelector('.findings') === null;
  });
  expect(isGone).toBe(true);
  await page.context().close();
});

it('looks the text over before it says that there is nothing to look at', async () => {
  const { page } = await under.open();
  await openPost(page, 'Fog signals', 'Two short');
  await text(page).click();
  await page.keyboard.press('Control+End');
  await page.keyboard.type('The the fog.');
  await page.keyboard.press('F7');
  await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toContain('stands here twice');
  expect(await page.getByText('Nothing to look at').count()).toBe(0);
  await page.context().close();
});

it('goes on where the page holds more than the editor has heard of, and loses none of it', async () => {
  const { page, problems } = await under.open();
  await openPost(page, 'Fog signals', 'Two short');
  await text(page).click();
  await page.keyboard.press('Control+End');
  await page.evaluate(() => {
    const content = document.querySelector('.cm-content');
    const tile: unknown = content === null ? undefined : Reflect.get(content, 'cmTile');
    const { observer } = (tile as { view: { observer: { ignore(work: () => void): void } } }).view;
    const line = content?.querySelector('.cm-line');
    const words = document.createTreeWalker(line ?? document, NodeFilter.SHOW_TEXT).nextNode();
    if (!(words instanceof Text)) throw new Error('There are no words');
    // As when the browser changes the text and the editor is not told.
    observer.ignore(() => words.appendData(' Unheard.'));
    getSelection()?.setPosition(words, words.length);
  });
  await nextFrames(page);
  await page.keyboard.type('!');
  await expect
    .poll(() => page.evaluate(() => window.fakeHost.bodyOf('posts/fog-signals.md')))
    .toBe('Two short, one long. Unheard.!\n');
  expect(problems).toEqual([]);
  await page.context().close();
});
