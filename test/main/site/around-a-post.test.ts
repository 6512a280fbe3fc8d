import { expect, test } from 'vitest';
import { openBlog, post } from './blog.ts';

/** Addresses of the links in an element of a page, in order. */
function linksIn(html: string, element: RegExp): readonly string[] {
  const [inside = ''] = element.exec(html) ?? [];
  return [...inside.matchAll(/href="([^"]*)"/g)].map(([, href = '']) => href);
}

const related = /<section class="related"[\s\S]*?<\/section>/;

/** A post of a day in January 2026, at `/2026/01/<day>/`. */
function dated(day: number, matter = ''): string {
  return post(`title: Day ${day}\ndate: 2026-01-${String(day).padStart(2, '0')}\nslug: d${day}${matter}`, 'Words.');
}

test('search engines are told of a post what readers see, whatever stands in its title', async () => {
  const title = 'Tea </script><b> & "cake"';
  const blog = await openBlog(
    {
      'posts/a.md': post(
        `title: '${title}'\ndate: 2026-01-02T10:00:00Z\nupdated: 2026-01-05T10:00:00Z\nauthor: Ada\ntags: [Tea, Cake]\ndescription: On tea.\nslug: tea`,
        'Five words are in here.',
      ),
    },
    { url: 'https://blog.example/notes/' },
  );
  const html = await (await blog.build()).read('2026/01/tea/index.html');
  const [, json = ''] = /<script type="application\/ld\+json">([\s\S]*?)<\/script>/.exec(html) ?? [];
  expect(JSON.parse(json)).toMatchObject({
    '@context': 'https://schema.org',
    '@type': 'BlogPosting',
    headline: expect.stringContaining('Tea </script><b> &'),
    description: 'On tea.',
    url: 'https://blog.example/notes/2026/01/tea/',
    inLanguage: 'en',
    datePublished: '2026-01-02T10:00:00Z',
    dateModified: '2026-01-05T10:00:00Z',
    author: { '@type': 'Person', name: 'Ada' },
    keywords: 'Tea, Cake',
    wordCount: 5,
    isPartOf: { '@type': 'Blog', url: 'https://blog.example/notes/' },
  });
  expect(html).toContain('<link rel="canonical" href="https://blog.example/notes/2026/01/tea/">');
  expect(html).toContain('<meta property="og:url" content="https://blog.example/notes/2026/01/tea/">');
  expect(html).toContain('<meta property="og:type" content="article">');
  expect(html).toContain('<meta property="og:description" content="On tea.">');
});

test('a post leads to the one before and the one after it that readers can see', async () => {
  const blog = await openBlog({
    'posts/1.md': dated(1),
    'posts/2.md': dated(2, '\ndraft: true'),
    'posts/3.md': dated(3),
    'posts/4.md': dated(4),
    'pages/about.md': post('title: About\ndate: 2026-01-03'),
  });
  const site = await blog.build();
  const turns = async (name: string) =>
    [...(await site.read(`${name}/index.html`)).matchAll(/<a rel="(prev|next)" href="([^"]*)"/g)].map(
      ([, rel, href]) => [rel, href],
    );
  expect(await turns('2026/01/d1')).toEqual([['next', '/2026/01/d3/']]);
  expect(await turns('2026/01/d3')).toEqual([
    ['prev', '/2026/01/d1/'],
    ['next', '/2026/01/d4/'],
  ]);
  expect(await turns('2026/01/d4')).toEqual([['prev', '/2026/01/d3/']]);
  expect(await turns('about')).toEqual([]);
});

test('related posts share most: rare tags before common ones, tags before categories, the nearest first, three at most', async () => {
  const blog = await openBlog({
    'posts/1.md': dated(1, '\ntags: [rare]'),
    'posts/2.md': dated(2, '\ntags: [common]'),
    'posts/3.md': dated(3, '\ncategories: [Kind]'),
    'posts/10.md': dated(10, '\ntags: [rare, common]\ncategories: [Kind]'),
    'posts/11.md': dated(11, '\ntags: [common]'),
    'posts/20.md': dated(20, '\ntags: [nobody else]'),
  });
  const site = await blog.build();
  const shown = async (day: number) => linksIn(await site.read(`2026/01/d${day}/index.html`), related);
  expect(await shown(10)).toEqual(['/2026/01/d1/', '/2026/01/d11/', '/2026/01/d2/']);
  expect(await shown(3)).toEqual(['/2026/01/d10/']);
  expect(await shown(20)).toEqual([]);
});

test('of many posts under a tag those near in time are related, and what shares two tags comes first', async () => {
  const days = Array.from({ length: 28 }, (_, at) => at + 1);
  const blog = await openBlog(
    Object.fromEntries(
      days.map((day) => [`posts/${day}.md`, dated(day, `\ntags: [all${[4, 8].includes(day) ? ', two' : ''}]`)]),
    ),
  );
  const site = await blog.build();
  const shown = linksIn(await site.read('2026/01/d8/index.html'), related);
  expect(shown).toEqual(['/2026/01/d4/', '/2026/01/d7/', '/2026/01/d9/']);
});

test('a series says where a post stands in it, and an author, a year and a month have pages of their own', async () => {
  const blog = await openBlog({
    'posts/1.md': dated(1, '\nseries: North\nauthor: Ada'),
    'posts/2.md': dated(2, '\nseries: North\nauthor: Ada'),
    'posts/3.md': dated(3, '\nauthor: Bo'),
  });
  const site = await blog.build();
  const second = await site.read('2026/01/d2/index.html');
  expect(second).toContain('<span aria-current="page">Day 2</span>');
  expect(second).toContain('<a href="/2026/01/d1/">Day 1</a>');
  expect(await site.read('2026/01/d3/index.html')).not.toContain('aria-current="page">Day');
  for (const name of ['authors/ada', '2026', '2026/01', 'archive', 'series/north'])
    expect(await site.read(`${name}/index.html`), name).toContain('href="/2026/01/d1/"');
  expect(await site.read('authors/ada/index.html')).not.toContain('href="/2026/01/d3/"');
});

test('the menu names the page that it stands on, the blogroll stands at home, nested pages show the way up', async () => {
  const blog = await openBlog(
    {
      'pages/about.md': post('title: About'),
      'pages/about/house.md': post('title: House'),
      'posts/1.md': dated(1),
    },
    {
      settings:
        'menu: [{label: About us, url: /about/}, {label: Elsewhere, url: "https://else.example/"}]\nblogroll: [{label: Friend, url: "https://friend.example/"}]\n',
    },
  );
  const site = await blog.build();
  const about = await site.read('about/index.html');
  expect(about).toContain('<a href="/about/" aria-current="page">About us</a>');
  expect(about).toContain('<a href="https://else.example/">Elsewhere</a>');
  expect(await site.read('2026/01/d1/index.html')).toContain('<a href="/about/">About us</a>');
  expect(await site.read('index.html')).toContain('<a href="https://friend.example/">Friend</a>');
  expect(about).not.toContain('friend.example');
  expect(linksIn(await site.read('about/house/index.html'), /<nav class="crumbs"[\s\S]*?<\/nav>/)).toContain('/about/');
});
