import { symlink } from 'node:fs/promises';
import path from 'node:path';
import { HtmlValidate } from 'html-validate';
import { expect, test } from 'vitest';
import { addressToPath, cleanAddress, encodeAddress } from '../../../main/site/addresses.ts';
import { permalinks } from '../../../main/site/permalink.ts';
import { openBlog, post } from './blog.ts';

const evil = `"><script>alert(1)</script><img src=x onerror=alert(1)>{{ 7 | times: 7 }}{% render 'x' %}</title>`;

test('titles, names, tags and settings are text on every page, whatever stands in them', async () => {
  const matter = `title: ${JSON.stringify(evil)}\ndate: 2026-01-01\nslug: evil\ntags: [${JSON.stringify(evil)}]\ncategories: [${JSON.stringify(evil)}]\nseries: ${JSON.stringify(evil)}\nauthor: ${JSON.stringify(evil)}\ndescription: ${JSON.stringify(evil)}\nmood: ${JSON.stringify(evil)}\ncover: {src: /media/dot.svg, alt: ${JSON.stringify(evil)}, caption: ${JSON.stringify(evil)}, credit: ${JSON.stringify(evil)}}`;
  const blog = await openBlog(
    {
      'posts/evil.md': post(matter, evil),
      'posts/other.md': post(matter.replace('slug: evil', 'slug: other').replace(/author: .*/, 'author: Bo'), 'x'),
      'comments/evil.yml': `- {id: ${JSON.stringify(evil)}, author: ${JSON.stringify(evil)}, url: "javascript:alert(1)", date: ${JSON.stringify(evil)}, text: ${JSON.stringify(evil)}}\n`,
      'media/dot.svg': '<svg xmlns="http://www.w3.org/2000/svg" width="4" height="4"></svg>',
    },
    {
      settings: `tagline: ${JSON.stringify(evil)}\nmenu:\n  - {label: ${JSON.stringify(evil)}, url: "javascript:alert(1)"}\n`,
    },
  );
  const site = await blog.build();
  const validator = new HtmlValidate({ extends: ['html-validate:document'], rules: { 'require-sri': 'off' } });
  for (const file of Object.keys(site.contents()).filter((name) => name.endsWith('.html'))) {
    const html = await site.read(file);
    expect(html, file).not.toMatch(/<script>|<img src=x|onerror=alert\(1\)>|href="javascript:|>49</);
    expect((await validator.validateString(html)).errorCount, file).toBe(0);
  }
});

test('builds five hundred categories, deep and wide, a megabyte of text and sixty tags on one post', async () => {
  const deep = Array.from({ length: 60 }, (_, depth) => `Level ${depth}`).join('/');
  const wide = Array.from({ length: 440 }, (_, index) => `"Wide ${index}"`).join(', ');
  const tags = Array.from({ length: 60 }, (_, index) => `tag${index}`).join(', ');
  const blog = await openBlog({
    'posts/large.md': post('title: Large\ndate: 2026-01-01', 'Words and **more** words. '.repeat(42_000)),
    'posts/grouped.md': post(`title: Grouped\ndate: 2026-01-02\ncategories: ["${deep}", ${wide}]\ntags: [${tags}]`),
  });
  const site = await blog.build();
  const slugs = Array.from({ length: 60 }, (_, depth) => `level-${depth}`);
  const deepest = await site.read(`categories/${slugs.join('/')}/index.html`);
  expect(deepest).toContain('<h1>Level 59</h1>');
  expect(deepest.match(/<a href="\/categories\/level-0\/[^"]*">Level \d+<\/a>/g)).toHaveLength(59);
  expect(deepest).toContain('<a href="/2026/01/grouped/">Grouped</a>');
  for (let wide = 0; wide < 440; wide += 1)
    expect(site.has(`categories/wide-${wide}/index.html`), `${wide}`).toBe(true);
  const index = await site.read('categories/index.html');
  const main = index.slice(index.indexOf('<main'));
  expect(main.match(/Level \d+/g)).toHaveLength(60);
  expect(main.match(/Wide \d+/g)).toHaveLength(440);
  expect(main.match(/<ul/g), 'sixty lists, each within the other').toHaveLength(60);
  const grouped = await site.read('2026/01/grouped/index.html');
  expect(grouped.match(/rel="tag"/g)).toHaveLength(60);
  const large = await site.read('2026/01/large/index.html');
  expect(large.match(/<strong>more<\/strong>/g)).toHaveLength(42_000);
  expect(large).toContain('</html>');
  expect(large).toMatch(/<meta name="description" content="Words and more words\.[^"]{100,240}">/);
  const validator = new HtmlValidate({ extends: ['html-validate:document'], rules: { 'require-sri': 'off' } });
  for (const page of [deepest, index, grouped]) expect((await validator.validateString(page)).results).toEqual([]);
}, 120_000);

test('text from right to left is marked so on its page, its lists and its feed', async () => {
  const blog = await openBlog(
    {
      'posts/a.md': post(
        'title: "الميناء البطيء"\ndate: 2026-01-01\nslug: harbour\ntags: [بحر]',
        'كلمات عن المد والجزر.',
      ),
    },
    { settings: 'language: ar\n' },
  );
  const site = await blog.build();
  for (const page of ['2026/01/harbour/index.html', 'index.html', 'archive/index.html', 'tags/بحر/index.html']) {
    expect(await site.read(page)).toContain('<html lang="ar" dir="rtl">');
  }
  expect(await site.read('feed.xml')).toContain('xml:lang="ar"');
  expect(await site.read('2026/01/harbour/index.html')).toContain('<h1>الميناء البطيء</h1>');
});

test('addresses in other scripts are readable files and encoded links', async () => {
  const blog = await openBlog({
    'posts/a.md': post('title: 北京的秋天\ndate: 2026-01-01\nslug: 北京的秋天\ntags: ["🎉", "النص"]'),
    'posts/b.md': post('title: B\ndate: 2026-01-02', '[a](a.md)'),
  });
  const site = await blog.build();
  expect(site.has('2026/01/北京的秋天/index.html')).toBe(true);
  expect(await site.read('2026/01/b/index.html')).toContain(`href="/2026/01/${encodeURI('北京的秋天')}/"`);
});

test.each([
  ['../../etc/passwd', '/etc/passwd/'],
  ['/a/../../b/', '/a/b/'],
  ['/%2e%2e/%2e%2e/x', '/x/'],
  ['/a\\..\\b', '/a/b/'],
  ['https://other.example/2019/a.html', '/2019/a.html'],
  ['/con:/<x>|"y"?z#q', '/con/xy/'],
  ['/a/./b//c', '/a/b/c/'],
  ['/dots.../x', '/dots/x/'],
  ['\u202e/evil', '/evil/'],
  ['?p=12', undefined],
  ['/', undefined],
  [`/${'ä'.repeat(300)}/`, `/${'ä'.repeat(100)}/`],
])('an address written as %j is cleaned', (written, clean) => {
  expect(cleanAddress(written)).toBe(clean);
});

test('addresses become paths and links', () => {
  expect(addressToPath('/')).toBe('index.html');
  expect(addressToPath('/a/b/')).toBe('a/b/index.html');
  expect(addressToPath('/a/b.html')).toBe('a/b.html');
  expect(encodeAddress('/100%25/ä b/')).toBe('/100%25/%C3%A4%20b/');
  expect(encodeAddress('/x/#ö')).toBe('/x/#%C3%B6');
});

test.each([
  ['/:year/:month/:slug/', '/2026/03/s/'],
  ['/:category/:slug/', '/travel/norway/s/'],
  ['/:slug.html', '/s.html'],
  ['/blog/:year', '/blog/2026/s/'],
  [':year:month:day-:slug', '/20260309-s/'],
  ['/:author/:slug/', '/ada/s/'],
])('the permalink pattern %j gives %j', (pattern, address) => {
  const parts = { slug: 's', category: 'travel/norway', year: '2026', month: '03', day: '09', author: 'ada' };
  expect(permalinks(pattern)((name) => parts[name])).toBe(address);
});

test('a theme cannot read outside itself, run code, ask the clock or go on for ever', async () => {
  const template = async (source: string) => {
    const blog = await openBlog({ 'pages/a.md': post('title: A'), 'themes/longread/templates/page.liquid': source });
    return blog.failToBuild();
  };
  for (const source of [
    "{% render '../../../../etc/passwd' %}",
    "{% include '/etc/passwd' %}",
    "{% layout '../../offprint.yml' %}",
    "{{ 'now' | date: '%s' }}",
    "{{ 'a,b' | split: ',' | sample }}",
    '{{ page.constructor }}',
    '{{ site.title | nothing }}',
    "{{ 'missing.css' | asset }}",
  ]) {
    expect(await template(source), source).toMatchObject({
      kind: 'theme-broken',
      file: 'themes/longread/templates/page.liquid',
      line: 1,
    });
  }
}, 60_000);

test('a link from the theme folder to elsewhere is not followed', async () => {
  const blog = await openBlog({ 'pages/a.md': post('title: A') });
  await blog.write('themes/longread/assets/own.txt', 'own');
  await symlink('/etc/hostname', path.join(blog.folder, 'themes/longread/assets/stolen.txt'));
  await symlink('/etc', path.join(blog.folder, 'themes/longread/templates'));
  const files = Object.keys((await blog.build()).contents());
  expect(files.some((file) => file.startsWith('assets/own.'))).toBe(true);
  expect(files.some((file) => file.includes('stolen'))).toBe(false);
});
