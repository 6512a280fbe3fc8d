import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, test } from 'vitest';
import type { ExportItem } from '../../../main/import/wordpress/export-types.ts';
import { readExport } from '../../../main/import/wordpress/read-export.ts';
import { surveyExport } from '../../../main/import/wordpress/survey-export.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { writeLargeExport } from './large-export.ts';

const genuine = path.resolve(import.meta.dirname, '../../fixtures/wordpress/sample-6.1.xml');

async function read(file: string) {
  const items: ExportItem[] = [];
  const result = await readExport(file, (item) => {
    items.push(item);
  });
  return { items, result };
}

async function readText(text: string) {
  const file = path.join(await temporaryFolder(), 'export.xml');
  await writeFile(file, text);
  return read(file);
}

const minimal = (inside: string) =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<rss><channel><title>Blog</title>${inside}</channel></rss>`;

test('a genuine export is read whole: blog, authors, category tree, items, comments', async () => {
  const { items, result } = await read(genuine);
  if (!result.ok) throw new Error(result.failure.reason);
  const { blog, problems } = result.value;
  expect(problems).toEqual([]);
  expect(blog).toMatchObject({ title: 'Spike Blog', url: 'http://127.0.0.1:8080', version: '1.2' });
  expect(blog.authors.map(({ login }) => login)).toEqual(['admin']);
  expect(blog.terms).toContainEqual(
    expect.objectContaining({ taxonomy: 'category', slug: 'decembre', name: 'Décembre', parent: 'news-views' }),
  );
  const post = items.find(({ title }) => title.startsWith('Émile'));
  expect(post?.title).toBe('Émile & the "blog" ]]> test');
  expect(post?.content).toContain('if (a &lt; b) ]]&gt; x');
  expect(post?.comments.map(({ author, approved }) => [author, approved])).toEqual([
    ['Ann', '1'],
    ['admin', '1'],
  ]);
  expect(post?.terms.map(({ taxonomy }) => taxonomy)).toEqual(['category', 'category', 'post_tag', 'post_tag']);
  expect(items.map(({ type }) => type)).toContain('attachment');
});

describe('damaged exports', () => {
  test("an unescaped & in a commenter's address costs nothing but a note with its line", async () => {
    const { items, result } = await readText(
      minimal(
        '\n<item><title>One</title><wp:comment><wp:comment_author_url>http://x.example/?a=1&b=2</wp:comment_author_url></wp:comment></item>\n<item><title>Two</title></item>',
      ),
    );
    expect(items.map(({ title }) => title)).toEqual(['One', 'Two']);
    expect(items[0]?.comments[0]?.url).toBe('http://x.example/?a=1&b=2');
    expect(result.ok && result.value.problems[0]).toMatchObject({ line: 3 });
  });

  test('control characters are read past', async () => {
    const { items, result } = await readText(
      minimal('<item><title>A\u0008B</title></item><item><title>C</title></item>'),
    );
    expect(items).toHaveLength(2);
    expect(items[0]?.title).toMatch(/^A.?B$/u);
    expect(result.ok && result.value.problems.length).toBeGreaterThan(0);
  });

  test('of a file cut in the middle of an item, all before and the part that is there come over', async () => {
    const whole = await readFile(genuine, 'utf8');
    const cutAt = whole.indexOf('if (a &lt; b)');
    const { items, result } = await readText(whole.slice(0, cutAt));
    expect(result.ok).toBe(true);
    const last = items.at(-1);
    expect(last?.isCut).toBe(true);
    expect(last?.content).toContain('Hello <strong>world</strong>');
    expect(items.slice(0, -1).every(({ isCut }) => !isCut)).toBe(true);
  });

  test('a DOCTYPE is refused with its line, before any entity is read', async () => {
    const { items, result } = await readText(
      '<?xml version="1.0"?>\n<!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>\n<rss><channel><item><title>&b;</title></item></channel></rss>',
    );
    expect(items).toEqual([]);
    expect(result).toMatchObject({ ok: false, failure: { kind: 'import-refused', reason: 'doctype', line: 2 } });
  });

  test.each([
    ['not XML at all', 'Hello'],
    ['some other XML', '<html><body>x</body></html>'],
    ['empty', ''],
  ])('%s is refused as no export', async (_name, text) => {
    const { result } = await readText(text);
    expect(result).toMatchObject({ ok: false, failure: { reason: 'not-an-export' } });
  });

  test('elements nested without end are refused', async () => {
    const { result } = await readText(minimal(`<item>${'<a>'.repeat(10_000)}`));
    expect(result).toMatchObject({ ok: false, failure: { reason: 'too-deep' } });
  });

  test('a file that is not there is named', async () => {
    const { result } = await read('/nowhere/export.xml');
    expect(result).toMatchObject({ ok: false, failure: { reason: 'missing', file: '/nowhere/export.xml' } });
  });
});

test('what is kept of an export is a small part of it', async () => {
  const file = path.join(await temporaryFolder(), 'export.xml');
  const size = await writeLargeExport(file, 150);
  const kept = async (read: () => Promise<unknown>) => {
    const before = heapBytes();
    const result = await read();
    const bytes = heapBytes() - before;
    expect(result).toBeDefined();
    return bytes;
  };
  expect(await kept(() => surveyExport(file))).toBeLessThan(size / 10);
  // The control: whoever keeps the items keeps the export.
  const items: ExportItem[] = [];
  expect(
    await kept(async () => {
      await readExport(file, (item) => {
        items.push(item);
      });
      return items;
    }),
  ).toBeGreaterThan(size / 2);
});

/** What the program holds after everything that nobody needs was given back. */
function heapBytes(): number {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
  return process.memoryUsage().heapUsed;
}
