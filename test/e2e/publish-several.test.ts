import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { en } from '../../common/text/en.ts';
import { writeFiles } from '../main/publish/make-build.ts';
import { contentOf } from '../main/publish/places.ts';
import { startS3Server } from '../servers/s3-server.ts';
import { axeViolations } from '../support/axe.ts';
import { launchChromium } from '../support/chromium.ts';
import { startLoopback } from '../support/hosts.ts';
import { fillForm, finished, publish, runCommand, shot, testPlace } from '../support/publish-page.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());

test('a publish that is stopped half-way leaves the site whole, and the next one finishes it', async () => {
  const store = await startS3Server(await temporaryFolder());
  onTestFinished(() => store.close());
  const { endpoint, bucket, keyId, secret } = store;
  const { page, blog } = await open('title: Harbour\nurl: https://example.org/\n');
  await fillForm(page, { name: 'Live', kind: 's3', endpoint, bucket, keyId }, secret);
  await testPlace(page);
  await page.getByRole('button', { name: en.places.save }).click();
  await page.getByText(en.places.isFirst).waitFor();
  await page.keyboard.press('Escape');
  await publish(page);

  await write(page, blog, 'The second');
  const [reached, release] = [signal(), signal()];
  // The new page is there, the list that leads to it is not yet sent.
  store.afterWriting('2026/01/the-second/index.html', async () => {
    reached.give();
    await release.given;
  });
  await page.keyboard.press('Control+Shift+Enter');
  await reached.given;
  await page.getByText(/^Sending \d+ of \d+, /).waitFor();
  expect(await axeViolations(page)).toEqual([]);
  await shot(page, 'sending');
  await page.getByRole('button', { name: en.publishes.stop }).click();
  const alert = page.getByRole('alert');
  await alert.getByRole('button', { name: en.publishes.again }).waitFor();
  await shot(page, 'stopped');
  release.give();
  await store.idle();
  expect(await (await store.get('index.html')).text()).not.toContain('The second');

  await alert.getByRole('button', { name: en.publishes.again }).click();
  await finished(page);
  expect(await (await store.get('index.html')).text()).toContain('The second');
});

test('a trial place and the live one are published to each for itself, and history tells them apart', async () => {
  const root = await temporaryFolder();
  const [live, trial] = [path.join(root, 'live'), path.join(root, 'trial')];
  const { page, blog } = await open(`title: Harbour
url: https://example.org/
targets:
  - { name: Live, kind: folder, path: ${live} }
  - { name: Trial, kind: folder, path: ${trial}, siteUrl: "https://trial.example.org/" }
`);
  await publish(page);
  await write(page, blog, 'The second');
  await runCommand(page, en.commands['publish.review']);
  const review = page.getByRole('dialog');
  await review.getByRole('combobox', { name: en.review.place }).selectOption('Trial');
  await review.getByRole('button', { name: en.review.publishTo('Trial') }).click();
  await finished(page);
  expect(Object.keys(await contentOf(trial))).toContain('2026/01/the-second/index.html');
  expect(Object.keys(await contentOf(live))).not.toContain('2026/01/the-second/index.html');

  await runCommand(page, en.commands['publish.history']);
  const history = page.getByRole('dialog');
  await history.getByText('Trial', { exact: true }).waitFor();
  await history.getByText('Live', { exact: true }).waitFor();
  await shot(page, 'history of two places');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+Shift+Enter');
  await expect.poll(() => readFile(path.join(live, 'index.html'), 'utf8'), { timeout: 60_000 }).toContain('The second');
});

async function open(settings: string) {
  const root = await temporaryFolder();
  const folder = path.join(root, 'blog');
  await writeFiles(folder, {
    'offprint.yml': settings,
    'posts/train.md': '---\ntitle: On the train\ndate: 2026-01-02\n---\n\nFirst line.\n',
  });
  const host = await startLoopback(browser, {
    folder,
    dataFolder: path.join(root, 'data'),
    networkLog: path.join(root, 'network.log'),
  });
  await host.page.getByRole('list', { name: 'Posts' }).waitFor();
  return { page: host.page, blog: folder };
}

async function write(page: Page, blog: string, title: string): Promise<void> {
  const name = title.toLowerCase().replaceAll(' ', '-');
  await writeFiles(blog, { [`posts/${name}.md`]: `---\ntitle: ${title}\ndate: 2026-01-03\n---\n\nMore.\n` });
  await page.getByRole('list', { name: 'Posts' }).getByText(title).waitFor();
}

function signal(): { readonly given: Promise<void>; readonly give: () => void } {
  let give = () => {};
  const given = new Promise<void>((resolve) => {
    give = resolve;
  });
  return { given, give };
}
