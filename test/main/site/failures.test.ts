import { chmod } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { openBlog, post } from './blog.ts';

test('two posts with one address are a failure that names both files', async () => {
  const blog = await openBlog({
    'posts/a.md': post('title: A\ndate: 2026-01-01\nslug: same'),
    'posts/b.md': post('title: B\ndate: 2026-01-09\nslug: Same'),
  });
  expect(await blog.failToBuild()).toEqual({
    kind: 'address-clash',
    address: expect.stringMatching(/^\/2026\/01\/same\/$/i),
    sources: expect.arrayContaining([postOf('posts/a.md'), postOf('posts/b.md')]),
  });
});

test('a page that takes the address of a list is a failure that names both', async () => {
  const blog = await openBlog({ 'pages/archive.md': post('title: Mine') });
  expect(await blog.failToBuild()).toMatchObject({ kind: 'address-clash', address: '/archive/' });
});

test('a file that would lie where a folder must be is a failure', async () => {
  const blog = await openBlog({
    'posts/a.md': post('title: A\ndate: 2026-01-01\npermalink: /x.html'),
    'posts/b.md': post('title: B\ndate: 2026-01-01\npermalink: /x.html/y/'),
  });
  expect(await blog.failToBuild()).toMatchObject({
    kind: 'address-clash',
    sources: [postOf('posts/a.md'), postOf('posts/b.md')],
  });
});

test('a former address that another post uses now is a failure that names both', async () => {
  const blog = await openBlog({
    'posts/a.md': post('title: A\ndate: 2026-01-01'),
    'posts/b.md': post('title: B\ndate: 2026-01-01\naliases: [/2026/01/a/]'),
  });
  expect(await blog.failToBuild()).toEqual({
    kind: 'address-clash',
    address: '/2026/01/a/',
    sources: [postOf('posts/a.md'), { kind: 'alias', id: 'posts/b.md' }],
  });
});

test('a post with a broken header is left out with a warning as long as it had no page', async () => {
  const blog = await openBlog({
    'posts/a.md': '---\ntitle: [unclosed\n---\ntext',
    'posts/b.md': post('title: B\ndate: 2026-01-01'),
  });
  const { build } = await blog.build();
  expect(build.warnings).toEqual([{ postId: 'posts/a.md', notice: expect.objectContaining({ kind: 'left-out' }) }]);
});

test('a post whose header broke after it was built stops the build instead of taking its page away', async () => {
  const blog = await openBlog({ 'posts/a.md': post('title: A\ndate: 2026-01-01') });
  await blog.build();
  await blog.write('posts/a.md', '---\ntitle: [unclosed\n---\ntext');
  expect(await blog.failToBuild()).toEqual({ kind: 'broken-posts', ids: ['posts/a.md'] });
  await blog.write('posts/a.md', post('title: A again\ndate: 2026-01-01'));
  expect(await (await blog.build()).read('2026/01/a/index.html')).toContain('A again');
});

test('a theme that is not there, and a template that is wrong, are named with file and line', async () => {
  const missing = await openBlog({ 'posts/a.md': post('title: A') }, { settings: 'theme: nowhere\n' });
  expect(await missing.failToBuild()).toMatchObject({ kind: 'theme-broken', file: 'themes/nowhere' });

  const wrong = await openBlog({
    'themes/longread/templates/page.liquid': 'fine\n{{ post.titel }}',
    'pages/a.md': post('title: A'),
  });
  expect(await wrong.failToBuild()).toEqual({
    kind: 'theme-broken',
    file: 'themes/longread/templates/page.liquid',
    reason: { kind: 'no-variable', name: 'post.titel' },
    line: 2,
  });
});

test('a disk that refuses is a failure, and the build before it stays whole', async () => {
  const blog = await openBlog({ 'posts/a.md': post('title: A\ndate: 2026-01-01') });
  const before = await blog.build();
  const objects = path.join(blog.library.dataFolder, 'builds');
  await chmod(objects, 0o500);
  await blog.write('posts/a.md', post('title: Changed\ndate: 2026-01-01'));
  // The superuser may write anywhere, so there this disk does not refuse.
  if (process.getuid?.() !== 0) expect(await blog.failToBuild()).toMatchObject({ kind: 'write-failed' });
  await chmod(objects, 0o700);
  expect(await before.read('2026/01/a/index.html')).toContain('<h1>A</h1>');
});

test('a post without a date stays at home, named, instead of being published as of 1970', async () => {
  const blog = await openBlog({ 'posts/nodate.md': post('title: No date here') });
  const { build } = await blog.build();
  expect(build.manifest.files.filter(({ path: file }) => file.includes('nodate') || file.includes('1970'))).toEqual([]);
  expect(build.warnings).toContainEqual({
    postId: 'posts/nodate.md',
    notice: { kind: 'undated' },
  });
});

function postOf(id: string) {
  return { kind: 'post', id };
}
