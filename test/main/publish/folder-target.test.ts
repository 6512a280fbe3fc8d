import { lstat, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import type { TargetSettings } from '../../../common/site-settings.ts';
import { openFolderTarget } from '../../../main/publish/folder-target.ts';
import { planPublish } from '../../../main/publish/plan.ts';
import { openDesk } from './open-desk.ts';
import { contentOf } from './places.ts';

const chosen: TargetSettings = { name: 'www', kind: 'folder', path: '../public_html' };

const firstSite = {
  '2026/train/index.html': '<title>On the train</title>',
  'index.html': '<title>Home</title><a href="/2026/train/">On the train</a>',
};

test('the embedded folder is flipped whole, and the release before stays for readers in the middle of a page', async () => {
  const desk = await openDesk();
  for (const text of ['one', 'two', 'three']) await desk.publishOk({ 'index.html': text });
  expect((await lstat(desk.embedded)).isSymbolicLink()).toBe(true);
  expect(await readdir(`${desk.embedded}.releases`)).toHaveLength(2);
});

test('a chosen folder stays the same folder for the web server that holds it', async () => {
  const desk = await openDesk([chosen]);
  const folder = path.join(desk.folder, 'public_html');
  await desk.publishOk(firstSite);
  const before = await lstat(folder);
  const receipt = await desk.publishOk({ ...firstSite, 'feed.xml': '<feed>new</feed>' });
  expect((await lstat(folder)).ino).toBe(before.ino);
  expect(receipt.folder).toBe(folder);
});

test.each([
  ['embedded', [], 'data/published/blog'],
  ['chosen', [chosen], 'public_html'],
])('a file that was taken away from the %s folder is put back', async (_, targets, place) => {
  const desk = await openDesk(targets);
  await desk.publishOk(firstSite);
  await rm(path.join(desk.folder, place, 'index.html'));
  await desk.publishOk(firstSite);
  expect(await contentOf(path.join(desk.folder, place))).toEqual(firstSite);
});

test('what was damaged on this computer is not sent, and thrown away to be made again', async () => {
  const desk = await openDesk([chosen]);
  await desk.publishOk(firstSite);
  const after = { ...firstSite, 'feed.xml': '<feed>new</feed>' };
  const build = await desk.build(after);
  const feed = build.manifest.files.find((file) => file.path === 'feed.xml');
  if (feed === undefined) throw new Error('There is no feed');
  await writeFile(build.pathOf(feed), '<feed>n');
  expect(await desk.publisher.publish(build, { target: undefined })).toMatchObject({
    ok: false,
    failure: { reason: 'verify-failed', note: { kind: 'file-damaged', file: 'feed.xml' } },
  });
  expect(await contentOf(path.join(desk.folder, 'public_html'))).toEqual(firstSite);
  await desk.publishOk(after);
  expect(await contentOf(path.join(desk.folder, 'public_html'))).toEqual(after);
});

test('a file that somebody edited in a chosen folder stops the publish', async () => {
  const desk = await openDesk([chosen]);
  await desk.publishOk(firstSite);
  await writeFile(path.join(desk.folder, 'public_html', 'index.html'), 'edited by hand on the server');
  expect(await desk.publish({ ...firstSite, 'feed.xml': 'new' })).toMatchObject({
    ok: false,
    failure: { reason: 'moved', files: ['index.html'], allow: 'take-over' },
  });
});

test.each([
  ['the site itself', '.'],
  ['a folder around the site', '..'],
  ['the folder of posts', 'posts/out'],
  ["the application's data", '../data/site/out'],
])('refuses %s as destination', async (_, place) => {
  const desk = await openDesk([{ ...chosen, path: place }]);
  expect(await desk.publish(firstSite)).toMatchObject({ ok: false, failure: { reason: 'contains-source' } });
});

test('refuses a destination that leads around the site through a symbolic link', async () => {
  const desk = await openDesk([{ ...chosen, path: '../link' }]);
  await symlink(desk.folder, path.join(desk.folder, 'link'));
  expect(await desk.publish(firstSite)).toMatchObject({ ok: false, failure: { reason: 'contains-source' } });
});

test('an unknown target is named together with those that exist', async () => {
  const desk = await openDesk([chosen]);
  const build = await desk.build(firstSite);
  expect(await desk.publisher.publish(build, { target: 'nowhere' })).toEqual({
    ok: false,
    failure: { kind: 'target-missing', name: 'nowhere', known: ['www', 'local'] },
  });
});

test('a target whose settings lack something says what', async () => {
  const desk = await openDesk([{ name: 'www', kind: 'folder' }]);
  expect(await desk.publish(firstSite)).toMatchObject({
    failure: { reason: 'settings-incomplete', note: { field: 'path' } },
  });
});

test('history lists what was published, latest first, also after a restart', async () => {
  const desk = await openDesk();
  const first = await desk.publishOk({ 'index.html': 'one' });
  const second = await desk.publishOk({ 'index.html': 'two' });
  await desk.publisher.close();
  expect(await desk.reopen().history()).toMatchObject([
    { id: second.id, canPutBack: true },
    { id: first.id, canPutBack: true },
  ]);
});

test('keeps the builds of the last twenty publishes and the receipts of all', async () => {
  const desk = await openDesk();
  for (let count = 1; count <= 25; count += 1) await desk.publishOk({ 'index.html': `number ${count}` });
  // What is too much is removed while nobody waits for it.
  await desk.publisher.close();
  const history = await desk.publisher.history();
  expect(history.map(({ canPutBack }) => canPutBack)).toEqual([
    ...Array.from({ length: 20 }, () => true),
    ...Array.from({ length: 5 }, () => false),
  ]);
  const oldest = history.at(-1);
  expect(await desk.publisher.undo(oldest?.id ?? '')).toMatchObject({ failure: { kind: 'receipt-missing' } });
});

test('changes of a blog too large to flip are written in safe order into the folder that is there', async () => {
  const { folder, embedded, siteDataFolder, build } = await openDesk();
  const siteFolder = path.join(folder, 'blog');
  const target = openFolderTarget({
    name: 'local',
    folder: embedded,
    isEmbedded: true,
    siteFolder,
    siteDataFolder,
    mostFlippedFiles: 1,
  });
  const send = async (publishId: string, files: Readonly<Record<string, string>>) => {
    const held = await target.look();
    if (!held.ok) throw new Error(held.failure.detail);
    const made = await build(files);
    const plan = planPublish(made.manifest, held.value, undefined);
    const shipment = {
      publishId,
      build: made,
      held: held.value,
      plan,
      message: '',
      allowed: new Set<never>(),
      onProgress: () => undefined,
    };
    return target.send(shipment);
  };
  expect(await send('000001-a', firstSite)).toMatchObject({ ok: true, value: { filesSent: 2 } });
  const changed = { ...firstSite, 'index.html': '<title>Home</title>new' };
  expect(await send('000002-b', changed)).toMatchObject({ ok: true, value: { filesSent: 1 } });
  expect(await contentOf(embedded)).toEqual(changed);
  expect(await readdir(`${embedded}.releases`)).toEqual(['000001-a']);
});
