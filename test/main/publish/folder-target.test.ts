import { lstat, mkdir, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import type { SiteSettings, TargetSettings } from '../../../common/site-settings.ts';
import { openPublisher } from '../../../main/publish/open-publisher.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { buildFromFolder, writeFiles } from './make-build.ts';

const firstSite = {
  'assets/style.1234.css': 'body { color: black }',
  '2026/train/index.html': '<title>On the train</title><link rel=stylesheet href="/assets/style.1234.css">',
  'index.html': '<title>Home</title><a href="/2026/train/">On the train</a>',
  'feed.xml': '<feed/>',
};

describe.each(['embedded', 'chosen'] as const)('publishing to the %s folder', (which) => {
  test('puts exactly the build there and says what is new', async () => {
    const desk = await openDesk(which);
    const receipt = await desk.publishOk(firstSite);
    expect(await desk.published()).toEqual(firstSite);
    expect(receipt.pages).toEqual([
      { change: 'new', address: '/2026/train/', title: 'On the train', postId: 'posts/train.md' },
      { change: 'new', address: '/', title: 'Home' },
    ]);
    expect(receipt).toMatchObject({ filesSent: 4, folder: desk.folder });
  });

  test('sends only what changed and removes what went', async () => {
    const desk = await openDesk(which);
    await desk.publishOk(firstSite);
    const { 'feed.xml': _, ...rest } = firstSite;
    const receipt = await desk.publishOk({ ...rest, 'index.html': '<title>Home</title>new' });
    expect(receipt.pages).toEqual([{ change: 'changed', address: '/', title: 'Home' }]);
    expect(receipt.filesSent).toBe(1);
    expect(Object.keys(await desk.published())).not.toContain('feed.xml');
  });

  test('heals a file that was taken away there', async () => {
    const desk = await openDesk(which);
    await desk.publishOk(firstSite);
    await rm(path.join(desk.folder, 'index.html'));
    await desk.publishOk(firstSite);
    expect(await desk.published()).toEqual(firstSite);
  });

  test('names the post whose page would vanish unasked, and removes it when allowed', async () => {
    const desk = await openDesk(which);
    await desk.publishOk(firstSite);
    const without = { 'index.html': '<title>Home</title>nothing left' };
    const stopped = await desk.publish(without);
    expect(stopped).toMatchObject({
      ok: false,
      failure: { reason: 'shrinks', allow: 'removal', pages: [{ change: 'gone', postId: 'posts/train.md' }] },
    });
    expect(await desk.published()).toEqual(firstSite);
    expect(await desk.publish(without, { removedPosts: ['posts/train.md'] })).toMatchObject({ ok: true });
    expect(await desk.published()).toEqual(without);
  });

  test('refuses to send a built file that was damaged on disk, and leaves the site whole', async () => {
    const desk = await openDesk(which);
    await desk.publishOk(firstSite);
    const build = await desk.build({ ...firstSite, 'index.html': '<title>Home</title>new' });
    const home = build.manifest.files.find((file) => file.path === 'index.html');
    if (home === undefined) throw new Error('no home page');
    await writeFile(build.pathOf(home), 'damaged');
    const stopped = await desk.publisher.publish(build, { target: desk.targetName });
    expect(stopped).toMatchObject({ ok: false, failure: { kind: 'target-refused', reason: 'verify-failed' } });
    expect(await desk.published()).toEqual(firstSite);
    await desk.publishOk({ ...firstSite, 'index.html': '<title>Home</title>newer' });
    expect((await desk.published())['index.html']).toBe('<title>Home</title>newer');
  });

  test('plans without changing anything', async () => {
    const desk = await openDesk(which);
    const plan = await desk.publisher.plan(await desk.build(firstSite), desk.targetName);
    expect(plan).toMatchObject({ ok: true, value: { filesToSend: 4, filesToRemove: 0, pages: [{}, {}] } });
    expect(await desk.published()).toEqual({});
  });
});

test('the embedded folder is flipped whole, and the release before stays for readers in the middle of a page', async () => {
  const desk = await openDesk('embedded');
  for (const text of ['one', 'two', 'three']) await desk.publishOk({ 'index.html': text });
  expect((await lstat(desk.folder)).isSymbolicLink()).toBe(true);
  expect(await readdir(`${desk.folder}.releases`)).toHaveLength(2);
});

test('a chosen folder stays the same folder, and files of others stay in it', async () => {
  const desk = await openDesk('chosen');
  await desk.publishOk(firstSite);
  const before = await lstat(desk.folder);
  await writeFiles(desk.folder, { CNAME: 'blog.example.org', '.well-known/security.txt': 'mail us' });
  await desk.publishOk({ ...firstSite, 'feed.xml': '<feed>new</feed>' });
  expect((await lstat(desk.folder)).ino).toBe(before.ino);
  expect(await readFile(path.join(desk.folder, 'CNAME'), 'utf8')).toBe('blog.example.org');
});

test('a folder with files of somebody else is refused, and taken over only when allowed', async () => {
  const desk = await openDesk('chosen');
  await writeFiles(desk.folder, { 'index.html': 'my hand-made home', 'thesis.pdf': 'years of work' });
  expect(await desk.publish(firstSite)).toMatchObject({
    ok: false,
    failure: { reason: 'not-ours', files: ['index.html', 'thesis.pdf'], allow: 'take-over' },
  });
  expect(await readFile(path.join(desk.folder, 'index.html'), 'utf8')).toBe('my hand-made home');
  expect(await desk.publish(firstSite, { allow: ['take-over'] })).toMatchObject({ ok: true });
  expect(await readFile(path.join(desk.folder, 'thesis.pdf'), 'utf8')).toBe('years of work');
});

test('a file that somebody edited in a chosen folder stops the publish', async () => {
  const desk = await openDesk('chosen');
  await desk.publishOk(firstSite);
  await writeFile(path.join(desk.folder, 'index.html'), 'edited by hand on the server');
  expect(await desk.publish({ ...firstSite, 'feed.xml': 'new' })).toMatchObject({
    ok: false,
    failure: { reason: 'moved', files: ['index.html'] },
  });
});

test.each([
  ['the site itself', '.'],
  ['a folder around the site', '..'],
  ['the folder of posts', 'posts/out'],
])('refuses %s as destination', async (_, chosen) => {
  const desk = await openDesk('chosen', { path: chosen });
  expect(await desk.publish(firstSite)).toMatchObject({ ok: false, failure: { reason: 'contains-source' } });
});

test('refuses a destination that leads around the site through a symbolic link', async () => {
  const desk = await openDesk('chosen', { path: '../link' });
  await symlink(desk.desk, path.join(desk.desk, 'link'));
  expect(await desk.publish(firstSite)).toMatchObject({ ok: false, failure: { reason: 'contains-source' } });
});

test('an unknown target is named together with those that exist', async () => {
  const desk = await openDesk('chosen');
  const build = await desk.build(firstSite);
  expect(await desk.publisher.publish(build, { target: 'nowhere' })).toEqual({
    ok: false,
    failure: { kind: 'target-missing', name: 'nowhere', known: ['www', 'local'] },
  });
});

test('history lists what was published, latest first, also after a restart', async () => {
  const desk = await openDesk('embedded');
  const first = await desk.publishOk({ 'index.html': 'one' });
  const second = await desk.publishOk({ 'index.html': 'two' });
  await desk.publisher.close();
  const reopened = desk.reopen();
  expect((await reopened.history()).map(({ id }) => id)).toEqual([second.id, first.id]);
});

/** A writing desk: a site folder, the application's data and a publisher, all in one temporary folder. */
async function openDesk(which: 'embedded' | 'chosen', settings: { readonly path?: string } = {}) {
  const desk = await temporaryFolder();
  const siteFolder = path.join(desk, 'blog');
  const embedded = path.join(desk, 'data', 'published', 'blog');
  const target: TargetSettings = { name: 'www', kind: 'folder', path: settings.path ?? '../public_html' };
  await mkdir(path.join(siteFolder, 'posts'), { recursive: true });
  const reopen = () =>
    openPublisher({
      siteFolder,
      siteDataFolder: path.join(desk, 'data', 'site'),
      publishedFolder: embedded,
      settings: () => settingsWith(which === 'chosen' ? [target] : []),
      secrets: { read: async () => undefined },
      now: Date.now,
      log: { info: () => undefined, error: () => 'none' },
    });
  const publisher = reopen();
  const folder = which === 'chosen' ? path.resolve(siteFolder, String(target.path)) : embedded;
  const targetName = which === 'chosen' ? 'www' : undefined;
  let builds = 0;
  const build = async (files: Record<string, string>) => {
    builds += 1;
    const source = path.join(desk, `build-${builds}`);
    await writeFiles(source, files);
    return buildFromFolder(source, path.join(desk, 'store'));
  };
  const publish = async (
    files: Record<string, string>,
    options: Partial<Parameters<typeof publisher.publish>[1]> = {},
  ) => publisher.publish(await build(files), { target: targetName, ...options });
  return {
    desk,
    folder,
    targetName,
    publisher,
    reopen,
    build,
    publish,
    publishOk: async (files: Record<string, string>) => {
      const published = await publish(files);
      if (!published.ok) throw new Error(JSON.stringify(published.failure));
      return published.value;
    },
    published: () => contentOf(folder),
  };
}

async function contentOf(folder: string): Promise<Record<string, string>> {
  const names = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const files = names.filter((entry) => entry.isFile() && !entry.parentPath.includes('.offprint'));
  const found = await Promise.all(
    files.map(async (entry) => {
      const file = path.join(entry.parentPath, entry.name);
      return [path.relative(folder, file), await readFile(file, 'utf8')] as const;
    }),
  );
  return Object.fromEntries(found);
}

function settingsWith(targets: readonly TargetSettings[]): SiteSettings {
  return {
    title: 'Blog',
    tagline: '',
    author: '',
    language: 'en',
    timeZone: 'UTC',
    url: 'https://example.org/',
    permalink: '/:year/:slug/',
    theme: 'longread',
    postsPerPage: 10,
    menu: [],
    blogroll: [],
    targets,
  };
}
