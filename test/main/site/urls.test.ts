import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { type Blog, openBlog, post } from './blog.ts';

const dated = 'title: A\ndate: 2026-01-01';

test('an address that was published leads to the post for ever, however often it moves', async () => {
  const blog = await openBlog({ 'posts/a.md': post(dated) });
  await publish(blog);
  await blog.write('posts/a.md', post(`${dated}\nslug: b`));
  await publish(blog);
  await blog.write('posts/a.md', post(`${dated}\nslug: c`));
  const site = await publish(blog);
  for (const former of ['a', 'b']) {
    expect(await site.read(`2026/01/${former}/index.html`)).toContain('content="0; url=/2026/01/c/"');
  }
  expect(await site.read('2026/01/c/index.html')).toContain('<h1>A</h1>');
});

test('an address that was only built, never published, leaves no trace', async () => {
  const blog = await openBlog({ 'posts/a.md': post(dated) });
  await blog.build();
  await blog.write('posts/a.md', post(`${dated}\nslug: b`));
  expect((await publish(blog)).has('2026/01/a/index.html')).toBe(false);
});

test('a renamed file keeps its former addresses', async () => {
  const blog = await openBlog({ 'posts/a.md': post(dated) });
  await publish(blog);
  await blog.write('posts/a.md', post(`${dated}\nslug: kept`));
  await publish(blog);
  await blog.move('posts/a.md', 'posts/renamed.md');
  const site = await publish(blog);
  expect(await site.read('2026/01/a/index.html')).toContain('url=/2026/01/kept/');
});

test('a changed permalink pattern leads every post on', async () => {
  const blog = await openBlog({ 'posts/a.md': post(dated), 'posts/b.md': post('title: B\ndate: 2026-02-02') });
  await publish(blog);
  await blog.close();
  const moved = await openBlog({}, { folder: blog.folder, settings: 'permalink: /:slug.html\n' });
  const site = await moved.build();
  expect(await site.read('2026/02/b/index.html')).toContain('url=/b.html');
  expect(await site.read('a.html')).toContain('<h1>A</h1>');
});

test('a new post at a former address is shown there', async () => {
  const blog = await openBlog({ 'posts/a.md': post(dated) });
  await publish(blog);
  await blog.write('posts/a.md', post(`${dated}\nslug: b`));
  await blog.write('posts/new.md', post('title: New\ndate: 2026-01-05\nslug: a'));
  expect(await (await publish(blog)).read('2026/01/a/index.html')).toContain('<h1>New</h1>');
});

test('writes one post a line, and leaves a file it cannot read as it is', async () => {
  const blog = await openBlog({ 'posts/a.md': post(dated), 'posts/b.md': post('title: B\ndate: 2026-02-02') });
  await publish(blog);
  const file = path.join(blog.folder, 'urls.json');
  expect(await readFile(file, 'utf8')).toBe(
    '{\n  "version": 1,\n  "posts": {\n    "posts/a.md": ["/2026/01/a/"],\n    "posts/b.md": ["/2026/02/b/"]\n  }\n}\n',
  );
  await blog.write('urls.json', '{ <<<<<<< conflict');
  const { build } = await publish(blog);
  expect(build.warnings).toEqual([{ notice: { kind: 'addresses-broken' } }]);
  expect(await readFile(file, 'utf8')).toBe('{ <<<<<<< conflict');
});

async function publish(blog: Blog) {
  const site = await blog.build();
  expect(await blog.site.rememberAddresses(site.build)).toEqual({ ok: true, value: undefined });
  return site;
}
