import { lstat, mkdir, readdir, readFile, readlink } from 'node:fs/promises';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { PublishProgress } from '../../../common/contract/publish.ts';
import type { TargetSettings } from '../../../common/site-settings.ts';
import { planPublish } from '../../../main/publish/plan.ts';
import { startSshServer } from '../../servers/ssh-server.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { writeFiles } from './make-build.ts';
import { openDesk } from './open-desk.ts';
import { contentOf, places } from './places.ts';

const site = { 'index.html': '<title>Home</title>', '2026/train/index.html': '<title>Train</title>' };

test.each(['a server over SFTP', 'an S3 bucket', 'a chosen folder', 'git over HTTP with a password'])(
  'a file that somebody else put where a new page goes stops a publish to %s',
  async (name) => {
    const place = await places[name]?.();
    if (place === undefined) throw new Error(name);
    await place.desk.publishOk(site);
    await place.meddle({ '2026/new/index.html': 'a page of somebody else' });
    const next = { ...site, '2026/new/index.html': '<title>New</title>' };
    expect(await place.desk.publish(next)).toMatchObject({
      failure: { reason: 'not-ours', allow: 'take-over', files: ['2026/new/index.html'] },
    });
    expect(await place.read()).toEqual({ ...site, '2026/new/index.html': 'a page of somebody else' });
    await place.desk.publishOk(next, { allow: ['take-over'] });
    expect(await place.read()).toEqual(next);
  },
);

test.each(['a server over SFTP', 'an S3 bucket', 'a chosen folder', 'git over HTTP with a password'])(
  'a page that somebody else changed at %s is not overwritten unasked',
  async (name) => {
    const place = await places[name]?.();
    if (place === undefined) throw new Error(name);
    await place.desk.publishOk(site);
    await place.meddle({ 'index.html': 'changed by hand' });
    const next = { ...site, 'index.html': '<title>Home</title>new' };
    expect(await place.desk.publish(next)).toMatchObject({ failure: { reason: 'moved', files: ['index.html'] } });
    expect((await place.read())['index.html']).toBe('changed by hand');
    await place.desk.publishOk(next, { allow: ['take-over'] });
    expect(await place.read()).toEqual(next);
  },
);

test('a server that can gets whole releases that are switched in one step, and one before is kept', async () => {
  const { folder, settings } = await releasePlace();
  const desk = await openDesk([settings]);
  expect(await desk.publisher.probe(settings)).toMatchObject({ ok: true });
  const first = await desk.publishOk(site);
  expect((await lstat(folder)).isSymbolicLink()).toBe(true);
  expect(await contentOf(`${folder}/`)).toEqual(site);
  const next = { 'index.html': '<title>Home</title>two', '2026/train/index.html': '<title>Train</title>' };
  expect(await desk.publishOk(next)).toMatchObject({ filesSent: 1 });
  expect(await contentOf(`${folder}/`)).toEqual(next);
  await desk.publishOk({ ...next, 'index.html': '<title>Home</title>three' });
  expect(await readdir(`${folder}.releases`)).toHaveLength(2);
  expect(await desk.publisher.undo(first.id)).toMatchObject({ ok: true });
  expect(await contentOf(`${folder}/`)).toEqual(site);
  expect(await readlink(folder)).toMatch(/^www\.releases\//);
});

test('a folder that is there already is not turned into a link: its files are renamed into place', async () => {
  const { folder, settings } = await releasePlace();
  await mkdir(folder);
  const desk = await openDesk([settings]);
  await desk.publishOk(site);
  expect((await lstat(folder)).isSymbolicLink()).toBe(false);
  expect(await contentOf(folder)).toEqual(site);
});

test.each(['a server over SFTP', 'an S3 bucket', 'git over HTTP with a password', 'a chosen folder'])(
  'progress to %s counts files and bytes up to the end, and a publish can be stopped and taken up again',
  async (name) => {
    const place = await places[name]?.();
    if (place === undefined) throw new Error(name);
    const heard: PublishProgress[] = [];
    const files = Object.fromEntries(Array.from({ length: 40 }, (_, index) => [`p/${index}.html`, `page ${index}`]));
    await place.desk.publishOk(files, { onProgress: (progress) => heard.push(progress) });
    const sending = heard.filter(({ stage }) => stage === 'sending');
    const total = Object.values(files).reduce((sum, text) => sum + text.length, 0);
    expect(sending.at(-1)).toMatchObject({ done: 40, total: 40, bytes: { done: total, total } });

    const stop = new AbortController();
    const next = Object.fromEntries(Object.entries(files).map(([file, text]) => [file, `${text}, again`]));
    const stopped = await place.desk.publish(next, { signal: stop.signal, onProgress: () => stop.abort() });
    expect(stopped).toMatchObject({ failure: { reason: 'cancelled' } });
    await place.desk.publishOk(next);
    expect(await place.read()).toEqual(next);
  },
);

test('a file that git hosts warn of is named, and sent all the same', async () => {
  const place = await places['a bare git folder']?.();
  if (place === undefined) throw new Error('no place');
  const film = new Uint8Array(51 * 1024 * 1024);
  await writeFiles(path.join(place.desk.folder, 'raw'), { 'film.mp4': film });
  const receipt = await place.desk.publishOk({
    ...site,
    'film.mp4': await readFile(path.join(place.desk.folder, 'raw/film.mp4'), 'latin1'),
  });
  expect(receipt.largeFiles).toEqual([{ path: 'film.mp4', size: film.length, limit: 50 * 1024 * 1024 }]);
});

test('a post at a new address whose old one leads on has moved; one without is new, and the old one gone', () => {
  const page = (address: string, postId?: string) => ({
    path: `${address.slice(1)}index.html`,
    sha256: address.padEnd(64, '0'),
    size: 10,
    role: 'post' as const,
    page: { address, title: 'Train', ...(postId === undefined ? {} : { postId }) },
  });
  const before = { version: 1 as const, files: [page('/old/', 'posts/train.md')] };
  const held = { manifest: before, unsettled: new Set<string>(), arriving: new Set<string>(), editedByOthers: [] };
  const redirect = { ...page('/old/'), sha256: 'f'.repeat(64) };
  const moved = planPublish({ version: 1, files: [page('/new/', 'posts/train.md'), redirect] }, held, before);
  expect(moved.pages).toMatchObject([{ change: 'moved', from: '/old/', address: '/new/' }]);
  const lost = planPublish({ version: 1, files: [page('/new/', 'posts/train.md')] }, held, before);
  expect(lost.pages.map(({ change }) => change)).toEqual(['new', 'gone']);
});

test('a page is compared as text, with the pictures that come, go and change', async () => {
  const desk = await openDesk();
  const first = {
    'a.png': 'one',
    'b.png': 'two',
    '2026/train/index.html':
      '<title>T</title><article><p>Old <b>words</b>.</p><img src="/a.png" alt="Sea"><img src="/b.png"></article>',
  };
  await desk.publishOk(first);
  const build = await desk.build({
    ...first,
    'a.png': 'other',
    'c.png': 'three',
    '2026/train/index.html':
      '<title>T</title><nav>Menu</nav><article><p>New <b>words</b>.</p><img src="/a.png" alt="Sea"><img src="/c.png"></article>',
  });
  const compared = await desk.publisher.compare(build, undefined, '/2026/train/');
  expect(compared).toMatchObject({
    value: {
      before: 'Old words.\n[Sea]',
      after: 'New words.\n[Sea]',
      pictures: [
        { change: 'changed', path: 'a.png' },
        { change: 'new', path: 'c.png' },
        { change: 'gone', path: 'b.png' },
      ],
    },
  });
  if (!compared.ok) throw new Error('not compared');
  const [changed] = compared.value.pictures;
  expect(Buffer.from((await desk.publisher.picture(changed?.after ?? ''))?.content ?? []).toString()).toBe('other');
  expect(Buffer.from((await desk.publisher.picture(changed?.before ?? ''))?.content ?? []).toString()).toBe('one');
  expect(await desk.publisher.picture('../../etc/passwd')).toBeUndefined();
});

async function releasePlace(): Promise<{ readonly folder: string; readonly settings: TargetSettings }> {
  const root = await temporaryFolder();
  const server = await startSshServer(root);
  onTestFinished(() => server.close());
  const { port, user, keyFile, fingerprint: hostKey } = server;
  const folder = path.join(root, 'www');
  const where = { host: '127.0.0.1', port, path: folder, releases: true };
  return { folder, settings: { name: 'www', kind: 'sftp', user, keyFile, hostKey, ...where } };
}
