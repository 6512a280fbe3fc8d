import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { validateXML } from 'xmllint-wasm';
import { siteLinks } from '../../../main/site/addresses.ts';
import { renderSitemap, renderSitemapIndex } from '../../../main/site/feeds/sitemap.ts';
import type { PageTask } from '../../../main/site/page-task.ts';
import { sitemapTasks } from '../../../main/site/pages/sitemap-pages.ts';
import { forgetTasks } from '../../../main/site/task-memory.ts';
import { openBlog, post, projectRoot } from './blog.ts';

test('a site with as many pages as one sitemap may hold has one', async () => {
  const files = sitemaps(50_000);
  expect([...files.keys()]).toEqual(['/sitemap.xml', '/robots.txt']);
  expect(files.get('/sitemap.xml')?.match(/<url>/g)).toHaveLength(50_000);
  expect(await faults(files)).toEqual([]);
}, 60_000);

test('a site with one page more has two and a list of them, and every page stands in one of the two', async () => {
  const files = sitemaps(50_001);
  expect([...files.keys()]).toEqual(['/sitemap.xml', '/sitemap-1.xml', '/sitemap-2.xml', '/robots.txt']);
  expect(files.get('/sitemap.xml')).toContain(
    '<sitemap><loc>https://blog.example/notes/sitemap-2.xml</loc><lastmod>2026-01-01T00:00:00Z</lastmod></sitemap>',
  );
  expect(files.get('/sitemap-1.xml')?.match(/<url>/g)).toHaveLength(50_000);
  expect(files.get('/sitemap-2.xml')?.match(/<loc>[^<]*/g)).toEqual(['<loc>https://blog.example/notes/50000/']);
  expect(files.get('/robots.txt')).toContain('Sitemap: https://blog.example/notes/sitemap.xml\n');
  expect(await faults(files)).toEqual([]);
}, 60_000);

test('no sitemap grows beyond the bytes it may have, and an address that is too long for one stands in none', async () => {
  const long = (index: number) => `/${'x'.repeat(1_900)}/${index}/`;
  const files = sitemaps(30_000, long);
  const sizes = [...files.values()].map((text) => Buffer.byteLength(text));
  expect(files.size).toBe(4);
  expect(Math.max(...sizes)).toBeLessThan(50 * 1024 * 1024);
  expect(sitemaps(3, (index) => `/${'x'.repeat(index === 1 ? 2_048 : 2)}/${index}/`).get('/sitemap.xml')).not.toContain(
    '/1/',
  );
});

test('the schema refuses a sitemap of one address too many, so that the tests above mean something', async () => {
  const address = { url: 'https://blog.example/', changed: '' };
  const tooLong = renderSitemap(Array.from({ length: 50_001 }, () => address));
  const empty = renderSitemapIndex([]);
  expect(await faults(new Map([['/bad.xml', tooLong]]))).not.toEqual([]);
  expect(await faults(new Map([['/bad.xml', empty]]))).not.toEqual([]);
}, 60_000);

test('a blog of usual size has one sitemap, which robots.txt names', async () => {
  const site = await (await openBlog({ 'posts/a.md': post('title: A\ndate: 2026-01-01') })).build();
  expect(await site.read('robots.txt')).toContain('Sitemap: https://blog.example/sitemap.xml\n');
  expect(await site.read('sitemap.xml')).toContain('<loc>https://blog.example/2026/01/a/</loc>');
  expect(site.has('sitemap-1.xml')).toBe(false);
});

/** Sitemaps and robots.txt of a site with so many pages, by address. */
function sitemaps(count: number, addressOf = (index: number) => `/${index}/`): ReadonlyMap<string, string> {
  const pages = Array.from({ length: count }, (_, index): PageTask => {
    const address = addressOf(index);
    const source = { kind: 'list', title: address } as const;
    return {
      address,
      role: 'list',
      title: address,
      source,
      make: 'template',
      template: 'list',
      language: 'en',
      inputs: {},
    };
  });
  const changes = new WeakMap(pages.map((page) => [page, '2026-01-01T00:00:00Z']));
  const context = { links: siteLinks('https://blog.example/notes/'), remember: forgetTasks, changes };
  return new Map(
    sitemapTasks(context, 'en', pages).map(({ address, make, inputs: { list, text } }) => {
      const render = make === 'sitemap-index' ? renderSitemapIndex : renderSitemap;
      return [address, text?.value ?? render(list?.value ?? [])];
    }),
  );
}

async function faults(files: ReadonlyMap<string, string>): Promise<readonly string[]> {
  const checked = await validateXML({
    xml: [...files]
      .filter(([address]) => address.endsWith('.xml'))
      .map(([address, contents]) => ({ fileName: address.slice(1), contents })),
    schema: [await readFile(path.join(projectRoot, 'test/fixtures/schemas/sitemap.xsd'), 'utf8')],
    extension: 'schema',
    initialMemoryPages: 2_048,
    maxMemoryPages: 16_384,
  });
  return checked.errors.map(({ rawMessage }) => rawMessage);
}
