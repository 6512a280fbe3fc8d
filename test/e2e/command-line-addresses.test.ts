import { cp, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { answersOf, isInstalled, startApache, startNginx } from '../servers/web-hosts.ts';
import { type Workshop, workshop } from '../support/workshop.ts';

const settings = (url: string, more = '') =>
  `title: Slow Harbour\nurl: ${url}\nlanguage: en\ntimeZone: Europe/Oslo\npermalink: /:category/:slug/\n${more}`;
const dated = (title: string, more: string) => `---\ntitle: ${title}\ndate: 2026-01-01\n${more}\n---\n\nWords.\n`;
const forms = 'redirects: [pages, netlify, apache, nginx, s3]\n';

/** What readers who come by an address of the blog as it was published get now, from hosts that know redirects. */
const expected: Readonly<Record<string, string>> = {
  '/notes/travel/norway/quay/': '301 /notes/travel/norway/pier/',
  '/notes/tags/water/': '301 /notes/tags/tides/',
  '/notes/deleted/': '410',
  '/notes/travel/norway/pier/': '200',
  '/notes/besonders/ort.html': '200',
  '/notes/海边/北京的秋天/': '200',
  '/notes/old/quay.html': '301 /notes/travel/norway/pier/',
  '/notes/never/': '404',
};

test('addresses of a blog below a path follow its pattern and its posts, and lead on when posts change', {
  timeout: 300_000,
}, async () => {
  const shop = await publishedBlog();
  const { offprint, at } = shop;
  await writeFile(
    at('blog/posts/quay.md'),
    dated('Quay', 'categories: [Travel/Norway]\ntags: [tides]\nslug: pier\naliases: [/old/quay.html]'),
  );
  await writeFile(at('blog/posts/water.md'), dated('Water', 'categories: [海边]\ntags: [tides]\nslug: 北京的秋天'));
  await rm(at('blog/posts/deleted.md'));
  expect((await offprint('build', 'blog', '--out', 'site')).code).toBe(0);
  const page = (file: string) => readFile(at('site', file), 'utf8');
  expect(await page('besonders/ort.html')).toContain(
    '<link rel="canonical" href="https://blog.example/notes/besonders/ort.html">',
  );
  expect(await page('海边/北京的秋天/index.html')).toContain('<h1>Water</h1>');
  const stub = await page('travel/norway/quay/index.html');
  expect(stub).toContain('<link rel="canonical" href="https://blog.example/notes/travel/norway/pier/">');
  expect(stub).toContain('content="0; url=/notes/travel/norway/pier/"');
  expect(await page('tags/water/index.html')).toContain('url=/notes/tags/tides/');
  expect(await page('_redirects')).toContain('/notes/travel/norway/quay/ /notes/travel/norway/pier/ 301\n');
  expect(JSON.parse(await page('redirects.s3.json')).RoutingRules).toContainEqual({
    Condition: { KeyPrefixEquals: 'notes/travel/norway/quay/' },
    Redirect: { ReplaceKeyWith: 'notes/travel/norway/pier/', HttpRedirectCode: '301' },
  });
  await writeFile(at('blog/offprint.yml'), settings('https://blog.example/notes/', forms.replace('pages, ', '')));
  expect((await offprint('build', 'blog', '--out', 'site')).code).toBe(0);
  await cp(at('site'), at('root/notes'), { recursive: true });
  if (isInstalled('nginx')) {
    const map = at('root/notes/redirects.nginx.conf');
    expect(await answersOf(await startNginx(at(), at('root'), map), Object.keys(expected))).toEqual(expected);
  }
  if (isInstalled('apache2'))
    expect(await answersOf(await startApache(at(), at('root')), Object.keys(expected))).toEqual(expected);
});

test('a post that takes an address which readers know from another one is named by offprint check', async () => {
  const { offprint, at } = await publishedBlog();
  await writeFile(at('blog/posts/quay.md'), dated('Quay', 'categories: [Travel/Norway]\nslug: pier'));
  expect((await offprint('publish', 'blog')).code).toBe(0);
  await writeFile(at('blog/posts/new.md'), dated('New', 'categories: [Travel/Norway]\nslug: quay'));
  const { stdout } = await offprint('check', 'blog');
  expect(stdout).toMatch(/posts\/new\.md.*\/travel\/norway\/quay\/.*posts\/quay\.md/);
}, 120_000);

test('two posts with one address stop the build, which names both and leaves what was built', async () => {
  const { offprint, at } = await publishedBlog();
  expect((await offprint('build', 'blog', '--out', 'site')).code).toBe(0);
  await writeFile(at('blog/posts/second.md'), dated('Second', 'permalink: /besonders/ort.html'));
  const { code, stderr } = await offprint('build', 'blog', '--out', 'site');
  expect(code).not.toBe(0);
  for (const part of ['/besonders/ort.html', 'posts/second.md', 'posts/special.md']) expect(stderr).toContain(part);
  expect(await readFile(at('site/besonders/ort.html'), 'utf8')).toContain('<h1>Special</h1>');
}, 120_000);

/** A blog at `/notes/` whose posts were published into a folder, so that its addresses are known to readers. */
async function publishedBlog(): Promise<Workshop> {
  const shop = await workshop();
  const { offprint, at } = shop;
  expect((await offprint('new', 'blog')).code).toBe(0);
  await writeFile(at('blog/offprint.yml'), settings('https://blog.example/notes/', forms));
  const posts: Readonly<Record<string, string>> = {
    quay: dated('Quay', 'categories: [Travel/Norway]\ntags: [tides]'),
    water: dated('Water', 'categories: [海边]\ntags: [water]\nslug: 北京的秋天'),
    deleted: dated('Deleted', 'tags: [tides]'),
    special: dated('Special', 'permalink: /besonders/ort.html'),
  };
  for (const [name, text] of Object.entries(posts)) await writeFile(at(path.join('blog/posts', `${name}.md`)), text);
  const published = await offprint('publish', 'blog');
  expect(published.code, published.stderr).toBe(0);
  return shop;
}
