import path from 'node:path';
import { expect, test } from 'vitest';
import type { TargetSettings } from '../../../common/site-settings.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { openDesk } from './open-desk.ts';
import { git, places } from './places.ts';

const site = { 'index.html': '<title>Home</title>', '2026/train/index.html': '<title>On the train</title>' };

test('keeps the commits of others and puts each publish on top as one', async () => {
  const { desk, repository } = await openRepository();
  await desk.publishOk(site);
  commitAsOther(repository, 'CNAME', 'blog.example.org\n', 'Set the domain');
  await desk.publishOk({ ...site, 'index.html': '<title>Home</title>new' });
  const subjects = git(['-C', repository, 'log', '--format=%s', 'gh-pages']).trim().split('\n');
  expect(subjects).toEqual(['Publish without changes to posts', 'Set the domain', 'Publish "On the train"']);
  expect(git(['-C', repository, 'show', 'gh-pages:CNAME'])).toBe('blog.example.org\n');
});

test('stops over a page that somebody edited on the host, and shows which', async () => {
  const { desk, repository } = await openRepository();
  await desk.publishOk(site);
  commitAsOther(repository, 'index.html', 'edited in the web editor', 'Update index.html');
  const next = { ...site, 'index.html': '<title>Home</title>new' };
  expect(await desk.publish(next)).toMatchObject({
    failure: { reason: 'moved', files: ['index.html'], allow: 'take-over' },
  });
  await desk.publishOk(next, { allow: ['take-over'] });
  expect(git(['-C', repository, 'show', 'gh-pages:index.html'])).toBe('<title>Home</title>new');
});

test('two machines may take turns as long as neither undoes the other', async () => {
  const { desk, repository, settings } = await openRepository();
  const other = await openDesk([settings]);
  await desk.publishOk(site);
  await other.publishOk({ ...site, '2026/later/index.html': '<title>Later</title>' });
  const undoing = { ...site, 'index.html': '<title>Home</title>without the later post' };
  expect(await desk.publish(undoing)).toMatchObject({
    failure: { reason: 'moved', allow: 'moved', pages: [{ change: 'gone', title: 'Later' }] },
  });
  const both = { ...undoing, '2026/later/index.html': '<title>Later</title>' };
  await desk.publishOk(both);
  expect(git(['-C', repository, 'log', '--format=%s', 'gh-pages']).trim().split('\n')).toHaveLength(3);
});

test('two publishes at the same moment both arrive, one after the other', async () => {
  const { desk, settings, repository } = await openRepository();
  const other = await openDesk([settings]);
  await desk.publishOk(site);
  await other.publishOk(site);
  const [one, two] = await Promise.all([
    desk.publish({ ...site, 'a/index.html': '<title>A</title>' }, { allow: ['moved', 'removal'] }),
    other.publish({ ...site, 'b/index.html': '<title>B</title>' }, { allow: ['moved', 'removal'] }),
  ]);
  expect([one.ok, two.ok]).toEqual([true, true]);
  expect(Number(git(['-C', repository, 'rev-list', '--count', 'gh-pages']))).toBe(3);
});

test('writes what pages hosts want: no Jekyll, and the domain', async () => {
  const { desk, repository } = await openRepository({ domain: 'blog.example.org' });
  await desk.publishOk(site);
  expect(git(['-C', repository, 'ls-tree', '-r', '--name-only', 'gh-pages'])).toContain('.nojekyll\n');
  expect(git(['-C', repository, 'show', 'gh-pages:CNAME'])).toBe('blog.example.org\n');
});

test('a repository that was begun with a readme is no stranger, one with a site is', async () => {
  const { desk, repository } = await openRepository({ branch: 'main' });
  commitAsOther(repository, 'README.md', '# My blog\n', 'Initial commit', 'main');
  await desk.publishOk(site);
  expect(git(['-C', repository, 'show', 'main:README.md'])).toBe('# My blog\n');
});

test('our own copy of the repository may be deleted at any time', async () => {
  const place = await (places['a bare git folder'] ?? (() => Promise.reject(new Error('no place'))))();
  await place.desk.publishOk(site);
  git(['init', '--quiet', '--bare', path.join(place.desk.siteDataFolder, 'publish', 'git', 'other.git')]);
  const { rm } = await import('node:fs/promises');
  await rm(path.join(place.desk.siteDataFolder, 'publish', 'git'), { recursive: true });
  const next = { ...site, 'index.html': '<title>Home</title>new' };
  await place.desk.publishOk(next);
  expect(await place.read()).toEqual(next);
});

/** A desk that publishes to a bare repository in which a forced push is impossible. */
async function openRepository(changes: Partial<TargetSettings> = {}) {
  const repository = path.join(await temporaryFolder(), 'site.git');
  git(['init', '--quiet', '--bare', '-b', 'main', repository]);
  git(['-C', repository, 'config', 'receive.denyNonFastForwards', 'true']);
  const settings = { name: 'pages', kind: 'git', url: repository, ...changes } as TargetSettings;
  return { desk: await openDesk([settings]), repository, settings };
}

/** One commit of somebody else, straight in the repository. */
function commitAsOther(repository: string, file: string, content: string, subject: string, branch = 'gh-pages'): void {
  const has = git(['-C', repository, 'branch', '--list', branch]) !== '';
  const from = has ? `from refs/heads/${branch}^0\n` : '';
  const stream = `commit refs/heads/${branch}\ncommitter Other <o@example.org> 1700000000 +0000\ndata ${subject.length}\n${subject}\n${from}M 100644 inline ${file}\ndata ${content.length}\n${content}\n`;
  git(['-C', repository, 'fast-import', '--quiet'], stream);
}
