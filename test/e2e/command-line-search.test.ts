import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { answerOf, smallBlog, workshop, writePost } from '../support/workshop.ts';

describe('offprint search', () => {
  test('finds posts that hold all words, with the place', async () => {
    const { offprint, at } = await smallBlog();
    await writePost(at('blog/posts/fog.md'), 'A month of fog', 'Seventeen mornings over the Café harbour, all grey.');
    const run = await offprint('search', 'blog', 'cafe', 'harb');
    expect(run.code).toBe(0);
    expect(run.stdout).toContain('posts/fog.md  A month of fog');
    expect(run.stdout).not.toContain('posts/first.md');
    const found = answerOf(await offprint('search', 'blog', 'grey', '--limit', '1', '--json'));
    expect(found.value).toMatchObject({ query: 'grey', hits: [{ id: 'posts/fog.md' }] });
  });

  test('ends with code 1 when nothing is found', async () => {
    const { offprint } = await smallBlog();
    const run = await offprint('search', 'blog', 'xylophonist');
    expect(run).toMatchObject({ code: 1, stderr: '' });
    expect(run.stdout).toContain('No post holds “xylophonist”.');
  });
});

const wordPressExport = `<?xml version="1.0" encoding="UTF-8" ?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:wp="http://wordpress.org/export/1.2/"
  xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/">
<channel>
<title>Old harbour</title><link>https://old.example</link><language>en</language>
<wp:wxr_version>1.2</wp:wxr_version><wp:base_site_url>https://old.example</wp:base_site_url>
<wp:base_blog_url>https://old.example</wp:base_blog_url>
<item><title>Public words</title><link>https://old.example/2020/05/public-words/</link><dc:creator>ada</dc:creator>
<content:encoded><![CDATA[<p>Everybody may read <strong>this</strong>.</p>]]></content:encoded><wp:post_id>1</wp:post_id>
<wp:post_date>2020-05-04 10:00:00</wp:post_date><wp:post_date_gmt>2020-05-04 10:00:00</wp:post_date_gmt>
<wp:post_name>public-words</wp:post_name><wp:status>publish</wp:status><wp:post_type>post</wp:post_type></item>
<item><title>Private words</title><link>https://old.example/?p=2</link><dc:creator>ada</dc:creator>
<content:encoded><![CDATA[<p>Nobody may read this.</p>]]></content:encoded><wp:post_id>2</wp:post_id>
<wp:post_date>2020-06-04 10:00:00</wp:post_date><wp:post_date_gmt>2020-06-04 10:00:00</wp:post_date_gmt>
<wp:post_name>private-words</wp:post_name><wp:status>private</wp:status><wp:post_type>post</wp:post_type></item>
</channel></rss>
`;

describe('offprint import', () => {
  test('brings a WordPress export into a new blog, private posts as drafts', async () => {
    const { offprint, at } = await workshop();
    await writeFile(at('export.xml'), wordPressExport);
    const dry = answerOf(await offprint('import', 'export.xml', 'blog', '--dry-run', '--json'));
    expect(dry.value).toMatchObject({ isDryRun: true });
    expect(existsSync(at('blog'))).toBe(false);

    const run = await offprint('import', 'export.xml', 'blog');
    expect(run.code).toBe(0);
    expect(run.stdout).toContain(at('blog'));
    expect(run.stdout).toContain('posts: 2 of 2');
    const { value } = answerOf(await offprint('publish', 'blog', '--json'));
    const titles = value.pages.flatMap((page: { postId?: string; title: string }) => (page.postId ? [page.title] : []));
    expect(titles).toEqual(['Public words']);
    expect(await readFile(`${value.folder}/2020/05/public-words/index.html`, 'utf8')).toContain('Everybody may read');
  });

  test('writes a blog for another program, and brings that in again', async () => {
    const { offprint, at } = await workshop();
    await writeFile(at('export.xml'), wordPressExport);
    await offprint('import', 'export.xml', 'blog');
    const run = await offprint('export', 'blog', '--to', 'hugo', 'hugo-blog', '--json');
    expect(answerOf(run).value).toMatchObject({ format: 'hugo', posts: 2, folder: at('hugo-blog') });
    expect(await readFile(at('hugo-blog/content/posts/public-words.md'), 'utf8')).toContain(
      'url: /2020/05/public-words/',
    );
    const back = answerOf(await offprint('import', 'hugo-blog', 'again', '--json'));
    expect(back.value).toMatchObject({
      kind: 'hugo',
      counts: expect.arrayContaining([{ what: 'posts', inSource: 2, imported: 2 }]),
    });
    expect((await offprint('export', 'blog', 'hugo-blog', '--to', 'hugo')).code).toBe(1);
  });

  test.each([
    ['missing.xml', undefined],
    ['words.txt', 'just words'],
    ['bomb.xml', '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "aa">]><rss><channel></channel></rss>'],
  ])('says why %s is no export, and makes no blog', async (name, content) => {
    const { offprint, at } = await workshop();
    if (content !== undefined) await writeFile(at(name), content);
    const run = await offprint('import', name, 'blog');
    expect(run.code).toBe(1);
    expect(run.stderr).toContain(name);
    expect(existsSync(at('blog'))).toBe(false);
  });
});
