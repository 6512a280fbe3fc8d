import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { parseRedirects } from '../../../common/redirects.ts';
import { openSource } from '../../../main/import/open-source.ts';
import { takingIn } from '../../support/import-site.ts';
import { paintedPng } from '../../support/paste.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

/** Writes files by their paths; a value of undefined is a small picture. */
async function folderOf(files: Readonly<Record<string, string | Buffer | undefined>>): Promise<string> {
  const folder = path.join(await temporaryFolder(), 'old-blog');
  for (const [name, content] of Object.entries(files)) {
    const file = path.join(folder, name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, content ?? paintedPng(20, 10));
  }
  return folder;
}

async function bringIn(place: string) {
  const source = await openSource(place);
  if (!source.ok) throw new Error(JSON.stringify(source.failure));
  const { report, site } = await takingIn(source.value);
  const read = (file: string) => readFile(path.join(site, file), 'utf8');
  const settings = await read('offprint.yml');
  return { source: source.value, report, read, settings };
}

test('Hugo: bundles, shortcodes, references, permalinks, aliases, TOML, comments as data', async () => {
  const folder = await folderOf({
    'hugo.toml': 'title = "Tides"\nbaseURL = "https://tides.example/"\n[permalinks]\nposts = "/:year/:month/:slug/"\n',
    'content/posts/fog/index.md':
      '+++\ntitle = "Fog"\ndate = 2024-05-06T10:00:00Z\ntags = ["sea"]\naliases = ["/old/fog/"]\nmood = "grey"\n+++\n\n![Fog](fog.png)\n\n{{< figure src="/img/top.png" alt="Top" caption="A \\"top\\"" attr="Jonas" >}}\n\n{{< youtube abc >}} and {{< mine x="1" >}} and {{</* shown */>}}\n\nSee [quay]({{< relref "quay.md" >}}) and [about](/about/).\n\n{{< highlight go >}}\nx := 1\n{{< /highlight >}}\n',
    'content/posts/fog/fog.png': undefined,
    'static/img/top.png': undefined,
    'content/posts/quay.md': '---\ntitle: Quay\ndate: 2024-05-07\ndraft: true\nslug: the-quay\n---\nText\n',
    'content/about.md': '---\ntitle: About\n---\nMe\n',
    'content/posts/_index.md': '---\ntitle: Posts\n---\n',
    'data/comments/index.yml': '- id: 1\n  author: Ann\n  date: 2024-05-07T10:00:00Z\n  status: approved\n  text: Hi\n',
  });
  const { report, read, settings } = await bringIn(folder);
  expect(report.kind).toBe('hugo');
  expect(report.entries.map(({ file, status }) => [file, status])).toEqual([
    ['pages/about.md', 'published'],
    ['posts/fog.md', 'published'],
    ['posts/the-quay.md', 'draft'],
  ]);
  const fog = await read('posts/fog.md');
  expect(fog).toContain('aliases:\n  - /old/fog/\n');
  expect(fog).toContain('mood: grey\n');
  expect(fog).toMatch(/!\[Fog\]\(\/media\/\d{4}\/\d\d\/[\w-]+\.png\)/);
  expect(fog).toMatch(/!\[Top\]\(\/media\/[\w/-]+\.png "A \\"top\\""\)\{credit="Jonas"\}/);
  expect(fog).toContain('[youtube.com](https://www.youtube.com/watch?v=abc)');
  expect(fog).toContain('{{< mine x="1" >}} and {{< shown >}}');
  expect(fog).toContain('[quay](./the-quay.md) and [about](../pages/about.md)');
  expect(fog).toContain('```go\nx := 1\n```');
  expect(report.entries[1]?.look).toEqual([{ note: 'unknown-shortcode', detail: 'mine' }]);
  expect(settings).toContain('title: Tides');
  expect(settings).toContain('url: https://tides.example/');
});

test('Jekyll: Liquid, includes, data, links to posts, drafts, categories by spaces, former addresses', async () => {
  const folder = await folderOf({
    '_config.yml': 'title: Ebb\nurl: https://ebb.example\npermalink: /:categories/:year/:title.html\n',
    '_data/ports.yml': '- name: Bergen\n  range: 0.9\n',
    '_includes/picture.html':
      '<figure><img src="{{ include.src }}" alt="A"><figcaption>{{ include.caption }}</figcaption></figure>',
    '_posts/2023-02-03-ebb.md':
      '---\nlayout: post\ntitle: Ebb\ncategories: sea tides\nredirect_from:\n  - /ebb-old/\n---\n{% include picture.html src="/assets/a.png" caption="The ebb" %}\n\n{% for port in site.data.ports %}{{ port.name }}: {{ port.range }}{% endfor %}\n\n[flow]({% post_url 2023-03-04-flow %}) {% plugin x %} {% raw %}{{ shown }}{% endraw %}\n\n{% highlight ruby %}\nputs 1\n{% endhighlight %}\n',
    'assets/a.png': undefined,
    '_posts/2023-03-04-flow.markdown': '---\ntitle: Flow\npublished: false\n---\nText\n',
    '_drafts/idea.md': '---\ntitle: Idea\n---\nText\n',
    'about.md': '---\ntitle: About\npermalink: /about/\n---\nMe\n',
    'README.md': '# Read me\n',
  });
  const { report, read } = await bringIn(folder);
  expect(report.kind).toBe('jekyll');
  const ebb = await read('posts/ebb.md');
  expect(ebb).toContain('permalink: /sea/tides/2023/ebb.html');
  expect(ebb).toContain('  - /ebb-old/');
  expect(ebb).not.toContain('layout');
  expect(ebb).toMatch(/!\[A\]\(\/media\/[\w/-]+\.png "The ebb"\)/);
  expect(ebb).toContain('Bergen: 0.9');
  expect(ebb).toContain('[flow](./flow.md) {% plugin x %} {{ shown }}');
  expect(ebb).toContain('```ruby\nputs 1\n```');
  const states = new Map(report.entries.map(({ file, status }) => [file, status]));
  expect(states.get('posts/flow.md')).toBe('draft');
  expect(states.get('posts/idea.md')).toBe('draft');
  expect(states.get('pages/about.md')).toBe('published');
  expect(report.entries).toHaveLength(4);
});

test('an include that leads out of the folder reads nothing', async () => {
  const folder = await folderOf({
    '_config.yml': 'title: X\n',
    '_posts/2023-01-01-a.md': '---\ntitle: A\n---\n{% include ../../../../etc/passwd %}\n',
  });
  const { read, report } = await bringIn(folder);
  expect(await read('posts/a.md')).toContain('{% include ../../../../etc/passwd %}');
  expect(report.entries[0]?.look).toHaveLength(1);
});

test('Hexo: tags, a folder of files beside a post, drafts', async () => {
  const folder = await folderOf({
    '_config.yml': 'title: Mud\nurl: https://mud.example\npermalink: :year/:title/\n',
    'source/_posts/flat.md':
      '---\ntitle: Flat\ndate: 2022-01-02 03:04:05\n---\n{% asset_img a.png A title %}\n\n{% post_link other Read %} {% unknown %}\n\n{% codeblock lang:js %}\nlet a;\n{% endcodeblock %}\n',
    'source/_posts/flat/a.png': undefined,
    'source/_posts/other.md': '---\ntitle: Other\ndate: 2022-01-03\n---\nText\n',
    'source/_drafts/d.md': '---\ntitle: D\n---\nText\n',
    'source/about/index.md': '---\ntitle: About\n---\nMe\n',
  });
  const { report, read } = await bringIn(folder);
  const flat = await read('posts/flat.md');
  expect(flat).toMatch(/!\[\]\(<?\/media\/[\w/-]+\.png>? "A title"\)/);
  expect(flat).toContain('[Read](./other.md) {% unknown %}');
  expect(flat).toContain('```js\nlet a;\n```');
  expect(report.entries.find(({ file }) => file === 'posts/flat.md')?.address).toBe('/2022/flat/');
  expect(report.entries.find(({ title }) => title === 'D')?.status).toBe('draft');
  expect(report.entries.find(({ title }) => title === 'About')?.file).toBe('pages/about.md');
});

test('Eleventy and Astro: their addresses, pictures and own markup', async () => {
  const eleventy = await folderOf({
    'eleventy.config.js': 'export default () => {};\n',
    'posts/one.md': '---\ntitle: One\ndate: 2024-01-01\ntags: [posts, sea]\n---\n{{ title }} ![x](/img/x.png)\n',
    'public/img/x.png': undefined,
  });
  const first = await bringIn(eleventy);
  const one = await first.read('posts/one.md');
  expect(one).toContain('tags:\n  - sea\n');
  expect(one).toMatch(/One !\[x\]\(\/media\//);
  expect(first.report.entries[0]?.address).toBe('/posts/one/');

  const astro = await folderOf({
    'astro.config.mjs': 'export default {};\n',
    'src/content/blog/two.mdx':
      "---\ntitle: Two\npubDate: 'Jul 08 2022'\nheroImage: '../../assets/h.png'\n---\nimport Chart from '../Chart.astro';\n\n# Head\n\n<Chart data={1} />\n",
    'src/assets/h.png': undefined,
  });
  const second = await bringIn(astro);
  const two = await second.read('posts/two.md');
  expect(two).toMatch(/cover:\n {2}src: \/media\//);
  expect(two).toContain('`<Chart data={1} />`');
  expect(two).not.toContain('import Chart');
  expect(second.report.entries[0]).toMatchObject({
    address: '/blog/two/',
    look: [{ note: 'component-kept', detail: 'Chart' }],
  });
});

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

/** A zip archive of these files, deflated, as any program writes one. */
function zipOf(files: Readonly<Record<string, string>>): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, text] of Object.entries(files)) {
    const content = deflateRawSync(Buffer.from(text));
    const sizes = Buffer.alloc(8);
    sizes.writeUInt32LE(content.byteLength, 0);
    sizes.writeUInt32LE(Buffer.byteLength(text), 4);
    const nameBytes = Buffer.from(name);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(8, 8);
    sizes.copy(local, 18);
    local.writeUInt16LE(nameBytes.byteLength, 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(8, 10);
    sizes.copy(entry, 20);
    entry.writeUInt16LE(nameBytes.byteLength, 28);
    entry.writeUInt32LE(offset, 42);
    parts.push(local, nameBytes, content);
    directory.push(entry, nameBytes);
    offset += 30 + nameBytes.byteLength + content.byteLength;
  }
  const list = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt32LE(list.byteLength, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, list, end]);
}

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

describe('bringing in again', () => {
  test('changes nothing, updates what changed there, and leaves alone what the author edited', async () => {
    const folder = await folderOf({
      'hugo.toml': 'title = "T"\n',
      'content/posts/a.md': '---\ntitle: A\ndate: 2024-01-01\n---\nOne\n',
      'content/posts/b.md': '---\ntitle: B\ndate: 2024-01-02\n---\nTwo\n',
    });
    const root = await temporaryFolder();
    const again = async () => {
      const source = await openSource(folder);
      if (!source.ok) throw new Error(source.failure.reason);
      return takingIn(source.value, root);
    };
    const first = await again();
    await writeFile(path.join(first.site, 'posts/a.md'), '---\ntitle: Mine\n---\n\nMy words.\n');
    await writeFile(path.join(folder, 'content/posts/b.md'), '---\ntitle: B\ndate: 2024-01-02\n---\nTwo and more\n');
    const second = await again();
    expect(second.report.entries.map(({ outcome }) => outcome)).toEqual(['kept-edited', 'updated']);
    expect(await readFile(path.join(first.site, 'posts/a.md'), 'utf8')).toContain('My words.');
  });
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
