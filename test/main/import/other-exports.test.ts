import path from 'node:path';
import { expect, test } from 'vitest';
import { parseRedirects } from '../../../common/redirects.ts';
import { openSource } from '../../../main/import/open-source.ts';
import { bringIn, folderOf } from '../../support/old-blog.ts';
import { zipOf } from '../../support/zip.ts';

test('Ghost: states, tags, pictures, authors, addresses; posts for members stay drafts', async () => {
  const data = {
    posts: [
      {
        id: 'a',
        title: 'Public',
        slug: 'public',
        html: '<p>Hi <a href="__GHOST_URL__/members/">m</a></p><figure class="kg-card kg-image-card"><img src="__GHOST_URL__/content/images/2024/01/p.png" alt="P"><figcaption>Cap</figcaption></figure>',
        status: 'published',
        type: 'post',
        visibility: 'public',
        published_at: '2024-01-02T03:04:05.000Z',
        feature_image: '__GHOST_URL__/content/images/2024/01/p.png',
      },
      {
        id: 'b',
        title: 'Members',
        slug: 'members',
        html: '<p>secret</p>',
        status: 'published',
        type: 'post',
        visibility: 'paid',
        published_at: '2024-01-03T03:04:05.000Z',
      },
      {
        id: 'c',
        title: 'About',
        slug: 'about',
        html: '<p>Me</p>',
        status: 'published',
        type: 'page',
        visibility: 'public',
        published_at: '2024-01-01T00:00:00.000Z',
      },
    ],
    tags: [{ id: 't', name: 'Deep Sea', slug: 'deep-sea' }],
    posts_tags: [{ post_id: 'a', tag_id: 't' }],
    users: [{ id: 'u', name: 'Ada', slug: 'ada' }],
    posts_authors: [{ post_id: 'a', author_id: 'u' }],
    settings: [
      { key: 'title', value: 'Ghostly' },
      { key: 'timezone', value: 'Europe/Oslo' },
    ],
  };
  const folder = await folderOf({
    'ghost.json': JSON.stringify({ db: [{ data }] }),
    'content/images/2024/01/p.png': undefined,
  });
  const { report, read, settings } = await bringIn(path.join(folder, 'ghost.json'));
  const post = await read('posts/public.md');
  expect(post).toContain('date: 2024-01-02T04:04:05+01:00');
  expect(post).toContain('tags:\n  - Deep Sea\n');
  expect(post).toContain('![P](/media/2024/01/p.png "Cap")');
  expect(post).toContain('[m](./members.md)');
  expect(await read('posts/members.md')).toContain('draft: true');
  expect(report.entries.find(({ title }) => title === 'About')?.file).toBe('pages/about.md');
  expect(settings).toContain('permalink: /:slug/');
  const redirects = parseRedirects(await read('redirects.yml'));
  expect(redirects.get('/tag/deep-sea/')).toBe('/tags/deep-sea/');
});

const mediumPost =
  '<!DOCTYPE html><html><head><title>On fog</title></head><body><article class="h-entry"><header><h1 class="p-name">On fog</h1></header><section data-field="subtitle" class="p-summary">A short one</section><section data-field="body" class="e-content"><h3 class="graf graf--h3 graf--title">On fog</h3><p class="graf">Thick.</p><figure class="graf"><img class="graf-image" src="https://cdn-images-1.medium.com/max/800/1*a.png"><figcaption class="imageCaption">Fog, photo: Ann</figcaption></figure></section><footer><p>By <a href="https://medium.com/@a" class="p-author h-card">Ada</a> on <a href="https://medium.com/p/abcdef123456"><time class="dt-published" datetime="2019-01-02T03:04:05.678Z">d</time></a>.</p><p><a href="https://medium.com/@a/on-fog-abcdef123456" class="p-canonical">Canonical link</a></p></footer></article></body></html>';

test('Medium: the archive as it is sent, and the folder it was unpacked into', async () => {
  const folder = await folderOf({
    'medium.zip': zipOf({
      'posts/2019-01-02_On-fog-abcdef123456.html': mediumPost,
      'posts/draft_Idea-abcdef123457.html': mediumPost.replaceAll('On fog', 'Idea'),
      'profile/profile.html': '<p>x</p>',
      '../../evil.html': mediumPost,
    }),
  });
  const { report, read } = await bringIn(path.join(folder, 'medium.zip'));
  expect(report.entries.map(({ title, status }) => [title, status])).toEqual([
    ['On fog', 'published'],
    ['Idea', 'draft'],
  ]);
  const post = await read('posts/on-fog.md');
  expect(post).toContain('date: 2019-01-02T03:04:05Z');
  expect(post).toContain('description: A short one');
  expect(post).toContain('Thick.\n\n![](https://cdn-images-1.medium.com/max/800/1*a.png "Fog"){credit="photo: Ann"}');
  expect(post.match(/On fog/g)).toHaveLength(1);
  expect(report.missingMedia.map(({ url }) => url)).toEqual(['https://cdn-images-1.medium.com/max/800/1*a.png']);

  const unpacked = await folderOf({ 'posts/2019-01-02_On-fog-abcdef123456.html': mediumPost });
  expect((await bringIn(unpacked)).report.kind).toBe('medium');
});

test('a folder of Markdown, a folder of web pages, and one saved page', async () => {
  const notes = await folderOf({
    'Trip/Day one.md': '# Day one\n\nSee [two](<Day two.md>) and ![[pic.png]]\n',
    'Trip/Day two.md': 'No title here.\n',
    'attachments/pic.png': undefined,
  });
  const markdown = await bringIn(notes);
  expect(markdown.report.kind).toBe('markdown');
  const one = await markdown.read('posts/day-one.md');
  expect(one).toContain('title: Day one');
  expect(one).toContain('See [two](<./day-two.md>)');
  expect(one).toMatch(/!\[\]\(<\/media\//);

  const page = (text: string) =>
    `<!doctype html><html lang="en"><head><title>T</title><meta name="description" content="Words"><meta property="article:published_time" content="2020-02-03T04:05:06Z"></head><body><nav>menu</nav><main><h1>T</h1>${text}</main><footer>foot</footer><script>x()</script></body></html>`;
  const pages = await folderOf({
    'a.html': page('<p>A <a href="b.html">b</a> <img src="p.png" alt="P"></p>'),
    'b.html': page('<p>B</p>').replaceAll('T<', 'U<'),
    'p.png': undefined,
  });
  const html = await bringIn(pages);
  expect(html.report.kind).toBe('html');
  const a = await html.read(html.report.entries[0]?.file ?? '');
  expect(a).toContain('description: Words');
  expect(a).toMatch(/A \[b\]\(\.\/[\w-]+\.md\) !\[P\]\(\/media\//);
  expect(a).not.toMatch(/menu|foot|x\(\)/);

  const saved = await folderOf({
    'Page.html': page('<p>Saved <img src="Page_files/p.png" alt=""></p>'),
    'Page_files/p.png': undefined,
  });
  const single = await bringIn(path.join(saved, 'Page.html'));
  expect(single.report.kind).toBe('web-page');
  expect(single.report.entries).toHaveLength(1);
  expect(await single.read(single.report.entries[0]?.file ?? '')).toMatch(/draft: true[\s\S]*Saved !\[\]\(\/media\//);
});

test.each([
  ['a JSON that is no export', 'x.json', '{"a":1}', 'not-an-export'],
  ['broken JSON', 'x.json', '{', 'not-an-export'],
  ['a zip that is none', 'x.zip', 'PK', 'not-an-export'],
  ['a page without a word', 'x.html', '<html><body><script>1</script></body></html>', 'empty'],
])('%s is refused', async (_name, name, text, reason) => {
  const folder = await folderOf({ [name]: text });
  expect(await openSource(path.join(folder, name))).toMatchObject({
    ok: false,
    failure: { kind: 'import-refused', reason },
  });
});

test('a folder without posts is refused', async () => {
  const folder = await folderOf({ 'x.txt': 'x' });
  expect(await openSource(folder)).toMatchObject({ ok: false, failure: { reason: 'empty' } });
});
