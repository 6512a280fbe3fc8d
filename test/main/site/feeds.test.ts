import { SaxesParser } from 'saxes';
import { expect, test } from 'vitest';
import { xmlCdata } from '../../../main/site/feeds/xml-text.ts';
import { openBlog, post } from './blog.ts';

interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: Element[];
  text: string;
}

test('the Atom feed is what RFC 4287 asks for, also for titles and texts that are no plain words', async () => {
  const blog = await openBlog({
    'posts/odd.md': post(
      'title: "<b>&amp; \\"quoted\\" \\u0007 مرحبا 🎉"\ndate: 2026-11-01\nupdated: 2026-11-02T10:00:00+02:00\ntags: ["a<b"]',
      'A ]]> here, <em>raw</em> & a [link](second.md) [there](#part).\n\n## Part\n\n![dot](/media/dot.svg)',
    ),
    'posts/second.md': post('title: Second\ndate: 2026-10-01\nauthor: Bo', 'Text.'),
    'media/dot.svg': '<svg xmlns="http://www.w3.org/2000/svg" width="4" height="4"></svg>',
  });
  const site = await blog.build();
  for (const path of ['feed.xml', 'tags/a-b/feed.xml']) {
    const feed = parse(await site.read(path));
    expect([feed.name, feed.attributes.xmlns]).toEqual(['feed', 'http://www.w3.org/2005/Atom']);
    expectOnce(feed, ['title', 'id', 'updated']);
    const self = all(feed, 'link').find(({ attributes }) => attributes.rel === 'self');
    expect(self?.attributes.href).toBe(`https://blog.example/${path}`);
    for (const entry of all(feed, 'entry')) {
      expectOnce(entry, ['title', 'id', 'updated', 'published', 'content']);
      expect(text(entry, 'updated')).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)$/);
      expect(all(entry, 'content')[0]?.attributes.type).toBe('html');
      expect(URL.canParse(text(entry, 'id'))).toBe(true);
    }
    expect(all(feed, 'entry').length > 0).toBe(true);
    expect(text(feed, 'updated')).toBe('2026-11-02T08:00:00Z');
  }
  const odd = all(parse(await site.read('feed.xml')), 'entry')[0];
  if (odd === undefined) throw new Error('The feed is empty');
  const html = text(odd, 'content');
  expect(text(odd, 'title')).toBe('<b>&amp; “quoted”  مرحبا 🎉');
  expect(html).toContain('href="https://blog.example/2026/10/second/"');
  expect(html).toContain('href="https://blog.example/2026/11/odd/#part"');
  expect(html).toMatch(/src="https:\/\/blog\.example\/media\/dot/);
  expect(html).not.toMatch(/srcset|heading-anchor|="\/|data-/);
});

test('a text in an Atom feed is told as it is, but for what XML cannot say', () => {
  const words = '<p title="]]>">a &amp; b</p>]]>]]>\u0007\ud800 🎉';
  expect(parse(`<content>${xmlCdata(words)}</content>`).text).toBe('<p title="]]>">a &amp; b</p>]]>]]>\ufffd 🎉');
  // The known bad: without care a text ends its own section.
  expect(() => parse(`<content><![CDATA[${words}]]></content>`)).toThrow();
});

test('the JSON feed is what JSON Feed 1.1 asks for', async () => {
  const blog = await openBlog({ 'posts/a.md': post('title: A\ndate: 2026-01-01\ndescription: Short', 'Text.') });
  const feed = JSON.parse(await (await blog.build()).read('feed.json'));
  expect(feed).toMatchObject({
    version: 'https://jsonfeed.org/version/1.1',
    title: 'A test blog',
    home_page_url: 'https://blog.example/',
    feed_url: 'https://blog.example/feed.json',
    items: [
      { id: 'https://blog.example/2026/01/a/', content_html: '<p>Text.</p>\n', summary: 'Short', language: 'en' },
    ],
  });
});

test('the sitemap names every page that readers should find, once, with its last change', async () => {
  const blog = await openBlog({
    'posts/a.md': post('title: A\ndate: 2026-01-01\nupdated: 2026-02-03'),
    'posts/ü & b.md': post('title: B\ndate: 2026-01-01\nslug: "ü-b"'),
  });
  const urls = all(parse(await (await blog.build()).read('sitemap.xml')), 'url');
  const places = urls.map((url) => text(url, 'loc'));
  expect(new Set(places).size).toBe(places.length);
  expect(places).toContain('https://blog.example/2026/01/%C3%BC-b/');
  expect(places.some((place) => /404|search|\/page\/|feed/.test(place))).toBe(false);
  const own = urls.find((url) => text(url, 'loc').endsWith('/2026/01/a/'));
  expect(own === undefined ? '' : text(own, 'lastmod')).toBe('2026-02-03T00:00:00Z');
});

function parse(xml: string): Element {
  const root: Element = { name: '', attributes: {}, children: [], text: '' };
  const open = [root];
  const parser = new SaxesParser();
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name, attributes }) => {
    const element: Element = { name, attributes, children: [], text: '' };
    open.at(-1)?.children.push(element);
    open.push(element);
  });
  const add = (words: string) => {
    const element = open.at(-1);
    if (element !== undefined) element.text += words;
  };
  parser.on('text', add);
  parser.on('cdata', add);
  parser.on('closetag', () => open.pop());
  parser.write(xml).close();
  const [document] = root.children;
  if (document === undefined) throw new Error('No XML');
  return document;
}

function all(element: Element, name: string): Element[] {
  return element.children.filter((child) => child.name === name);
}

function text(element: Element, name: string): string {
  return all(element, name)[0]?.text ?? '';
}

function expectOnce(element: Element, names: readonly string[]): void {
  for (const name of names) expect(all(element, name), name).toHaveLength(1);
}
