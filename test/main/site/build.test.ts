import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { sha256 } from '../../../main/node/hash.ts';
import { openBlog, post, testNow } from './blog.ts';

const train = post(
  'title: On the train\ndate: 2026-11-03T08:00:00Z\ntags: [rails, Slow travel]',
  'Words **about** rails.',
);

test('builds a home page, a page for each post, feeds, a sitemap and robots', async () => {
  const blog = await openBlog({ 'posts/on-the-train.md': train, 'pages/about.md': post('title: About me') });
  const site = await blog.build();
  expect(await site.read('index.html')).toContain('<a href="/2026/11/on-the-train/">On the train</a>');
  expect(await site.read('2026/11/on-the-train/index.html')).toContain('<strong>about</strong>');
  expect(await site.read('about/index.html')).toContain('<h1>About me</h1>');
  expect(await site.read('tags/slow-travel/index.html')).toContain('On the train');
  expect(await site.read('feed.xml')).toContain('<id>https://blog.example/2026/11/on-the-train/</id>');
  expect(JSON.parse(await site.read('feed.json'))).toMatchObject({ items: [{ title: 'On the train' }] });
  expect(await site.read('sitemap.xml')).toContain('<loc>https://blog.example/about/</loc>');
  expect(await site.read('robots.txt')).toContain('Sitemap: https://blog.example/sitemap.xml');
  expect(site.has('404.html')).toBe(true);
  expect(site.build.warnings).toEqual([]);
});

test('describes every file by path, hash and size, sorted, with the page an author knows', async () => {
  const blog = await openBlog({ 'posts/on-the-train.md': train });
  const { build } = await blog.build();
  for (const file of build.manifest.files) {
    const content = await readFile(build.pathOf(file));
    expect([file.path, sha256(content), content.byteLength]).toEqual([file.path, file.sha256, file.size]);
  }
  const paths = build.manifest.files.map((file) => file.path);
  expect(paths).toEqual([...paths].sort());
  const page = build.manifest.files.find((file) => file.path === '2026/11/on-the-train/index.html');
  expect(page?.role).toBe('post');
  expect(page?.page).toEqual({
    address: '/2026/11/on-the-train/',
    title: 'On the train',
    postId: 'posts/on-the-train.md',
  });
});

test('keeps drafts and posts dated ahead out of everything', async () => {
  const blog = await openBlog({
    'posts/on-the-train.md': train,
    'posts/secret.md': post(
      'title: Draftword\ndate: 2026-11-02\ndraft: true\ntags: [hidden-tag]\ncategories: [Hidden]',
    ),
    'posts/later.md': post('title: Laterword\ndate: 2026-12-24\ntags: [hidden-tag]'),
  });
  const site = await blog.build();
  for (const file of Object.keys(site.contents())) {
    expect(file).not.toMatch(/secret|later|hidden/);
    expect(await site.read(file)).not.toMatch(/Draftword|Laterword|hidden-tag/i);
  }
});

test('publishes a scheduled post once its moment has come', async () => {
  let now = testNow;
  const blog = await openBlog({ 'posts/later.md': post('title: Later\ndate: 2026-12-24') }, { now: () => now });
  expect((await blog.build()).has('2026/12/later/index.html')).toBe(false);
  now = Date.UTC(2026, 11, 25);
  expect((await blog.build()).has('2026/12/later/index.html')).toBe(true);
});

test('spreads posts over pages and links them both ways', async () => {
  const files = Object.fromEntries(
    ['a', 'b', 'c', 'd', 'e'].map((name, day) => [
      `posts/${name}.md`,
      post(`title: Post ${name}\ndate: 2026-01-0${day + 1}`),
    ]),
  );
  const blog = await openBlog(files, { settings: 'postsPerPage: 2\n' });
  const site = await blog.build();
  expect(await site.read('index.html')).toContain('href="/page/2/"');
  const second = await site.read('page/2/index.html');
  expect(second).toContain('Post c');
  expect(second).toContain('rel="prev" href="/"');
  expect(second).toContain('rel="next" href="/page/3/"');
  expect(site.has('page/4/index.html')).toBe(false);
});

test('lists a category with everything below it, and shows the way up', async () => {
  const blog = await openBlog({
    'posts/fjord.md': post('title: Fjord\ndate: 2026-01-01\ncategories: [Travel/Norway]'),
    'posts/tram.md': post('title: Tram\ndate: 2026-01-02\ncategories: [Travel]'),
  });
  const site = await blog.build();
  const travel = await site.read('categories/travel/index.html');
  expect(travel).toContain('Fjord');
  expect(travel).toContain('Tram');
  const norway = await site.read('categories/travel/norway/index.html');
  expect(norway).toContain('href="/categories/travel/"');
  expect(norway).not.toContain('Tram');
});

test('answers former addresses of a post with a page that leads on', async () => {
  const blog = await openBlog({
    'posts/new.md': post('title: New\ndate: 2026-01-01\naliases: [/old/place/, "?p=12", /archive.html]'),
  });
  const site = await blog.build();
  const stub = await site.read('old/place/index.html');
  expect(stub).toContain('<link rel="canonical" href="https://blog.example/2026/01/new/">');
  expect(stub).toContain('content="0; url=/2026/01/new/"');
  expect(site.has('archive.html')).toBe(true);
  expect(Object.keys(site.contents()).filter((path) => path.includes('p='))).toEqual([]);
});

test('writes addresses below the path of the site', async () => {
  const blog = await openBlog(
    {
      'posts/on-the-train.md': train,
      'posts/next.md': post('title: Next\ndate: 2026-11-04', '[back](on-the-train.md)'),
    },
    { url: 'https://example.org/blog/', settings: 'menu:\n  - {label: Top, url: /}\n' },
  );
  const site = await blog.build();
  const page = await site.read('2026/11/next/index.html');
  expect(page).toContain('<a href="/blog/2026/11/on-the-train/">back</a>');
  expect(page).toMatch(/href="\/blog\/assets\/style\.[0-9a-f]{10}\.css"/);
  expect(page).toContain('<link rel="canonical" href="https://example.org/blog/2026/11/next/">');
  expect(await site.read('index.html')).toContain('<a href="/blog/" aria-current="page">Top</a>');
});

test('says dates in the zone and the language of the site', async () => {
  const blog = await openBlog(
    { 'posts/nacht.md': post('title: Nacht\ndate: 2026-03-31T23:30:00Z') },
    { settings: 'language: de\ntimeZone: Europe/Berlin\n' },
  );
  const page = await (await blog.build()).read('2026/04/nacht/index.html');
  expect(page).toContain('<time datetime="2026-04-01T01:30:00+02:00">1. April 2026</time>');
  expect(page).toContain('Zum Text springen');
  expect(page).toContain('<html lang="de" dir="ltr">');
});

test('gives a post of another language its own words and direction', async () => {
  const blog = await openBlog({
    'posts/arabic.md': post('title: مرحبا\nslug: marhaba\ndate: 2026-01-01\nlanguage: ar'),
  });
  expect(await (await blog.build()).read('2026/01/marhaba/index.html')).toContain('<html lang="ar" dir="rtl">');
});
