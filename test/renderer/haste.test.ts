import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { nextFrames, openPost, pageForTests, post, text } from './support/page-under-test.ts';

const under = pageForTests();

/** Runs a command and says what has the focus before anything else can happen: no frame, no timer, no key. */
const focusedAtOnce = (page: Page, command: string) =>
  page.evaluate(async (name) => {
    window.fakeHost.emit('command.chosen', { command: name });
    for (let step = 0; step < 20; step += 1) await undefined;
    const { activeElement } = document;
    const label = activeElement instanceof HTMLInputElement ? activeElement.labels?.[0]?.textContent : undefined;
    return activeElement?.getAttribute('aria-label') ?? label ?? activeElement?.textContent ?? '';
  }, command);

it.each([
  ['post.settings', 'Address'],
  ['post.goal', 'Words this post is to have'],
  ['site.moveIn', 'Export, folder or saved page'],
  ['site.moveOut', 'Hugo'],
  ['site.settings', 'Name'],
  ['posts.search', 'Search posts'],
  ['posts.replace', 'Find'],
  ['view.outline', 'What was said'],
  ['view.palette', 'Find a command or a post'],
])('has the focus where the next key belongs as soon as %s was chosen', async (command, name) => {
  const { page } = await under.open();
  await openPost(page, 'On the train home', 'platform nine');
  const focused = await focusedAtOnce(page, command);
  expect(focused).toContain(name);
  await nextFrames(page);
  await page.context().close();
});

it('answers keys as soon as there is something to see', async () => {
  const { page } = await under.open();
  await page.addInitScript(() => {
    const watching = new MutationObserver(() => {
      if (document.querySelector('main') === null) return;
      watching.disconnect();
      window.dispatchEvent(new KeyboardEvent('keydown', { key: ',', ctrlKey: true }));
    });
    watching.observe(document, { childList: true, subtree: true });
  });
  await page.reload();
  await page.getByRole('dialog', { name: 'Preferences' }).waitFor();
  await page.context().close();
});

it('keeps what is typed into a form before its first frame', async () => {
  const { page } = await under.open();
  await page.evaluate(async () => {
    window.fakeHost.emit('command.chosen', { command: 'posts.replace' });
    for (let step = 0; step < 20; step += 1) await undefined;
    document.execCommand('insertText', false, 'ties');
  });
  await nextFrames(page);
  const find = page.getByRole('textbox', { name: 'Find' });
  expect(await find.inputValue()).toBe('ties');
  await find.press('Enter');
  await page.getByRole('button', { name: 'Change 1 post' }).waitFor();
  await page.context().close();
});

it('shows what was found for the words that stand there, never for older ones', async () => {
  const { page } = await under.open();
  await page.evaluate(() => window.fakeHost.emit('command.chosen', { command: 'posts.replace' }));
  const find = page.getByRole('textbox', { name: 'Find' });
  await page.evaluate(() => Object.assign(window, { release: window.fakeHost.hold('bulk.preview') }));
  await find.fill('ties');
  await find.press('Enter');
  await expect.poll(() => calls(page, 'bulk.preview')).toBe(1);
  await find.fill('looking');
  await page.evaluate(() => (Reflect.get(window, 'release') as () => void)());
  await nextFrames(page);
  expect(await page.getByRole('button', { name: 'Change 1 post' }).count()).toBe(0);
  await find.press('Enter');
  await page.getByRole('button', { name: 'Change 1 post' }).waitFor();
  await page.context().close();
});

const calls = (page: Page, name: string) =>
  page.evaluate((called) => window.fakeHost.calls.filter((call) => call.name === called).length, name);

it('opens the post that an arrow key went to, however fast Enter follows', async () => {
  const { page } = await under.open();
  await openPost(page, 'On the train home', 'platform nine');
  await page.locator('.post-row button[aria-current]').focus();
  await page.evaluate(async () => {
    const press = (key: string) =>
      document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
    press('ArrowDown');
    for (let step = 0; step < 20; step += 1) await undefined;
    if (document.activeElement instanceof HTMLElement) document.activeElement.click();
  });
  await expect.poll(() => page.getByRole('textbox', { name: 'Title' }).inputValue()).toContain('Fog signals');
  await page.context().close();
});

it('opens the post that is chosen while the last one is still being remembered', async () => {
  const { page } = await under.open();
  await openPost(page, 'On the train home', 'platform nine');
  await expect.poll(() => page.evaluate(() => Object.keys(sessionStorage).join())).toContain('last post');
  await page.addInitScript(() => {
    if (window !== top) return;
    const { hold } = window.fakeHost;
    Object.assign(window, { releases: [hold('memory.read', 'last post'), hold('drafts.open', 'fog-signals')] });
  });
  await page.reload();
  await post(page, 'Fog signals').click();
  await expect.poll(() => calls(page, 'drafts.open')).toBe(1);
  await page.evaluate(async () => {
    for (const release of Reflect.get(window, 'releases') as readonly (() => void)[]) {
      release();
      await new Promise((resolve) => setTimeout(resolve));
    }
  });
  await text(page).filter({ hasText: 'Two short' }).waitFor();
  expect(await calls(page, 'drafts.open')).toBe(1);
  await page.context().close();
});

it('shows the folder that was pressed last, whichever is read first', async () => {
  const { page } = await under.open();
  await page.evaluate(() => window.fakeHost.emit('command.chosen', { command: 'site.moveIn' }));
  const folder = (name: string) => page.getByRole('button', { name: `Folder ${name}` });
  await page.evaluate(() => Object.assign(window, { release: window.fakeHost.hold('import.browse', 'north') }));
  await folder('north-3').click();
  await folder('south-3').click();
  await folder('south-4').waitFor();
  await page.evaluate(() => (Reflect.get(window, 'release') as () => void)());
  await nextFrames(page);
  expect(await page.locator('.folder-path').textContent()).toBe('/home/ada/south-3');
  await page.context().close();
});

it('lets nothing be filled in that the answer to an earlier question would take away', async () => {
  const { page } = await under.open();
  await post(page, 'On the train home').click();
  await page.evaluate(() => {
    const failure = { kind: 'target-refused', target: 'Live', reason: 'secret-refused', detail: '401' };
    window.fakeHost.refuse('publish.start', failure as never);
    Object.assign(window, { release: window.fakeHost.hold('publish.targets') });
  });
  await page.getByRole('button', { name: 'Publish', exact: true }).click();
  await page.getByRole('button', { name: 'Change the place' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.waitFor();
  expect(await dialog.getByRole('button').count()).toBe(1);
  await page.evaluate(() => (Reflect.get(window, 'release') as () => void)());
  await page.getByLabel('Address of the repository').waitFor();
  await expect
    .poll(() => page.getByLabel('Address of the repository').evaluate((field) => field === document.activeElement))
    .toBe(true);
  await page.context().close();
});

it('writes only those settings that were changed here, not what another program changed meanwhile', async () => {
  const { page } = await under.open();
  await page.evaluate(() => window.fakeHost.emit('command.chosen', { command: 'site.settings' }));
  await page.getByRole('textbox', { name: 'Author' }).fill('Ada');
  await page.evaluate(async () => {
    await window.bridge?.call('site.change', { title: 'Changed elsewhere' });
    window.fakeHost.emit('site.changed', {});
  });
  await page.locator('.site-title').filter({ hasText: 'Changed elsewhere' }).waitFor();
  await page.getByRole('textbox', { name: 'Author' }).press('Enter');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  const written = await page.evaluate(
    () => window.fakeHost.calls.findLast(({ name }) => name === 'site.change')?.argument,
  );
  expect(written).toEqual({ author: 'Ada' });
  await page.context().close();
});

it('shows the goal as it was typed after the field was left', async () => {
  const { page } = await under.open();
  await openPost(page, 'On the train home', 'platform nine');
  await page.evaluate(() => window.fakeHost.emit('command.chosen', { command: 'post.goal' }));
  const goal = page.getByRole('textbox', { name: 'Words this post is to have' });
  await goal.fill('500');
  await goal.press('Tab');
  expect(await goal.inputValue()).toBe('500');
  await page.context().close();
});

it('keeps what is typed for a new post while its file is being made', async () => {
  const { page } = await under.open();
  await openPost(page, 'Fog signals', 'Two short');
  await text(page).click();
  await page.evaluate(() => Object.assign(window, { release: window.fakeHost.hold('posts.create') }));
  await page.keyboard.press('Control+n');
  await page.keyboard.type('Low wa');
  await page.evaluate(() => (Reflect.get(window, 'release') as () => void)());
  await expect.poll(() => page.getByRole('textbox', { name: 'Title' }).inputValue()).toBe('Low wa');
  await page.keyboard.type('ter');
  expect(await page.getByRole('textbox', { name: 'Title' }).inputValue()).toBe('Low water');
  expect(await page.evaluate(() => window.fakeHost.bodyOf('posts/fog-signals.md'))).toBe('Two short, one long.\n');
  await page.context().close();
});

it('leaves the focus in the list when another post comes into the settings', async () => {
  const { page } = await under.open();
  await openPost(page, 'On the train home', 'platform nine');
  await page.keyboard.press('Control+Shift+d');
  const address = page.getByRole('textbox', { name: 'Address', exact: true });
  await address.waitFor();
  await openPost(page, 'Fog signals', 'Two short');
  await nextFrames(page);
  expect(await page.evaluate(() => document.activeElement?.textContent)).toContain('Fog signals');
  await page.context().close();
});
