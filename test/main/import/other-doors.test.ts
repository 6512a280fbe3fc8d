import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { openSource } from '../../../main/import/open-source.ts';
import { takingIn } from '../../support/import-site.ts';
import { bringIn, folderOf } from '../../support/old-blog.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

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
