import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { openBlog, post, projectRoot } from './blog.ts';

test('the German texts say everything that the English ones say, with the same places to fill', async () => {
  const [english, german] = [await textsOf('en'), await textsOf('de')];
  expect(Object.keys(german)).toEqual(Object.keys(english));
  const places = (text: unknown) => [...new Set(JSON.stringify(text).match(/\{\w+\}/g))].sort();
  for (const [name, text] of Object.entries(english)) expect(places(german[name]), name).toEqual(places(text));
});

test('a German blog says nothing in English, and its dates as Germans write them, in the zone of the blog', async () => {
  const matter = 'tags: [Ebbe]\ncategories: [Wasser/Häfen]\nseries: Reihe\nauthor';
  const blog = await openBlog(
    {
      'posts/a.md': post(
        `title: Silvester\ndate: 2025-12-31T23:30:00Z\nslug: a\n${matter}: Ada`,
        'Worte.\n\n<!--more-->\n\n[[toc]]\n\n## Eins',
      ),
      'posts/b.md': post(
        `title: März\ndate: 2026-03-05T10:00:00Z\nupdated: 2026-03-06T10:00:00Z\n${matter}: Bo`,
        'Worte.[^1]\n\n[^1]: Noch eins.',
      ),
      'comments/b.yml': '- {id: 1, author: "", date: 2026-03-07T10:00:00Z, status: approved, text: Gut}\n',
    },
    {
      settings:
        'language: de\ntimeZone: Europe/Berlin\npostsPerPage: 1\ncomments: {mail: a@b.example}\nblogroll: [{label: X, url: "https://x.example/"}]\n',
    },
  );
  const site = await blog.build();
  const [english, german] = [await textsOf('en'), await textsOf('de')];
  const foreign = new Set(
    Object.entries(english).flatMap(([name, text]) =>
      typeof text === 'string' && text !== german[name] ? [text] : [],
    ),
  );
  for (const file of Object.keys(site.contents()).filter((name) => name.endsWith('.html'))) {
    const html = await site.read(file);
    expect(html, file).toContain('<html lang="de" dir="ltr">');
    const said = [...html.matchAll(/>([^<>]+)<|(?:aria-label|data-\w+)="([^"]+)"/g)].map(
      ([, text, label]) => text ?? label ?? '',
    );
    expect(
      said.filter((text) => foreign.has(text.trim())),
      file,
    ).toEqual([]);
  }
  expect(await site.read('2026/01/a/index.html')).toContain(
    '<time datetime="2026-01-01T00:30:00+01:00">1. Januar 2026</time>',
  );
  const second = await site.read('2026/03/b/index.html');
  for (const text of [
    '5. März 2026',
    'Zuletzt geändert am 6. März 2026',
    '1 Kommentar',
    'Jemand',
    'Per E-Mail antworten',
  ])
    expect(second).toContain(text);
  expect(await site.read('2026/03/index.html')).toContain('<h1>März 2026</h1>');
  expect(await site.read('archive/index.html')).toContain('5. März</time>');
  expect(await site.read('page/2/index.html')).toContain('Seite 2 von 2');
  expect(await site.read('feed.xml')).toContain('xml:lang="de"');
  expect(JSON.parse(await site.read('feed.json'))).toMatchObject({
    language: 'de',
    items: [{ language: 'de' }, { language: 'de' }],
  });
});

test('a file gives the built-in themes another language, with all the plural forms it has', async () => {
  const polish =
    'archive: Archiwum\ncomments:\n  one: "{n} komentarz"\n  few: "{n} komentarze"\n  many: "{n} komentarzy"\n  other: "{n} komentarza"\n';
  const comment = (id: number) => `- {id: ${id}, author: Ada, date: 2026-03-07T10:00:00Z, status: approved, text: x}\n`;
  const comments = (count: number) => Array.from({ length: count }, (_, index) => comment(index)).join('');
  const blog = await openBlog(
    {
      'themes/texts/pl.yml': polish,
      ...Object.fromEntries(
        [1, 2, 5].flatMap((count) => [
          [`posts/p${count}.md`, post(`title: P${count}\ndate: 2026-03-0${count}`)],
          [`comments/p${count}.yml`, comments(count)],
        ]),
      ),
    },
    { settings: 'language: pl\n' },
  );
  const site = await blog.build();
  for (const [count, text] of [
    [1, '1 komentarz'],
    [2, '2 komentarze'],
    [5, '5 komentarzy'],
  ] as const) {
    expect(await site.read(`2026/03/p${count}/index.html`)).toContain(`>${text}</h2>`);
  }
  const home = await site.read('index.html');
  expect(home).toContain('>Archiwum</a>');
  expect(home).toContain('5 marca 2026');
  expect(home, 'what the file lacks stands in English').toContain('>Search</a>');
});

async function textsOf(language: string): Promise<Readonly<Record<string, unknown>>> {
  return parse(await readFile(path.join(projectRoot, `themes/texts/${language}.yml`), 'utf8'));
}
