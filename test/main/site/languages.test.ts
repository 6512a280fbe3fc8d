import { expect, test } from 'vitest';
import { openBlog, post } from './blog.ts';

const settings = 'language: en\nlanguages:\n  de: {title: Ein Testblog, tagline: Auf Deutsch}\n  ar: {}\n';

const files = {
  'posts/tide.md': post(
    'title: The tide\ndate: 2026-01-01\ntags: [water]\ntranslationKey: tide',
    'Words.\n\nSee [[Die Flut]].',
  ),
  'posts/flut.md': post('title: Die Flut\ndate: 2026-01-02\nlanguage: de-CH\ntags: [Wasser]\ntranslationKey: tide'),
  'posts/alone.md': post('title: Alone\ndate: 2026-01-03'),
  'pages/about.md': post('title: About\ntranslationKey: about'),
  'pages/ueber.md': post('title: Über\nlanguage: de\ntranslationKey: about'),
};

test('each language has its own home, lists, archive, search and feeds, and only its own posts in them', async () => {
  const site = await (await openBlog(files, { settings })).build();
  for (const file of ['index.html', 'archive/index.html', 'search/index.html', 'feed.xml', 'feed.json']) {
    expect([site.has(file), site.has(`de/${file}`), site.has(`ar/${file}`)], file).toEqual([true, true, true]);
  }
  expect(site.has('de/tags/wasser/index.html')).toBe(true);
  expect(site.has('tags/wasser/index.html')).toBe(false);
  const [english, german] = [await site.read('index.html'), await site.read('de/index.html')];
  expect(english).toContain('The tide');
  expect(english).not.toContain('Die Flut');
  expect(german).toContain('Die Flut');
  expect(german).not.toContain('The tide');
  expect(german).toContain('<html lang="de" dir="ltr">');
  expect(german).toContain('Ein Testblog – Auf Deutsch');
  expect(german).toContain('2. Januar 2026');
  expect(await site.read('de/2026/01/flut/index.html')).toContain('lang="de-CH"');
  expect(await site.read('ar/index.html')).toContain('<html lang="ar" dir="rtl">');
  expect(await site.read('de/ueber/index.html')).toContain('Über');
  expect(await site.read('2026/01/tide/index.html')).toContain('href="/de/2026/01/flut/"');
  expect(await site.read('sitemap.xml')).toContain('https://blog.example/de/archive/');
});

test('translations name each other for search engines, themselves included, and readers find them', async () => {
  const site = await (await openBlog(files, { settings })).build();
  const alternates = (html: string) =>
    [...html.matchAll(/<link rel="alternate" hreflang="([^"]+)" href="([^"]+)">/g)].map(([, tag, href]) => [tag, href]);
  const ofPost = [
    ['de-CH', 'https://blog.example/de/2026/01/flut/'],
    ['x-default', 'https://blog.example/2026/01/tide/'],
    ['en', 'https://blog.example/2026/01/tide/'],
  ].sort();
  for (const file of ['2026/01/tide/index.html', 'de/2026/01/flut/index.html']) {
    expect(alternates(await site.read(file)).sort(), file).toEqual(ofPost);
  }
  expect(alternates(await site.read('de/index.html'))).toEqual([
    ['en', 'https://blog.example/'],
    ['x-default', 'https://blog.example/'],
    ['de', 'https://blog.example/de/'],
    ['ar', 'https://blog.example/ar/'],
  ]);
  expect(alternates(await site.read('2026/01/alone/index.html'))).toEqual([]);
  const alone = await site.read('2026/01/alone/index.html');
  expect(alone).toContain('<a href="/de/" hreflang="de" lang="de">Deutsch</a>');
});

test('two posts in one language with one key are named, and the first by file counts', async () => {
  const blog = await openBlog(
    { ...files, 'posts/second.md': post('title: Second\ndate: 2026-01-05\ntranslationKey: tide') },
    { settings },
  );
  const { build } = await blog.build();
  expect(build.warnings).toEqual([
    { postId: 'posts/tide.md', notice: { kind: 'same-language', other: 'posts/second.md' } },
  ]);
});

test('a site of one language says nothing of languages', async () => {
  const html = await (await (await openBlog({ 'posts/a.md': post('title: A\ndate: 2026-01-01') })).build()).read(
    'index.html',
  );
  expect(html).not.toMatch(/hreflang|class="languages"/);
});
