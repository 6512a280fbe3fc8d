import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { pageForTests } from './support/page-under-test.ts';

const under = pageForTests();

const id = 'posts/fog-signals.md';
const saveState = (page: Page) => page.getByRole('status', { name: 'Save state' });
const bodyOf = (page: Page) => page.evaluate((name) => window.fakeHost.bodyOf(name), id);

async function openPost(): Promise<Page> {
  const { page } = await under.open();
  await page.getByRole('list', { name: 'Posts' }).getByText('Fog signals').click();
  await expect.poll(() => page.getByRole('textbox', { name: 'Post text' }).textContent()).toContain('Two short');
  await page.getByRole('textbox', { name: 'Post text' }).click();
  await page.keyboard.press('Control+End');
  return page;
}

it('sends each key as a small edit, in order, and says what state the file is in', async () => {
  const page = await openPost();
  await page.keyboard.type('One more.');
  await expect.poll(() => bodyOf(page)).toBe('Two short, one long.\nOne more.');
  expect(await saveState(page).textContent()).toBe('Unsaved');
  const edits = await page.evaluate(() => window.fakeHost.calls.filter(({ name }) => name === 'drafts.edit'));
  const sequences = edits.map(({ argument }) => Reflect.get(argument as object, 'sequence'));
  expect(sequences).toEqual(sequences.map((_, index) => index + 1));
  const longest = Math.max(...edits.map(({ argument }) => JSON.stringify(argument).length));
  expect(longest).toBeLessThan(200);
  await page.keyboard.press('Control+s');
  await expect.poll(() => saveState(page).textContent()).toBe('Saved');
  await page.context().close();
});

it('writes the file when the author looks away', async () => {
  const page = await openPost();
  await page.keyboard.type('Away.');
  await expect.poll(() => bodyOf(page)).toContain('Away.');
  await page.evaluate(() => window.dispatchEvent(new Event('blur')));
  await expect.poll(() => saveState(page).textContent()).toBe('Saved');
  await page.context().close();
});

it('tells of a refused edit at once, keeps the text, and sends it when the disk takes it again', async () => {
  const page = await openPost();
  await page.evaluate(() =>
    window.fakeHost.refuse('drafts.edit', { kind: 'write-failed', file: 'fog-signals.md', code: 'ENOSPC' } as never),
  );
  await page.keyboard.type('Kept');
  await page.getByRole('alert').getByText('The disk is full').waitFor();
  expect(await saveState(page).textContent()).toBe('Not saved');
  await page.keyboard.type(' here');
  await page.evaluate(() => window.fakeHost.refuse('drafts.edit', undefined));
  await expect.poll(() => bodyOf(page)).toBe('Two short, one long.\nKept here');
  await expect.poll(() => page.getByRole('alert').count()).toBe(0);
  await page.context().close();
});

it('follows a change from outside and keeps what is being typed in its place', async () => {
  const page = await openPost();
  await page.keyboard.type('Mine.');
  await expect.poll(() => bodyOf(page)).toContain('Mine.');
  await page.evaluate((name) => window.fakeHost.changeOutside(name, 'Three short, one long.\nMine.'), id);
  await expect.poll(() => page.getByRole('textbox', { name: 'Post text' }).textContent()).toContain('Three short');
  await page.keyboard.type(' Still here.');
  await expect.poll(() => bodyOf(page)).toBe('Three short, one long.\nMine. Still here.');
  await page
    .getByRole('status')
    .filter({ hasText: 'changed by another program' })
    .getByRole('button', { name: 'Undo' })
    .click();
  await expect.poll(() => bodyOf(page)).toBe('Two short, one long.\nMine. Still here.');
  await page.context().close();
});

it('puts unsent changes on top of what the host has when it is out of step', async () => {
  const page = await openPost();
  await page.evaluate((name) => {
    const host = window.fakeHost;
    // The host moves on without telling: the page learns it from the refusal of its next edit.
    const emit = host.emit;
    Object.assign(host, { emit: () => {} });
    host.refuse('drafts.edit', { kind: 'out-of-step', expected: 9 } as never);
    Object.assign(host, { emit });
    return name;
  }, id);
  await page.keyboard.type('X');
  await page.evaluate(() => window.fakeHost.refuse('drafts.edit', undefined));
  await expect.poll(() => bodyOf(page)).toBe('Two short, one long.\nX');
  await page.context().close();
});

it('opens text brought back after a crash, shows what differs, and goes back to the file when asked', async () => {
  const { page } = await under.open({ recovered: { id, body: 'Two short, one long, and then\nnothing.\n' } });
  await page.getByRole('list', { name: 'Posts' }).getByText('Fog signals').click();
  await expect.poll(() => page.getByRole('textbox', { name: 'Post text' }).textContent()).toContain('nothing.');
  await page.getByRole('button', { name: 'Show differences' }).click();
  await page.locator('.differences .cm-deletedChunk').waitFor();
  await page.getByRole('button', { name: 'Go back to the saved file' }).click();
  await expect.poll(() => page.getByRole('textbox', { name: 'Post text' }).textContent()).toBe('Two short, one long.');
  await page.context().close();
});

it('takes a pasted picture in and puts the cursor where its text goes', async () => {
  const page = await openPost();
  await page.evaluate(() => {
    const data = new DataTransfer();
    data.items.add(new File([new Uint8Array([137, 80, 78, 71])], 'fog.png', { type: 'image/png' }));
    const event = new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true });
    document.querySelector('.cm-content')?.dispatchEvent(event);
  });
  await expect.poll(() => bodyOf(page)).toBe('Two short, one long.\n\n![](/media/2026/11/fog.png)');
  await page.keyboard.type('Fog over the bay');
  await expect.poll(() => bodyOf(page)).toContain('![Fog over the bay](/media/2026/11/fog.png)');
  await page.context().close();
});

it('changes front matter from the settings beside the text', async () => {
  const page = await openPost();
  await page.getByRole('button', { name: 'Post settings' }).click();
  await page.getByLabel('Tags').fill('sea, sound');
  await page.getByLabel('Address', { exact: true }).fill('fog');
  await page.getByLabel('Date').fill('2026-11-30T08:15');
  await expect
    .poll(() => page.evaluate((name) => window.fakeHost.matterOf(name), id))
    .toMatchObject({
      tags: ['sea', 'sound'],
      slug: 'fog',
      date: '2026-11-30T08:15:00',
    });
  await page.keyboard.press('Escape');
  await expect.poll(() => page.getByLabel('Tags').count()).toBe(0);
  await page.context().close();
});
