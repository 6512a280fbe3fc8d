import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { openSource } from '../../../main/import/open-source.ts';
import { takingIn } from '../../support/import-site.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const item = (inside: string, changes: Readonly<Record<string, string>> = {}) => {
  const values: Readonly<Record<string, string>> = {
    'wp:post_id': '1',
    'wp:post_type': 'post',
    'wp:status': 'publish',
    'wp:post_name': 'a',
    title: 'A',
    link: 'https://b.example/a/',
    'wp:post_date': '2024-01-02 03:04:05',
    'wp:post_date_gmt': '2024-01-02 03:04:05',
    ...changes,
  };
  return `<item>${Object.entries(values)
    .map(([name, value]) => `<${name}>${value}</${name}>`)
    .join('')}${inside}</item>`;
};
const exportOf = (...items: readonly string[]) =>
  `<?xml version="1.0"?><rss><channel><title>B</title><wp:base_blog_url>https://b.example</wp:base_blog_url>${items.join('')}</channel></rss>`;

async function bringIn(text: string | Buffer) {
  const folder = await temporaryFolder();
  await mkdir(path.join(folder, 'in'));
  await writeFile(path.join(folder, 'in/export.xml'), text);
  const source = await openSource(path.join(folder, 'in/export.xml'));
  if (!source.ok) return { refused: source.failure, entries: [], files: [], read: async () => '' };
  const { report, site } = await takingIn(source.value, folder);
  const outside = (await readdir(folder)).filter((name) => !['in', 'site', 'data'].includes(name));
  expect(outside).toEqual([]);
  const files = (await readdir(site, { recursive: true }))
    .filter((name) => name.endsWith('.md'))
    .map((name) => name.split(path.sep).join('/'))
    .sort();
  return {
    refused: undefined,
    report,
    entries: report.entries,
    files,
    read: (file: string) => readFile(path.join(site, file), 'utf8'),
  };
}

describe('exports that go wrong', () => {
  test('an entity bomb is refused before it grows', async () => {
    const bomb = `<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "aaaaaaaaaa">${Array.from({ length: 20 }, (_, at) => `<!ENTITY b${at} "${'&a;'.repeat(10)}">`).join('')}]><rss><channel>${item('')}</channel></rss>`;
    expect((await bringIn(bomb)).refused).toMatchObject({ reason: 'doctype' });
  });

  test('split CDATA is one text', async () => {
    const { read } = await bringIn(
      exportOf(item('<content:encoded><![CDATA[one ]]]]><![CDATA[> two]]></content:encoded>')),
    );
    expect(await read('posts/a.md')).toContain('one \\]\\]> two');
  });

  test('parents in a circle end', async () => {
    const { files } = await bringIn(
      exportOf(
        item('', { 'wp:post_id': '1', 'wp:post_type': 'page', 'wp:post_parent': '2', 'wp:post_name': 'x' }),
        item('', { 'wp:post_id': '2', 'wp:post_type': 'page', 'wp:post_parent': '1', 'wp:post_name': 'y' }),
      ),
    );
    expect(files).toHaveLength(2);
  });

  test('empty dates stay empty, and impossible ones too', async () => {
    const { read } = await bringIn(
      exportOf(
        item('', { 'wp:post_date': '0000-00-00 00:00:00', 'wp:post_date_gmt': '0000-00-00 00:00:00' }),
        item('', {
          'wp:post_id': '2',
          'wp:post_name': 'b',
          'wp:post_date': '2024-13-45 99:00:00',
          'wp:post_date_gmt': '',
        }),
      ),
    );
    expect(await read('posts/a.md')).not.toContain('date:');
    expect(await read('posts/b.md')).not.toContain('date:');
  });

  test('duplicate slugs and numbers give each post a file of its own', async () => {
    const { files } = await bringIn(
      exportOf(item(''), item('', { 'wp:post_id': '2' }), item('', { 'wp:post_id': '3', 'wp:post_name': 'A' })),
    );
    expect(files).toEqual(['posts/a-2.md', 'posts/a-3.md', 'posts/a.md']);
  });

  test.each(['../../evil', '..%2f..%2fevil', 'C:\\evil', 'con', 'a\u0000b', '.', '..', 'x'.repeat(400), '%', '😀'])(
    'the slug %j stays inside the posts',
    async (slug) => {
      const { files } = await bringIn(exportOf(item('', { 'wp:post_name': slug.replaceAll('&', '&amp;') })));
      expect(files).toHaveLength(1);
      expect(files[0]).toMatch(/^posts\/[^/\\.][^/\\]*\.md$/);
    },
  );

  test('posts and pages of one name have comments of their own, also where the slug is no name for a file', async () => {
    const comment = (words: string) =>
      `<wp:comment><wp:comment_id>1</wp:comment_id><wp:comment_author>Ann</wp:comment_author><wp:comment_approved>1</wp:comment_approved><wp:comment_content>${words}</wp:comment_content></wp:comment>`;
    const { read, report } = await bringIn(
      exportOf(
        item(comment('on the post')),
        item(comment('on the page'), { 'wp:post_id': '2', 'wp:post_type': 'page', link: 'https://b.example/p/a/' }),
        item('', {
          'wp:post_id': '3',
          'wp:post_type': 'page',
          'wp:post_parent': '2',
          link: 'https://b.example/p/a/a/',
        }),
        item(comment('in kana'), {
          'wp:post_id': '4',
          'wp:post_name': '%e3%81%82',
          link: 'https://b.example/%e3%81%82/',
        }),
      ),
    );
    for (const [at, words] of [
      [0, 'on the post'],
      [1, 'on the page'],
      [3, 'in kana'],
    ] as const) {
      const file = report?.entries[at]?.file ?? '';
      expect(await read(`comments/${path.basename(file, '.md')}.yml`)).toContain(words);
    }
    const names = report?.entries.map(({ file }) => path.basename(file)) ?? [];
    expect(new Set(names).size).toBe(4);
    expect(report?.counts.find(({ what }) => what === 'comments')).toEqual({
      what: 'comments',
      inSource: 3,
      imported: 3,
    });
  });

  test('private and password posts stay drafts, whatever else is said', async () => {
    const { read } = await bringIn(
      exportOf(
        item('', { 'wp:status': 'private' }),
        item('', { 'wp:post_id': '2', 'wp:post_name': 'b', 'wp:post_password': 'p' }),
      ),
    );
    for (const name of ['a', 'b']) expect(await read(`posts/${name}.md`)).toContain('draft: true');
  });

  test('attachments that point at files and private hosts are listed, never asked for', async () => {
    const attachment = (id: number, url: string) =>
      item(`<wp:attachment_url>${url}</wp:attachment_url>`, {
        'wp:post_id': String(id),
        'wp:post_type': 'attachment',
        'wp:status': 'inherit',
        'wp:post_name': `p${id}`,
      });
    const { report } = await bringIn(
      exportOf(
        attachment(1, 'file:///etc/wp-content/uploads/passwd'),
        attachment(2, 'http://169.254.169.254/wp-content/uploads/a.png'),
        attachment(3, 'http://b.example/wp-content/uploads/../../../etc/passwd'),
      ),
    );
    expect(report?.missingMedia).toHaveLength(3);
  });

  test('__proto__ as field, taxonomy and slug is only a word', async () => {
    const { read } = await bringIn(
      exportOf(
        item(
          '<wp:postmeta><wp:meta_key>__proto__</wp:meta_key><wp:meta_value>x</wp:meta_value></wp:postmeta><category domain="__proto__" nicename="constructor">y</category>',
          { 'wp:post_name': '__proto__' },
        ),
      ),
    );
    expect(await read('posts/proto.md')).toContain('title: A');
    expect(Reflect.get({}, 'x')).toBeUndefined();
  });

  test('serialized PHP is kept as text', async () => {
    const php = 'O:8:"stdClass":1:{s:1:"a";s:1:"b";}';
    const { read } = await bringIn(
      exportOf(
        item(
          `<wp:postmeta><wp:meta_key>f</wp:meta_key><wp:meta_value><![CDATA[${php}]]></wp:meta_value></wp:postmeta>`,
        ),
      ),
    );
    expect(await read('posts/a.md')).toContain(php);
  });

  test('UTF-16, NUL bytes and a lone byte order mark are refused or read, never a crash', async () => {
    expect((await bringIn(Buffer.from(exportOf(item('')), 'utf16le'))).refused).toMatchObject({
      kind: 'import-refused',
    });
    expect((await bringIn('\uFEFF')).refused).toMatchObject({ reason: 'not-an-export' });
    expect((await bringIn(`\uFEFF${exportOf(item('<content:encoded>a\u0000b</content:encoded>'))}`)).files).toEqual([
      'posts/a.md',
    ]);
  });
});
