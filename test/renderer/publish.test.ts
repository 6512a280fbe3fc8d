import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import type { Failure } from '../../common/result.ts';
import { pageForTests } from './support/page-under-test.ts';

const under = pageForTests();

const publish = (page: Page) => page.getByRole('button', { name: 'Publish', exact: true });

const wrongToken = {
  kind: 'target-refused',
  target: 'Live',
  reason: 'secret-refused',
  detail: '401',
} as Failure;

/** Opens the page with a draft, and lets the next publishes fail in this way. */
async function openRefused(failure: Failure) {
  const { page, problems } = await under.open();
  await page.getByRole('list', { name: 'Posts' }).getByText('On the train home').click();
  await page.evaluate((refusal) => window.fakeHost.refuse('publish.start', refusal), failure);
  await publish(page).click();
  return { page, problems };
}

const lastCall = (page: Page, name: string) =>
  page.evaluate((called) => window.fakeHost.calls.filter((call) => call.name === called).at(-1)?.argument, name);

it('shows which pages would vanish and takes them off only when told', async () => {
  const pages = [{ change: 'gone', address: '/2026/harbour/', title: 'At the harbour', postId: 'posts/harbour.md' }];
  const { page, problems } = await openRefused({
    kind: 'target-refused',
    target: 'www',
    reason: 'shrinks',
    detail: '',
    pages,
    allow: 'removal',
  } as Failure);
  await page.getByText('Show which').click();
  await page.getByText('At the harbour /2026/harbour/').waitFor();
  await page.evaluate(() => window.fakeHost.refuse('publish.start', undefined));
  await page.getByRole('button', { name: 'Take them off the live site' }).click();
  await page.getByText('Live.').waitFor();
  expect(await lastCall(page, 'publish.start')).toMatchObject({ target: 'www', allow: ['removal'] });
  expect(problems).toEqual([]);
  await page.context().close();
});

it('asks for the number of pages to be typed when many would vanish', async () => {
  const pages = Array.from({ length: 12 }, (_, index) => ({
    change: 'gone',
    address: `/${index}/`,
    title: `${index}`,
  }));
  const { page } = await openRefused({
    kind: 'target-refused',
    target: 'www',
    reason: 'shrinks',
    detail: '',
    pages,
    allow: 'removal',
  } as Failure);
  const button = page.getByRole('button', { name: 'Take them off the live site' });
  await expect.poll(() => button.isDisabled()).toBe(true);
  await page.getByLabel('Type 12 to confirm').fill('12');
  await expect.poll(() => button.isDisabled()).toBe(false);
  await page.context().close();
});

it('leads from a refused token to the place where it is entered, tests it and saves it', async () => {
  const { page, problems } = await openRefused(wrongToken);
  await page.getByRole('button', { name: 'Change the place' }).click();
  await page.getByLabel('Token').fill('a new token');
  await page.getByRole('button', { name: 'Test the place' }).click();
  await page.getByText('It works').waitFor();
  await page.getByRole('button', { name: 'Save the place' }).click();
  await page.getByRole('button', { name: /^Live/ }).waitFor();
  expect(await lastCall(page, 'publish.saveTarget')).toMatchObject({
    settings: { name: 'Live', kind: 'git' },
    secret: 'a new token',
  });
  expect(problems).toEqual([]);
  await page.context().close();
});

it('says of two tests of a place what came of the last one, whichever is answered last', async () => {
  const { page } = await openRefused(wrongToken);
  await page.getByRole('button', { name: 'Change the place' }).click();
  await page.evaluate((refused) => {
    const { bridge } = window;
    if (bridge === undefined) throw new Error('There is no bridge');
    const call = bridge.call;
    let tests = 0;
    bridge.call = (name, argument) => {
      if (name !== 'publish.testTarget') return call(name, argument);
      tests += 1;
      return tests > 1
        ? call(name, argument)
        : new Promise((resolve) => {
            Object.assign(window, { answerFirst: () => resolve({ ok: false, failure: refused }) });
          });
    };
  }, wrongToken);
  const test = page.getByRole('button', { name: 'Test the place' });
  await test.click();
  await page.getByLabel('Token').fill('a new token');
  await test.click();
  await page.getByText('It works').waitFor();
  await page.evaluate(() => Reflect.get(window, 'answerFirst')());
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
  expect(await page.getByText('It works').count()).toBe(1);
  await page.context().close();
});

it('says that a publish waits for the network, and when it went out', async () => {
  const { page } = await openRefused({
    kind: 'target-refused',
    target: 'Live',
    reason: 'no-network',
    detail: 'ENETUNREACH',
    isQueued: true,
  } as Failure);
  await page.getByText('It waits here and goes out by itself.').waitFor();
  await page.evaluate(() =>
    window.fakeHost.emit('publish.wentOut', {
      id: '000002-a',
      target: 'Live',
      publishedMs: 0,
      pages: [],
      filesSent: 1,
      bytesSent: 1,
      siteAddress: 'https://example.org/',
    }),
  );
  await page.getByText('Live is live now.').waitFor();
  await page.context().close();
});

it('puts an earlier publish back after asking once', async () => {
  const { page, problems } = await under.open();
  await page.keyboard.press('Control+k');
  await page.keyboard.type('Earlier publishes');
  await page.keyboard.press('Enter');
  await page.getByText('Live now').waitFor();
  await page.getByRole('button', { name: 'Put back' }).click();
  await page.getByText('Show this one to readers again?').waitFor();
  await page.getByRole('button', { name: 'Put back' }).click();
  await page.getByText('Live.').waitFor();
  expect(await lastCall(page, 'publish.undo')).toEqual({ id: '000001-a' });
  expect(problems).toEqual([]);
  await page.context().close();
});
