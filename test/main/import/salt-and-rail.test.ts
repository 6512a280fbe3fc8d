import { mkdtemp, readdir, readFile, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse as parseYaml } from 'yaml';
import type { ImportReport } from '../../../common/import-report.ts';
import { isPlainObject } from '../../../common/validate.ts';
import { openSource } from '../../../main/import/open-source.ts';
import { readExport } from '../../../main/import/wordpress/read-export.ts';
import { takingIn } from '../../support/import-site.ts';

const fixture = path.resolve(import.meta.dirname, '../../fixtures/wordpress/salt-and-rail');

interface Served {
  readonly title: string;
  readonly captions: readonly string[];
  readonly headings: readonly string[];
  readonly pictures: number;
  readonly date: string;
  readonly comments: readonly { readonly id: number }[];
  readonly words: number;
}

interface Recorded {
  readonly statusByType: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly comments: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly terms: Readonly<Record<string, number>>;
  readonly posts: readonly {
    readonly id: number;
    readonly type: string;
    readonly status: string;
    readonly title: string;
    readonly slug: string;
    readonly dateGmt: string;
    readonly permalink: string | null;
    readonly hasPassword: boolean;
    readonly categories: readonly (readonly string[])[];
    readonly tags: readonly string[];
    readonly format: string | null;
    readonly author: string;
    readonly isSticky: boolean;
    readonly commentsOpen: boolean;
    readonly thumbnail: number | null;
    readonly comments: readonly {
      readonly id: number;
      readonly parent: number;
      readonly author: string;
      readonly approved: string;
      readonly type: string;
      readonly dateGmt: string;
    }[];
    readonly served?: Served;
  }[];
}

let root: string;
let report: ImportReport;
let site: string;
let recorded: Recorded;

beforeAll(async () => {
  recorded = JSON.parse(gunzipSync(await readFile(path.join(fixture, 'served.json.gz'))).toString('utf8'));
  const opened = await openSource(path.join(fixture, 'export.xml.gz'));
  if (!opened.ok) throw new Error(opened.failure.reason);
  root = await realpath(await mkdtemp(path.join(tmpdir(), 'offprint-test-')));
  const taken = await takingIn(opened.value, root);
  report = taken.report;
  site = taken.site;
});

afterAll(() => rm(root, { recursive: true, force: true }));

const entryOf = (post: Recorded['posts'][number]) => {
  const found = report.entries.filter(({ file }) => matterOf(file).id === post.id);
  return found[0];
};
const texts = new Map<
  string,
  { readonly id: number; readonly matter: Readonly<Record<string, unknown>>; readonly body: string }
>();
function matterOf(file: string) {
  const found = texts.get(file);
  if (found === undefined) throw new Error(`${file} was not read`);
  return found;
}

beforeAll(async () => {
  for (const { file, status } of report.entries) {
    if (status === 'trashed') {
      texts.set(file, { id: -1, matter: {}, body: '' });
      continue;
    }
    const text = await readFile(path.join(site, file), 'utf8');
    const [, header = '', body = ''] = /^---\n([\s\S]*?)---\n([\s\S]*)$/.exec(text) ?? [];
    const matter: unknown = parseYaml(header);
    if (!isPlainObject(matter) || !isPlainObject(matter.wordpress)) throw new Error(`${file} has no front matter`);
    texts.set(file, { id: Number(matter.wordpress.id), matter, body });
  }
});

test("every count is the database's", () => {
  const sum = (counts: Readonly<Record<string, number>> | undefined) =>
    Object.values(counts ?? {}).reduce((all, count) => all + count, 0);
  const { statusByType, comments, terms } = recorded;
  const expected = {
    posts: sum(statusByType.post),
    pages: sum(statusByType.page) + sum(statusByType.portfolio),
    // WordPress leaves comments marked as spam out of its exports.
    comments: sum(comments.comment) - (comments.comment?.spam ?? 0),
    pingbacks: sum(comments.pingback) + sum(comments.trackback),
    categories: terms.category,
    tags: terms.post_tag,
    // Formats are part of WordPress and stand at each post.
    terms: terms.place,
    media: sum(statusByType.attachment),
    menus: terms.nav_menu,
  };
  for (const { what, inSource, imported } of report.counts) {
    expect({ what, inSource, imported }).toEqual({
      what,
      inSource: expected[what as keyof typeof expected],
      imported: expected[what as keyof typeof expected],
    });
  }
  expect(report.counts).toHaveLength(Object.keys(expected).length);
  // WordPress itself writes commenters' addresses without escaping their &; each is mended and named.
  expect(new Set(report.problems.map(({ reason }) => reason))).toEqual(new Set(['an & that is not written as &amp;']));
  expect(report.missingMedia).toEqual([]);
});

test('every post keeps its title, slug, moment, categories, tags, author, format and state', () => {
  for (const post of recorded.posts) {
    if (post.status === 'trash') continue;
    const entry = entryOf(post);
    if (entry === undefined) throw new Error(`${post.id} ${post.title} did not come over`);
    const { matter } = matterOf(entry.file);
    const isHidden = !['publish', 'future'].includes(post.status) || post.hasPassword;
    expect({ title: matter.title ?? '', draft: matter.draft ?? false }).toEqual({ title: post.title, draft: isHidden });
    if (post.slug !== '')
      expect(
        String(matter.permalink ?? matter.slug ?? path.basename(entry.file, '.md'))
          .replace(/\/$/, '')
          .split('/')
          .at(-1),
      ).toBe(post.slug);
    const ms = matter.date === undefined ? undefined : Date.parse(String(matter.date));
    if (!post.dateGmt.startsWith('0000')) expect(ms).toBe(Date.parse(`${post.dateGmt.replace(' ', 'T')}Z`));
    expect(new Set([matter.categories ?? []].flat())).toEqual(
      new Set(post.categories.map((names) => names.map((name) => name.replaceAll('/', '∕')).join('/'))),
    );
    expect(new Set([matter.tags ?? []].flat())).toEqual(new Set(post.tags));
    expect(matter.author).toBe(post.author);
    expect(matter.format ?? null).toBe(post.format);
    expect(matter.sticky ?? false).toBe(post.isSticky);
    expect(matter.comments ?? true).toBe(post.commentsOpen);
    expect(matter.cover !== undefined).toBe(post.thumbnail !== null);
    if (post.served !== undefined && !post.slug.match(/^(?:hello-world|sample-page)$/))
      expect(ms).toBe(Date.parse(post.served.date));
    if (post.permalink !== null)
      expect(decodeURIComponent(entry.address ?? '')).toBe(decodeURIComponent(new URL(post.permalink).pathname));
  }
});

test('every comment keeps its thread, author, moment and state; those waiting stay hidden', async () => {
  const states: Readonly<Record<string, string>> = { '1': 'approved', '0': 'pending', trash: 'trash' };
  for (const post of recorded.posts) {
    const exported = post.comments.filter(({ approved }) => approved !== 'spam' && approved !== 'post-trashed');
    const entry = entryOf(post);
    if (exported.length === 0 || entry === undefined) continue;
    const file = path.join(site, 'comments', `${path.basename(entry.file, '.md')}.yml`);
    const kept: unknown = parseYaml(await readFile(file, 'utf8'));
    const simple = (Array.isArray(kept) ? kept : []).map(({ id, parent = 0, author, date, status }) => ({
      id,
      parent,
      author,
      ms: Date.parse(date),
      status,
    }));
    const known = new Set(exported.map(({ id }) => id));
    const expected = exported.map(({ id, parent, author, approved, type, dateGmt }) => ({
      id,
      parent: known.has(parent) ? parent : 0,
      author: author
        .replace(/<\/?b>/g, '')
        .replaceAll('&amp;', '&')
        .replaceAll('&lt;', '<')
        .replaceAll('&gt;', '>'),
      ms: Date.parse(`${dateGmt.replace(' ', 'T')}Z`),
      status: type === 'comment' ? states[approved] : 'pingback',
    }));
    expect(simple.toSorted((one, other) => one.id - other.id)).toEqual(expected);
  }
});

test('every comment says what the export says, and those that WordPress showed are those that are shown', async () => {
  const source = new Map<number, string>();
  await readExport(path.join(fixture, 'export.xml.gz'), ({ comments }) => {
    for (const { id, content } of comments) source.set(id, content);
  });
  const wordsOf = (text: string) =>
    text
      .replace(/<br\s*\/?>/g, ' ')
      .replace(/\s+/g, ' ')
      .trim();
  let checked = 0;
  for (const post of recorded.posts) {
    const entry = entryOf(post);
    if (entry === undefined || post.comments.length === 0) continue;
    const kept: unknown = parseYaml(
      await readFile(path.join(site, 'comments', `${path.basename(entry.file, '.md')}.yml`), 'utf8').catch(() => '[]'),
    );
    const list = (Array.isArray(kept) ? kept : []) as readonly { id: number; text: string; status: string }[];
    for (const { id, text } of list) {
      checked += 1;
      expect({ id, text: wordsOf(text) }).toEqual({ id, text: wordsOf(source.get(id) ?? 'not in the export') });
    }
    // Pingbacks stand apart, here as there.
    const shown = list.filter(({ status }) => status === 'approved').map(({ id }) => id);
    if (post.served !== undefined) expect(new Set(shown)).toEqual(new Set(post.served.comments.map(({ id }) => id)));
  }
  expect(checked).toBeGreaterThan(100);
});

describe('what WordPress itself shows', () => {
  const plain = (text: string) =>
    text
      .replace(/!?\[((?:[^[\]]|\[[^\]]*\])*)\]\((?:<[^>]*>|[^\s)]*)(?:\s+"(?:[^"\\]|\\.)*")?\)/g, '$1')
      .replace(/<[^>]+>/g, '')
      .replace(/[\\*`]/g, '')
      .replace(/[\s,.;]+/g, ' ')
      .trim();
  const captionsIn = (body: string) => {
    const title = [
      ...body.matchAll(/\]\((?:<[^>]*>|[^\s)]*)(?:\s+"((?:[^"\\]|\\.)*)")?\)(?:\{credit="((?:[^"\\]|\\.)*)"\})?/g),
    ];
    return [
      ...title.map((found) => [found[1], found[2]].filter(Boolean).join(' ')),
      ...[...body.matchAll(/<figcaption>([\s\S]*?)<\/figcaption>/g)].map((found) => found[1] ?? ''),
    ].filter(Boolean);
  };

  test('every caption and credit is in the text', () => {
    let count = 0;
    for (const post of recorded.posts) {
      const entry = entryOf(post);
      if (entry === undefined || post.served === undefined) continue;
      const { body } = matterOf(entry.file);
      const captions = captionsIn(body).map(plain);
      for (const caption of post.served.captions) {
        count += 1;
        const isThere = captions.includes(plain(caption)) || plain(body).includes(plain(caption));
        expect({ post: post.title, caption, isThere }).toEqual({ post: post.title, caption, isThere: true });
      }
    }
    expect(count).toBeGreaterThan(12);
  });

  test('every heading and picture is in the text', () => {
    for (const post of recorded.posts) {
      const entry = entryOf(post);
      if (entry === undefined || post.served === undefined) continue;
      const { body } = matterOf(entry.file);
      const headings = [...body.matchAll(/^#{1,6} (.+)$/gm)].map((found) => plain(found[1] ?? ''));
      for (const heading of post.served.headings) expect(headings).toContain(plain(heading));
      const pictures = (body.match(/!\[/g) ?? []).length;
      expect({ post: post.title, pictures }).toEqual({ post: post.title, pictures: post.served.pictures });
    }
  });

  test('no word is lost: all that was shown is there', () => {
    for (const post of recorded.posts) {
      const entry = entryOf(post);
      if (entry === undefined || post.served === undefined) continue;
      const words = plain(
        matterOf(entry.file)
          .body.replace(/\{credit="([^"]*)"\}/g, ' $1')
          .replace(/\]\([^"\s]*\s+"([^"]*)"/g, '] $1'),
      )
        .split(/\s+/)
        .filter(Boolean).length;
      expect({ post: post.title, isWhole: words >= post.served.words - 2 }).toEqual({
        post: post.title,
        isWhole: true,
      });
    }
  });

  test('secrets stay secret: nothing of hidden posts is in a published one', async () => {
    const published = report.entries.filter(({ status }) => status === 'published');
    for (const { file } of published) expect(matterOf(file).body).not.toMatch(/secret-/);
  });
});

test('pictures come once, at their full size, under the month they were uploaded in', async () => {
  const files = (await readdir(path.join(site, 'media'), { recursive: true })).filter((file) => file.includes('.'));
  expect(files.filter((file) => /-\d+x\d+\./.test(file))).toEqual([]);
  expect(files).toHaveLength(18);
  expect(files.map((file) => file.split(path.sep).join('/'))).toContain('2018/06/fjord.jpg');
});
