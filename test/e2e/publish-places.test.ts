import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { failureText } from '../../common/failure-text.ts';
import { en } from '../../common/text/en.ts';
import { writeFiles } from '../main/publish/make-build.ts';
import { contentOf, git } from '../main/publish/places.ts';
import { adopted } from '../main/publish/source-desk.ts';
import { troubles } from '../main/publish/troubles.ts';
import { startGitHttpServer } from '../servers/git-http-server.ts';
import { freePort } from '../servers/listen.ts';
import { axeViolations } from '../support/axe.ts';
import { chromiumArguments, launchChromium } from '../support/chromium.ts';
import { type RunningHost, startLoopback } from '../support/hosts.ts';
import { bareRepository, newPlaces } from '../support/new-places.ts';
import { fillForm, finished, publish, runCommand, shot, testPlace } from '../support/publish-page.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium({
    args: [...chromiumArguments, '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1'],
  });
});
afterAll(() => browser.close());

describe.each(Object.entries(newPlaces))('a first publish to %s', (name, make) => {
  test('is set up in the page, tested, sent, changed and put back', async () => {
    const place = await make();
    const { page, blog } = await open(blogFiles, undefined, place.environment);
    await fillForm(page, place.settings, place.secret);
    await testPlace(page);
    await shot(page, `place ${name}`);
    await page.getByRole('button', { name: en.places.save }).click();
    await page.getByText(en.places.isFirst).waitFor();
    await page.keyboard.press('Escape');
    await publish(page);
    expect(await place.files()).toEqual(expect.arrayContaining(['index.html', '2026/01/train/index.html']));
    await shot(page, `live ${name}`);

    await writeFiles(blog, { 'posts/second.md': '---\ntitle: The second\ndate: 2026-01-03\n---\n\nMore.\n' });
    await page.getByRole('list', { name: 'Posts' }).getByText('The second').waitFor();
    await runCommand(page, en.commands['publish.review']);
    // A new page is read as it will be; of a changed one what differs is marked.
    const review = page.getByRole('dialog');
    const compared = review.getByRole('region', { name: en.review.text });
    await review.getByText('/2026/01/second/', { exact: true }).click();
    await compared.getByText('More.').waitFor();
    expect(await compared.locator('.cm-insertedLine, .cm-changedLine').count()).toBe(0);
    await review.getByText('/', { exact: true }).click();
    await compared.locator('.cm-insertedLine, .cm-changedLine').first().waitFor();
    await shot(page, `review ${name}`);
    await page.getByRole('button', { name: en.review.publishTo('Live') }).click();
    await finished(page);
    expect(await place.files()).toContain('2026/01/second/index.html');

    await runCommand(page, en.commands['publish.history']);
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: en.publishes.putBack }).click();
    await dialog.getByRole('button', { name: en.publishes.putBack }).last().click();
    await dialog.getByText(en.publish.live).waitFor({ timeout: 60_000 });
    expect(await place.files()).not.toContain('2026/01/second/index.html');
    await shot(page, `history ${name}`);
  });
});

test('the source of an adopted blog is set up without an address and sent to its own repository', async () => {
  const root = await temporaryFolder();
  const remote = path.join(root, 'remote.git');
  const { page, blog } = await open(adopted.hugo?.files ?? {}, (folder) => {
    git(['init', '--quiet', '--bare', '-b', 'main', remote]);
    git(['init', '--quiet', '-b', 'main', folder]);
    git(['-C', folder, 'remote', 'add', 'origin', remote]);
    git(['-C', folder, 'config', 'user.name', 'Ada']);
    git(['-C', folder, 'config', 'user.email', 'ada@example.org']);
    git(['-C', folder, 'add', '-A']);
    git(['-C', folder, 'commit', '--quiet', '-m', 'Begin']);
  });
  await fillForm(page, { name: 'Source', kind: 'git-source' });
  await testPlace(page);
  await shot(page, 'place source');
  await page.getByRole('button', { name: en.places.save }).click();
  await page.getByText(en.places.isFirst).waitFor();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+Shift+Enter');
  await page.getByText(en.publish.sent).waitFor({ timeout: 60_000 });
  await shot(page, 'sent source');
  // The host is asked to make the blog at set times as well: shown first, then written, sent along, taken away.
  await runCommand(page, en.commands['publish.places']);
  await page.getByRole('dialog').getByTitle(en.places.edit('Source')).click();
  await page.getByRole('dialog').getByText(en.places.more, { exact: true }).click();
  await page
    .getByRole('dialog')
    .getByLabel(en.places.fields.apiUrl ?? '', { exact: true })
    .fill('https://git.example.org/api/v3');
  await page.getByRole('button', { name: en.places.save }).click();
  await page.getByRole('dialog').getByTitle(en.places.edit('Source')).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText(en.places.schedule.name).click();
  const file = '.github/workflows/offprint-scheduled.yml';
  await dialog.getByText(file, { exact: true }).waitFor();
  expect(await axeViolations(page)).toEqual([]);
  await shot(page, 'schedule absent');
  expect(git(['-C', blog, 'status', '--porcelain', '--untracked-files=all'])).not.toContain(file);
  await dialog.getByRole('button', { name: en.places.schedule.write }).click();
  await dialog.getByText(en.places.schedule.written(file)).waitFor();
  await shot(page, 'schedule written');
  await dialog.getByRole('button', { name: en.places.schedule.remove }).click();
  await dialog.getByRole('button', { name: en.places.schedule.write }).waitFor();
  await page.keyboard.press('Escape');
  expect(git(['-C', remote, 'log', '--format=%s', 'main'])).toContain('Begin');
  expect(git(['-C', blog, 'rev-parse', 'HEAD'])).toBe(git(['-C', remote, 'rev-parse', 'main']));
});

test('a publish without a network waits, survives a restart, and goes out by itself', async () => {
  const root = await temporaryFolder();
  const port = await freePort();
  const files = bareRepository(root);
  const settings = `targets:\n  - name: Live\n    kind: git\n    url: http://127.0.0.1:${port}/site.git\n`;
  const first = await open({ ...blogFiles, 'offprint.yml': `title: Harbour\n${settings}` });
  await first.page.keyboard.press('Control+Shift+Enter');
  await first.page.getByText(en.publishes.waiting('Live')).waitFor({ timeout: 60_000 });
  await shot(first.page, 'waiting');
  await first.host.close();
  const server = await startGitHttpServer({ root, user: 'git', password: undefined, port });
  onTestFinished(() => server.close());
  const again = await startLoopback(browser, { ...first.options, folder: first.blog });
  await expect.poll(files, { timeout: 90_000 }).toContain('2026/01/train/index.html');
  // It may be out before the page listens, and is told all the same.
  await again.page.getByText(en.publishes.wentOut('Live')).waitFor();
  await shot(again.page, 'went out');
  await again.close();
});

test('pages that vanish unasked stop a publish until their number is typed, and a failed draft stays a draft', async () => {
  const www = path.join(await temporaryFolder(), 'www');
  const names = Array.from({ length: 12 }, (_, index) => `posts/old-${index}.md`);
  const posts = Object.fromEntries(names.map((name) => [name, `---\ntitle: ${name}\ndate: 2026-01-02\n---\n\nOld.\n`]));
  const settings = `title: Harbour\ntargets:\n  - name: Live\n    kind: folder\n    path: ${www}\n`;
  const { page, blog } = await open({ ...blogFiles, ...posts, 'offprint.yml': settings });
  await publish(page);
  for (const name of names) await rm(path.join(blog, name));
  await writeFiles(blog, { 'posts/idea.md': '---\ntitle: An idea\ndraft: true\n---\n\nNot yet.\n' });
  await page.getByRole('list', { name: 'Posts' }).getByText('An idea').click();
  await page.keyboard.press('Control+Shift+Enter');
  const alert = page.getByRole('alert');
  await alert.getByText(/Pages would vanish/).waitFor({ timeout: 60_000 });
  expect(await readFile(path.join(blog, 'posts/idea.md'), 'utf8')).toContain('draft: true');
  const allow = alert.getByRole('button', { name: en.publishes.allow.removal });
  expect(await allow.isDisabled()).toBe(true);
  expect(await axeViolations(page)).toEqual([]);
  await shot(page, 'guard');
  const asked = /Type (\d+)/.exec((await alert.textContent()) ?? '')?.[1] ?? '';
  expect(Number(asked)).toBeGreaterThanOrEqual(12);
  await alert.getByRole('textbox').fill(asked);
  await allow.click();
  await finished(page);
  expect(Object.keys(await contentOf(www)).filter((name) => name.includes('old-'))).toEqual([]);
});

/** One of each class that an author can meet in the form of a place. */
const shown = [
  'a git host where nobody listens',
  'a bucket on a computer without a network',
  'a git host without a proof of who it is',
  'a branch that somebody else pushes to all the time',
  'a bucket whose name nobody knows',
  'a git host without a token',
  'a git host with an expired token',
  'a token that may only read',
  'a proxy that wants a password',
  'a git host that asks to wait',
  'a repository that is not there',
  'a protected branch',
  'a repository over its quota',
  'an archived repository',
  'a server seen for the first time',
  'a server that shows another key',
  'a path that leads through a file',
  'a bucket that is not there',
  'a store that takes no files so large',
];

test('each cause of trouble is told in the form in one sentence, with a report that can be copied and holds no secret', async () => {
  const { page } = await open(blogFiles);
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  for (const [name, reasons, make] of troubles.filter(([trouble]) => shown.includes(trouble))) {
    const { settings, secret } = await make();
    await fillForm(page, { ...settings, name: 'Live' }, secret);
    await page.getByRole('button', { name: en.places.test }).click();
    const alert = page.getByRole('dialog').getByRole('alert');
    await alert.waitFor({ timeout: 60_000 });
    const sentences = [reasons]
      .flat()
      .map((reason) => failureText({ kind: 'target-refused', target: 'Live', reason, detail: '' } as never, en));
    const said = (await alert.textContent()) ?? '';
    expect(
      sentences.some((sentence) => said.includes(sentence)),
      `${name}: ${said}`,
    ).toBe(true);
    await page.getByRole('dialog').getByRole('button', { name: en.publishes.copyReport }).click();
    await page.getByRole('dialog').getByRole('button', { name: en.publishes.copied }).waitFor();
    const report = await page.evaluate(() => navigator.clipboard.readText());
    expect([reasons].flat()).toContain(JSON.parse(report).reason);
    if (secret !== undefined) expect(report).not.toContain(secret);
    await shot(page, `trouble ${name}`);
    await page.keyboard.press('Escape');
  }
});

const blogFiles = {
  'offprint.yml': 'title: Harbour\nurl: https://example.org/\n',
  'posts/train.md': '---\ntitle: On the train\ndate: 2026-01-02\n---\n\nFirst line.\n',
};

async function open(
  files: Readonly<Record<string, string>>,
  prepare: (folder: string) => void = () => undefined,
  environment: Readonly<Record<string, string>> = {},
) {
  const root = await temporaryFolder();
  const blog = path.join(root, 'blog');
  await writeFiles(blog, files);
  prepare(blog);
  const options = { dataFolder: path.join(root, 'data'), networkLog: path.join(root, 'network.log'), environment };
  const host: RunningHost = await startLoopback(browser, { ...options, folder: blog });
  await host.page.getByRole('list', { name: 'Posts' }).waitFor();
  return { page: host.page, blog, host, options };
}
