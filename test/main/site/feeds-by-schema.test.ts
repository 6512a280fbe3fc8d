import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { validateXML } from 'xmllint-wasm';
import { openBlog, post, projectRoot } from './blog.ts';

const schemas = path.join(projectRoot, 'test/fixtures/schemas');

test('every feed of the sample blog fits the grammar of RFC 4287, and the sitemap its schema', async () => {
  const site = await (await openBlog({}, { fromSample: true })).build();
  const files = Object.keys(site.contents());
  const feeds = files.filter((file) => file.endsWith('feed.xml'));
  expect(feeds.length).toBeGreaterThan(10);
  expect(await faults('atom.rng', await Promise.all(feeds.map(async (file) => [file, await site.read(file)])))).toEqual(
    [],
  );
  expect(await faults('sitemap.xsd', [['sitemap.xml', await site.read('sitemap.xml')]])).toEqual([]);
});

test('feeds of odd titles, of other scripts and of nothing fit too', async () => {
  const blog = await openBlog(
    {
      'posts/odd.md': post(
        'title: "<b>&amp; \\u0007 \\"q\\" مرحبا 🎉"\ndate: 2026-11-01\ntags: ["a<b", "北京"]\nauthor: "<x>"\nlanguage: ar',
        'A ]]> here & <em>raw</em>.',
      ),
      'posts/b.md': post('title: B\ndate: 2026-10-01\nupdated: 2026-10-02T10:00:00+05:45\nauthor: Bo'),
    },
    { settings: 'languages: [de]\ntagline: "<&>"\n' },
  );
  const site = await blog.build();
  const feeds = Object.keys(site.contents()).filter((file) => file.endsWith('feed.xml'));
  expect(feeds).toContain('de/feed.xml');
  expect(await faults('atom.rng', await Promise.all(feeds.map(async (file) => [file, await site.read(file)])))).toEqual(
    [],
  );
  expect(await faults('sitemap.xsd', [['sitemap.xml', await site.read('sitemap.xml')]])).toEqual([]);
});

test('the schemas refuse what they should', async () => {
  const feed =
    '<feed xmlns="http://www.w3.org/2005/Atom"><title>T</title><id>x:y</id><updated>2026-13-01T00:00:00Z</updated></feed>';
  expect((await faults('atom.rng', [['bad.xml', feed]])).join()).toContain('bad.xml');
  expect(await faults('atom.rng', [['good.xml', feed.replace('-13-', '-12-')]])).toEqual([]);
  const sitemap =
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><lastmod>2026-01-01</lastmod></url></urlset>';
  expect((await faults('sitemap.xsd', [['bad.xml', sitemap]])).join()).toContain('bad.xml');
});

async function faults(schema: string, files: readonly (readonly [string, string])[]): Promise<readonly string[]> {
  const checked = await validateXML({
    xml: files.map(([fileName, contents]) => ({ fileName: fileName.replaceAll('/', '_'), contents })),
    schema: [await readFile(path.join(schemas, schema), 'utf8')],
    extension: schema.endsWith('.rng') ? 'relaxng' : 'schema',
  });
  return checked.errors.map(({ rawMessage }) => rawMessage);
}
