import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Library } from '../../../main/library/library.ts';
import { openLibrary } from '../../../main/library/open-library.ts';
import { sha256 } from '../../../main/node/hash.ts';
import { silentLog } from '../../../main/node/log.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { need, storyNow } from './story.ts';

const hugo = {
  'hugo.toml':
    'title = "My Hugo"\nbaseURL = "https://h.example/"\nlanguageCode = "de"\n[permalinks]\nposts = "/:year/:slug/"\n',
  'content/posts/first.md':
    '+++\ntitle = "First" # mine\ndate = 2024-05-01T10:00:00+02:00\ntags = ["a"]\ndraft = true\n[params]\nx = 1\n+++\n\nText\n',
  'content/posts/bundle/index.md': '---\ntitle: Bundle\ndate: 2024-06-01\n---\n\n![](photo.jpg)\n',
  'content/posts/bundle/photo.jpg': 'not really',
  'content/posts/_index.md': '---\ntitle: All posts\n---\n',
  'content/about.md': '---\ntitle: About\n---\nMe\n',
  'layouts/_default/single.html': '<html></html>',
};

const jekyll = {
  '_config.yml': 'title: My Jekyll\nurl: https://j.example\npermalink: pretty\nauthor: Ann\n',
  '_posts/2020-02-03-on-the-train.md': '---\nlayout: post\ntitle:  "On the train"\ncategories: rail\n---\nText\n',
  '_drafts/idea.md': '---\ntitle: Idea\n---\nText\n',
  'about.md': '---\nlayout: page\ntitle: About\npermalink: /about/\n---\nMe\n',
  'README.md': '# How to build this\n',
  '_includes/note.md': 'no post',
};

const hexo = {
  '_config.yml': 'title: My Hexo\nsubtitle: Quiet\nurl: http://x.example\npermalink: :year/:month/:title/\n',
  'source/_posts/hello.md': '---\ntitle: Hello\ndate: 2019-01-02 03:04:05\ncategories:\n- [A, B]\n---\nText\n',
  'source/_posts/scaffold.md': 'title: Scaffold # mine\ndate: 2019-02-03 04:05:06\ntags:\n  - a\n---\nText\n',
  'source/_drafts/later.md': '---\ntitle: Later\n---\n',
  'source/about/index.md': '---\ntitle: About\n---\n',
  'source/_data/x.md': 'no post',
};

const astro = {
  'astro.config.mjs': 'export default {};\n',
  'src/content/blog/one.md': "---\ntitle: 'One'\npubDate: 'Jul 08 2022'\nheroImage: '/a.jpg'\n---\nText\n",
  'src/content/blog/two.mdx': "---\ntitle: 'Two'\n---\nimport A from '../A.astro';\n\n<A />\n",
  'src/pages/about.md': '---\ntitle: About\n---\n',
};

const eleventy = {
  'eleventy.config.js': 'export default {};\n',
  'content/blog/one.md': '---\ntitle: One\ndate: 2023-01-01\ntags: [x]\n---\nText\n',
};

interface OpenedSite {
  readonly folder: string;
  readonly library: Library;
  /** Opens the folder again, after `library` was closed. */
  readonly again: () => Promise<Library>;
}

async function siteOf(files: Readonly<Record<string, string>>): Promise<OpenedSite> {
  const root = await temporaryFolder();
  const folder = path.join(root, 'site');
  for (const [name, content] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
    await writeFile(path.join(folder, name), content);
  }
  const options = {
    folder,
    dataFolder: path.join(root, 'data'),
    now: () => storyNow,
    log: silentLog,
    holder: 'the test',
  };
  const again = async (): Promise<Library> =>
    need(await openLibrary({ ...options, emit: () => {}, autosaveMs: 3_600_000 }));
  return { folder, library: await again(), again };
}

async function rows(library: Library): Promise<readonly (readonly (string | undefined)[])[]> {
  const { posts } = await library.list();
  return posts.map((post) => [post.id, post.kind, post.status, post.slug]).sort();
}

async function everyByte(folder: string): Promise<string> {
  const names = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
  const hashes = names.map(async ({ parentPath, name }) => {
    return `${path.join(parentPath, name)} ${sha256(await readFile(path.join(parentPath, name)))}`;
  });
  return (await Promise.all(hashes)).sort().join('\n');
}

describe('a folder of another program', () => {
  it('of Hugo opens as it is', async () => {
    const { library } = await siteOf(hugo);
    expect(library.layout).toBe('hugo');
    expect(library.settings()).toMatchObject({
      title: 'My Hugo',
      url: 'https://h.example/',
      language: 'de',
      permalink: '/:year/:slug/',
    });
    expect(await rows(library)).toEqual([
      ['content/about.md', 'page', 'published', 'about'],
      ['content/posts/bundle/index.md', 'post', 'published', 'bundle'],
      ['content/posts/first.md', 'post', 'draft', 'first'],
    ]);
    expect(need(await library.create('post', 'New one')).id).toBe('content/posts/new-one.md');
    await library.close();
  });

  it('of Jekyll opens with dates from file names and drafts from their folder', async () => {
    const { folder, library } = await siteOf(jekyll);
    expect(library.settings()).toMatchObject({ title: 'My Jekyll', url: 'https://j.example/', author: 'Ann' });
    expect(await rows(library)).toEqual([
      ['_drafts/idea.md', 'post', 'draft', 'idea'],
      ['_posts/2020-02-03-on-the-train.md', 'post', 'published', 'on-the-train'],
      ['about.md', 'page', 'published', 'about'],
    ]);
    expect((await library.list()).posts.find((post) => post.slug === 'on-the-train')?.dateMs).toBe(
      Date.parse('2020-02-03'),
    );
    const made = need(await library.create('post', 'New one'));
    expect(made).toMatchObject({ id: '_posts/2026-11-22-new-one.md', status: 'draft' });
    expect(await readFile(path.join(folder, made.id), 'utf8')).toContain('published: false');
    await library.close();
  });

  it('of Hexo opens with its category paths', async () => {
    const { library } = await siteOf(hexo);
    expect(library.settings()).toMatchObject({ title: 'My Hexo', tagline: 'Quiet', permalink: '/:year/:month/:slug/' });
    expect(await rows(library)).toEqual([
      ['source/_drafts/later.md', 'post', 'draft', 'later'],
      ['source/_posts/hello.md', 'post', 'published', 'hello'],
      ['source/_posts/scaffold.md', 'post', 'published', 'scaffold'],
      ['source/about/index.md', 'page', 'published', 'about'],
    ]);
    expect((await library.list()).posts.find((post) => post.slug === 'hello')?.matter.categories).toEqual(['A/B']);
    await library.close();
  });

  it('of Astro or Eleventy opens with its own key names', async () => {
    const first = await siteOf(astro);
    expect(await rows(first.library)).toEqual([
      ['src/content/blog/one.md', 'post', 'published', 'one'],
      ['src/content/blog/two.mdx', 'post', 'published', 'two'],
      ['src/pages/about.md', 'page', 'published', 'about'],
    ]);
    const one = (await first.library.list()).posts.find((post) => post.slug === 'one');
    expect(one).toMatchObject({ dateMs: Date.parse('2022-07-08'), matter: { cover: { src: '/a.jpg' } } });
    const second = await siteOf(eleventy);
    expect(await rows(second.library)).toEqual([['content/blog/one.md', 'post', 'published', 'one']]);
    await first.library.close();
    await second.library.close();
  });

  it('has not one byte written until the author changes something, and then one line', async () => {
    for (const [files, id] of [
      [hugo, 'content/posts/first.md'],
      [jekyll, '_posts/2020-02-03-on-the-train.md'],
      [hexo, 'source/_posts/hello.md'],
      [hexo, 'source/_posts/scaffold.md'],
      [astro, 'src/content/blog/two.mdx'],
    ] as const) {
      const { folder, library } = await siteOf(files);
      const before = await everyByte(folder);
      await library.list();
      const draft = need(await library.openDraft(id));
      await library.saveAll();
      expect(await everyByte(folder)).toBe(before);
      need(await library.editDraft({ id, sequence: draft.sequence + 1, changes: [], matter: { title: 'Changed' } }));
      expect(need(await library.saveDraft(id))).toEqual({ kind: 'saved' });
      const old =
        Object.entries(files)
          .find(([name]) => name === id)?.[1]
          .split('\n') ?? [];
      const lines = (await readFile(path.join(folder, id), 'utf8')).split('\n');
      expect(lines.filter((line, index) => line !== old[index])).toHaveLength(1);
      expect(lines).toHaveLength(old.length);
      await library.close();
    }
  });
});

describe('a folder that leaves something open', () => {
  it('is asked which of its folders hold posts, once, and keeps the answer', async () => {
    const essay = (title: string): string => `---\ntitle: ${title}\n---\nText\n`;
    const { folder, library, again } = await siteOf({
      ...hugo,
      'content/essays/one.md': essay('One'),
      'content/essays/two/index.md': essay('Two'),
      'content/single/index.md': essay('A page of its own'),
    });
    const before = await everyByte(folder);
    expect(library.question).toEqual({ programs: ['hugo'], folders: [{ folder: 'content/essays', texts: 2 }] });
    const kindOf = async (opened: Library): Promise<string | undefined> =>
      (await opened.list()).posts.find(({ id }) => id === 'content/essays/one.md')?.kind;
    expect(await kindOf(library)).toBe('page');
    expect(await everyByte(folder)).toBe(before);
    need(await library.answerLayout('hugo', ['content/essays']));
    await library.close();
    expect(await readFile(path.join(folder, 'offprint.yml'), 'utf8')).toBe(
      'layout: hugo\npostFolders:\n  - content/essays\n',
    );
    const second = await again();
    expect([second.layout, second.question, await kindOf(second)]).toEqual(['hugo', undefined, 'post']);
    expect(second.settings()).toMatchObject({ title: 'My Hugo', permalink: '/:year/:slug/' });
    await second.close();
  });

  it('is asked whose it is when it could be of two programs', async () => {
    const { library, again } = await siteOf({ ...astro, '_posts/2020-01-01-a.md': '---\ntitle: A\n---\n' });
    expect(library.layout).toBe('jekyll');
    expect(library.question?.programs).toEqual(['jekyll', 'astro']);
    need(await library.answerLayout('astro', []));
    await library.close();
    const second = await again();
    expect([second.layout, second.question]).toEqual(['astro', undefined]);
    await second.close();
  });

  it('stays what it was recognised to be when it gets settings of its own', async () => {
    const { folder, library, again } = await siteOf({
      ...eleventy,
      'posts/two.md': '---\ntitle: Two\n---\n',
    });
    expect(library.layout).toBe('eleventy');
    need(await library.changeSettings({ title: 'Mine' }));
    expect(await readFile(path.join(folder, 'offprint.yml'), 'utf8')).toBe('layout: eleventy\ntitle: Mine\n');
    await library.close();
    const second = await again();
    expect([second.layout, (await second.list()).posts.length]).toEqual(['eleventy', 2]);
    await second.close();
  });
});
