import { readdir, utimes } from 'node:fs/promises';
import path from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { type Blog, openBlog, post } from './blog.ts';

const moved = { 'posts/a.md': post('title: A\ndate: 2026-01-01\nslug: "new $1 ü"\naliases: [/old.html, /über/b c/]') };

test('former addresses are told to hosts in the form that the settings name', async () => {
  const forms = 'redirects: [netlify, apache, nginx, s3]\n';
  const site = await (await openBlog(moved, { url: 'https://blog.example/notes/', settings: forms })).build();
  const to = '/notes/2026/01/new%20$1%20%C3%BC/';
  expect(await site.read('_redirects')).toBe(`/notes/old.html ${to} 301\n/notes/%C3%BCber/b%20c/ ${to} 301\n`);
  const plain = '/notes/2026/01/new \\$1 ü/';
  expect(await site.read('.htaccess')).toBe(
    [
      'ErrorDocument 404 /notes/404.html',
      `RedirectMatch 301 "^/notes/old\\.html$" "${plain}"`,
      `RedirectMatch 301 "^/notes/über/b c/?$" "${plain}"`,
      '',
    ].join('\n'),
  );
  expect(await site.read('redirects.nginx.conf')).toContain(`  "/notes/über/b c/" "${to.replace('$', '%24')}";`);
  const rules = JSON.parse(await site.read('redirects.s3.json')).RoutingRules;
  expect(rules).toContainEqual({
    Condition: { KeyPrefixEquals: 'notes/old.html' },
    Redirect: { ReplaceKeyWith: 'notes/2026/01/new $1 ü/', HttpRedirectCode: '301' },
  });
  expect(site.has('old.html'), 'no page leads on, because the settings leave that form out').toBe(false);
});

test('without a setting pages lead on everywhere, and git targets get their file too', async () => {
  const plain = await (await openBlog(moved)).build();
  expect([plain.has('old.html'), plain.has('_redirects')]).toEqual([true, false]);
  const git = 'targets:\n  - {name: web, kind: git, url: https://git.example/a.git}\n';
  const site = await (await openBlog(moved, { settings: git })).build();
  expect([site.has('old.html'), site.has('_redirects')]).toEqual([true, true]);
});

test('the lines of redirects.yml lead on, by address, by file and by query', async () => {
  const blog = await openBlog(
    {
      'posts/a.md': post('title: A\ndate: 2026-01-01'),
      'redirects.yml':
        '/?p=12: posts/a.md\n/gone/: /tags/\n/2019/a/: posts/a.md\n/2026/01/a/: /archive/\n/x/: posts/none.md\n',
    },
    { settings: 'redirects: [pages, netlify, apache, nginx]\n' },
  );
  const site = await blog.build();
  expect(await site.read('_redirects')).toBe('/ p=12 /2026/01/a/ 301\n/2019/a/ /2026/01/a/ 301\n/gone/ /tags/ 301\n');
  expect(await site.read('.htaccess')).toContain(
    'RewriteCond %{QUERY_STRING} "(?:^|&)p=12(?:&|$)"\nRewriteRule "^$" "/2026/01/a/?" [R=301,L]',
  );
  expect(await site.read('redirects.nginx.conf')).toContain('"/?p=12" "/2026/01/a/";');
  expect(await site.read('2019/a/index.html')).toContain('url=/2026/01/a/');
  expect(await site.read('2026/01/a/index.html'), 'a page that is there wins').toContain('<h1>A</h1>');
});

test('a merged tag, a renamed one and a category that is gone lead to where their posts are now', async () => {
  const tagged = (tags: string, more = '') => post(`title: T\ndate: 2026-01-01\ntags: [${tags}]\n${more}`);
  const blog = await openBlog({
    'posts/a.md': tagged('norway, water', 'slug: a\ncategories: [Travel/North/Far]'),
    'posts/b.md': tagged('norway, tides', 'slug: b\ncategories: [Travel]'),
    'posts/c.md': tagged('norway, sea', 'slug: c'),
  });
  await publish(blog);
  await blog.write('posts/a.md', tagged('norway, tides', 'slug: a\ncategories: [Travel]'));
  await blog.write('posts/c.md', tagged('norway, ocean', 'slug: c'));
  const site = await publish(blog);
  expect(await site.read('tags/water/index.html')).toContain('url=/tags/tides/');
  expect(await site.read('tags/sea/index.html')).toContain('url=/tags/ocean/');
  expect(await site.read('categories/travel/north/far/index.html')).toContain('url=/categories/travel/');
  expect(await site.read('categories/travel/north/index.html')).toContain('url=/categories/travel/');
  await blog.write('posts/c.md', tagged('norway', 'slug: c'));
  const third = await publish(blog);
  expect(await third.read('tags/sea/index.html'), 'followed on').toContain('url=/tags/');
  expect(await third.read('tags/water/index.html'), 'remembered').toContain('url=/tags/tides/');
});

test('a tag leads to the one that took its posts in, also where that one lost others meanwhile', async () => {
  const tagged = (tags: string) => post(`title: T\ndate: 2026-01-01\ntags: [${tags}]`);
  const blog = await openBlog({
    'posts/a.md': tagged('tides, norway'),
    'posts/b.md': tagged('water, norway'),
    'posts/c.md': tagged('tides'),
  });
  await publish(blog);
  await blog.write('posts/b.md', tagged('tides, norway'));
  await blog.remove('posts/c.md');
  expect(await (await publish(blog)).read('tags/water/index.html')).toContain('url=/tags/tides/');
});

test('a post that stands where readers found another one is named, and shown', async () => {
  const blog = await openBlog({ 'posts/a.md': post('title: A\ndate: 2026-01-01') });
  await publish(blog);
  await blog.write('posts/a.md', post('title: A\ndate: 2026-01-01\nslug: b'));
  await publish(blog);
  await blog.write('posts/new.md', post('title: New\ndate: 2026-01-05\nslug: a'));
  const { build } = await blog.build();
  expect(build.warnings).toEqual([
    { postId: 'posts/new.md', notice: { kind: 'address-reused', address: '/2026/01/a/', former: 'posts/a.md' } },
  ]);
});

test('text files are published compressed beside themselves when the settings ask for it, made once', async () => {
  const blog = await openBlog(
    { 'posts/a.md': post('title: A\ndate: 2026-01-01', 'Words and words. '.repeat(200)) },
    { settings: 'precompress: true\n' },
  );
  const site = await blog.build();
  const page = await site.bytes('2026/01/a/index.html');
  expect(gunzipSync(await site.bytes('2026/01/a/index.html.gz'))).toEqual(Buffer.from(page));
  expect(brotliDecompressSync(await site.bytes('2026/01/a/index.html.br'))).toEqual(Buffer.from(page));
  expect(site.has('robots.txt.gz'), 'too small to gain').toBe(false);
  expect(Object.keys(site.contents()).filter((file) => /\.woff2\.(gz|br)$/.test(file))).toEqual([]);
  const again = await blog.build();
  expect(again.contents()).toEqual(site.contents());
});

test('what no build needs any more leaves the store after a while', async () => {
  const blog = await openBlog({ 'posts/a.md': post('title: A\ndate: 2026-01-01') });
  const objects = path.join(blog.library.dataFolder, 'builds', 'objects');
  const names = async () => (await readdir(objects, { recursive: true })).filter((name) => /[0-9a-f]{64}$/.test(name));
  await blog.build();
  await blog.write('posts/a.md', post('title: A\ndate: 2026-01-01', 'Edited 0'));
  const old = await blog.build();
  const past = new Date(Date.UTC(2020, 0, 1));
  for (const name of await names()) await utimes(path.join(objects, name), past, past);
  for (let edit = 1; edit <= 25; edit += 1) {
    await blog.write('posts/a.md', post('title: A\ndate: 2026-01-01', `Edited ${edit}`));
    await blog.build();
  }
  const last = await blog.build();
  await blog.close();
  const left = new Set((await names()).map((name) => path.basename(name)));
  for (const { sha256 } of last.build.manifest.files) expect(left.has(sha256)).toBe(true);
  const gone = old.build.manifest.files.filter(({ sha256 }) => !left.has(sha256));
  expect(gone.map(({ path: file }) => file)).toContain('2026/01/a/index.html');
});

async function publish(blog: Blog) {
  const site = await blog.build();
  await blog.site.rememberAddresses(site.build);
  return site;
}
