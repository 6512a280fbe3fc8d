import { cp, mkdir, mkdtemp, readdir, readFile, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse as parseYaml } from 'yaml';
import { type ExportFormat, exportFormats } from '../../../common/contract/export.ts';
import { timeZone } from '../../../common/dates.ts';
import { parseMarkdown, renderMarkdown } from '../../../common/markdown/render.ts';
import { parseRedirects } from '../../../common/redirects.ts';
import { exportBlog } from '../../../main/export/export-blog.ts';
import { openSource } from '../../../main/import/open-source.ts';
import { openLibrary } from '../../../main/library/open-library.ts';
import { createSitePosts } from '../../../main/site/model.ts';
import { takingIn } from '../../support/import-site.ts';
import { paintedPng } from '../../support/paste.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { projectRoot } from '../../support/test-ports.ts';

interface Kept {
  readonly matter: Readonly<Record<string, unknown>>;
  readonly body: string;
  readonly comments: unknown;
}

/** Every post of a site by what it is called, as plain data. A post is found again by title, address and state, not by its file's name. */
async function postsOf(site: string, data: string): Promise<ReadonlyMap<string, Kept>> {
  const opened = await library(site, data);
  const { posts: listed } = await opened.list();
  const settings = opened.settings();
  const sitePosts = createSitePosts();
  const zone = timeZone(settings.timeZone);
  const redirects = [...parseRedirects(await readFile(path.join(site, 'redirects.yml'), 'utf8').catch(() => ''))];
  const posts = new Map<string, Kept>();
  for (const summary of listed) {
    const text = await readFile(path.join(site, summary.id), 'utf8');
    const [, header = '', body = ''] = /^---\n([\s\S]*?)---\n([\s\S]*)$/.exec(text) ?? [];
    const {
      permalink: _permalink,
      slug: _slug,
      aliases: _aliases,
      date: _date,
      draft: _draft,
      ...matter
    } = parseYaml(header, { schema: 'core' }) ?? {};
    const comments = await readFile(
      path.join(site, 'comments', `${path.basename(summary.id, '.md')}.yml`),
      'utf8',
    ).catch(() => '');
    const { address } = sitePosts.of(summary, settings, zone);
    const former = [
      ...summary.matter.aliases,
      ...redirects.filter(([from, to]) => to === summary.id && !from.includes('?')).map(([from]) => from),
    ];
    const isDraft = summary.status === 'draft';
    posts.set(
      `${summary.kind} ${summary.matter.title || summary.slug}${isDraft ? '' : ` ${decodeURIComponent(address)}`}`,
      {
        matter: {
          ...matter,
          comments: matter.comments === true ? undefined : matter.comments,
          status: summary.status,
          dateMs: summary.dateMs,
          former: isDraft ? [] : [...new Set(former.map((one) => decodeURIComponent(one)))].sort(),
        },
        body,
        comments: parseYaml(comments) ?? [],
      },
    );
  }
  await opened.close();
  return posts;
}

async function library(site: string, data: string) {
  const opened = await openLibrary({
    folder: site,
    dataFolder: data,
    now: Date.now,
    log: { info: () => undefined, error: () => '' },
    holder: 'test',
    emit: () => undefined,
  });
  if (!opened.ok) throw new Error(opened.failure.kind);
  return opened.value;
}

/** Exports a site, brings the export into a new one and answers both. */
async function thereAndBack(site: string, format: ExportFormat) {
  const root = await temporaryFolder();
  const out = path.join(root, 'out');
  const opened = await library(site, path.join(root, 'library-data'));
  const written = await exportBlog(opened, format, out);
  await opened.close();
  if (!written.ok) throw new Error(JSON.stringify(written.failure));
  const source = await openSource(format === 'wxr' ? path.join(out, 'export.xml') : out);
  if (!source.ok) throw new Error(JSON.stringify(source.failure));
  const back = await takingIn(source.value, path.join(root, 'back'));
  return {
    report: written.value,
    before: await postsOf(site, path.join(root, 'data-1')),
    after: await postsOf(back.site, path.join(root, 'data-2')),
    back,
    source: source.value,
  };
}

/** What readers see of a text, as far as a program can keep it: HTML without the names that a place gives its files. */
function shown(body: string): string {
  const { html } = renderMarkdown(parseMarkdown(body), {
    language: 'en',
    smartTypography: false,
    resolveLink: (href) => ({ href: /^[a-z]+:|^#/.test(href) ? href : 'LINK' }),
    resolvePicture: (src) => ({ src: src.split('/').at(-1) ?? src }),
  });
  return html
    .replace(/<a[^>]* href="LINK"[^>]*>/g, '<a href="LINK">')
    .replace(/\s+/g, ' ')
    .replace(/> </g, '><')
    .trim();
}

/** The words alone. */
function words(body: string): string {
  return shown(body)
    .replace(/<(?:sup|a)[^>]*(?:fnref|footnote|anchor)[^>]*>[\s\S]*?<\/(?:sup|a)>/g, ' ')
    .replace(
      /<\/?(?:p|div|li|ul|ol|h\d|td|th|tr|table|figure|figcaption|blockquote|pre|small|br|hr|dt|dd|section)\b[^>]*>/g,
      ' ',
    )
    .replace(/<[^>]+>/g, '')
    .replace(/[\s—–-]+/g, ' ')
    .trim();
}

/** Differences that a format is known to make, each with its reason; everything else fails the test. */
const explained: Readonly<Record<ExportFormat, Readonly<Record<string, string>>>> = {
  hugo: {},
  jekyll: {},
  eleventy: {},
  wxr: {
    'matter.wordpress': 'WordPress numbers its posts anew',
    'matter.updated': 'WordPress gives every post a moment of change',
    'matter.former': 'WordPress knows former slugs, and feeds of its own',
    'matter.author': 'a blog with one author names it once',
    'matter.weight': 'WordPress keeps an order for every post',
  },
};

interface Difference {
  readonly post: string;
  readonly field: string;
  readonly before: unknown;
  readonly after: unknown;
}

function differences(
  before: ReadonlyMap<string, Kept>,
  after: ReadonlyMap<string, Kept>,
  format: ExportFormat,
): Difference[] {
  const found: Difference[] = [];
  const note = (post: string, field: string, one: unknown, other: unknown) => {
    if (JSON.stringify(one) !== JSON.stringify(other)) found.push({ post, field, before: one, after: other });
  };
  note('', 'posts', [...before.keys()].sort(), [...after.keys()].sort());
  for (const [post, one] of before) {
    const other = after.get(post);
    if (other === undefined) continue;
    for (const key of new Set([...Object.keys(one.matter), ...Object.keys(other.matter)])) {
      const [mine, theirs] = [one.matter[key], other.matter[key]];
      if (key === 'updated') note(post, `matter.${key}`, momentOf(mine), momentOf(theirs));
      else if (key === 'cover') note(post, 'matter.cover.src', fileOf(mine), fileOf(theirs));
      else note(post, `matter.${key}`, [mine ?? []].flat(), [theirs ?? []].flat());
    }
    if (format === 'wxr') note(post, 'words', words(one.body), words(other.body));
    else note(post, 'body', shown(one.body), shown(other.body));
    note(post, 'comments', commentsOf(one.comments), commentsOf(other.comments));
  }
  return found;
}

function momentOf(value: unknown): unknown {
  const ms = Date.parse(String(value));
  return Number.isNaN(ms) ? value : ms;
}

function fileOf(cover: unknown): unknown {
  const src: unknown = typeof cover === 'object' && cover !== null ? Reflect.get(cover, 'src') : cover;
  return typeof src === 'string' ? src.split('/').at(-1) : src;
}

function commentsOf(value: unknown): unknown {
  const list: readonly Readonly<Record<string, unknown>>[] = Array.isArray(value) ? value : [];
  return list.map(({ author, url, date, status, text, parent }) => [
    author,
    url ?? '',
    Date.parse(String(date)),
    status,
    String(text).replace(/\s+/g, ' ').trim(),
    parent !== undefined,
  ]);
}

let root: string;
let imported: string;
beforeAll(async () => {
  root = await realpath(await mkdtemp(path.join(tmpdir(), 'offprint-test-')));
  const source = await openSource(path.join(projectRoot, 'test/fixtures/wordpress/salt-and-rail/export.xml.gz'));
  if (!source.ok) throw new Error(source.failure.reason);
  imported = (await takingIn(source.value, root)).site;
});
afterAll(() => rm(root, { recursive: true, force: true }));

describe.each(exportFormats)('%s', (format) => {
  test('the sample blog comes back the same', async () => {
    const site = path.join(await temporaryFolder(), 'sample');
    await cp(path.join(projectRoot, 'sample'), site, { recursive: true });
    const { before, after, report, back } = await thereAndBack(site, format);
    expect(report.posts).toBe(15);
    expect(back.report.entries.length).toBe(before.size);
    const unexplained = differences(before, after, format).filter(
      ({ field }) => !Object.hasOwn(explained[format], field),
    );
    expect(unexplained).toEqual([]);
  });

  test('the imported WordPress blog comes back the same', async () => {
    const { before, after } = await thereAndBack(imported, format);
    const unexplained = differences(before, after, format).filter(
      ({ field }) => !Object.hasOwn(explained[format], field),
    );
    expect(unexplained).toEqual([]);
  });
});

describe.each(exportFormats)('%s, pictures beside the posts', (format) => {
  test('they go along, their links follow, and what is not there is named', async () => {
    const site = path.join(await temporaryFolder(), 'sample');
    await cp(path.join(projectRoot, 'sample'), site, { recursive: true });
    await mkdir(path.join(site, 'posts/fog bank'), { recursive: true });
    await writeFile(path.join(site, 'posts/fog bank/horn.png'), paintedPng(40, 30));
    await writeFile(path.join(site, 'posts/tide.pdf'), '%PDF-1.4\n%%EOF\n');
    await symlink('/etc/hostname', path.join(site, 'posts/fog bank/outside.png'));
    const words = '![The horn](fog%20bank/horn.png "At six")\n\nThe [table](tide.pdf), ![gone](fog%20bank/gone.png)\n';
    const head = 'title: Fog beside\ndate: 2024-03-01T10:00:00+01:00\ncover:\n  src: fog bank/horn.png\n  alt: Horn\n';
    await writeFile(
      path.join(site, 'posts/fog-beside.md'),
      `---\n${head}---\n\n${words}\n![out](fog%20bank/outside.png)\n`,
    );
    const { before, after, report, back } = await thereAndBack(site, format);
    const unexplained = differences(before, after, format).filter(
      ({ field }) => !Object.hasOwn(explained[format], field),
    );
    // A picture that never was, and one that a link leads out of the blog, stay what they were: named, not shown.
    expect(unexplained).toEqual([]);
    expect(report.notes.map(({ file, note, detail }) => `${file} ${note} ${detail}`)).toEqual(
      expect.arrayContaining([
        'posts/fog-beside.md media-missing posts/fog bank/gone.png',
        'posts/fog-beside.md media-missing posts/fog bank/outside.png',
      ]),
    );
    const media = await readdir(path.join(back.site, 'media'), { recursive: true });
    expect(media.filter((name) => /horn\.png$|tide\.pdf$/.test(name))).toHaveLength(2);
    expect(media.filter((name) => /outside/.test(name))).toEqual([]);
  });
});

test('the comparison sees what is lost: another title, a comment less, other words', () => {
  const one: Kept = {
    matter: { title: 'A' },
    body: 'Words here.',
    comments: [{ author: 'Ann', text: 'Hi', date: '2024-01-01' }],
  };
  const changed = new Map([['post', { matter: { title: 'B' }, body: 'Words there.', comments: [] }]]);
  expect(differences(new Map([['post', one]]), changed, 'hugo').map(({ field }) => field)).toEqual([
    'matter.title',
    'body',
    'comments',
  ]);
});
