import { expect, test } from 'vitest';
import { readHead } from '../../../main/site/preview-elsewhere.ts';
import type { CardView } from '../../../main/site/views.ts';
import { previewPolicy } from '../../../main/site-resource.ts';
import { openBlog, post } from './blog.ts';

test('says of each post what the published page’s head and the feed say', async () => {
  const blog = await openBlog({}, { fromSample: true });
  const site = await blog.build();
  const feed = JSON.parse(await site.read('feed.json')) as { items: { url: string; content_html: string }[] };
  let compared = 0;
  for (const { page, path } of site.build.manifest.files) {
    if (page?.postId === undefined) continue;
    const shown = await blog.site.preview(page.postId);
    if (!shown.ok) throw new Error(shown.failure.kind);
    const { elsewhere } = shown.value;
    const published = await site.read(path);
    expect(published, path).toContain(`<link rel="canonical" href="${elsewhere.url}">`);
    expect(plain(/<title>([\s\S]*?)<\/title>/.exec(published)?.[1] ?? ''), path).toBe(elsewhere.title);
    expect(plain(/property="og:title" content="([^"]*)"/.exec(published)?.[1] ?? ''), path).toBe(elsewhere.cardTitle);
    expect(published.includes('property="og:image"'), path).toBe(elsewhere.image !== undefined);
    const item = feed.items.find(({ url }) => url === elsewhere.url);
    if (item === undefined) continue;
    const found = await blog.site.previewResource(elsewhere.feedAddress.replace(/^preview\//, ''));
    const html = Buffer.from(found?.content ?? new Uint8Array()).toString();
    const body = html.slice(html.indexOf('data-offprint-body>') + 'data-offprint-body>'.length);
    expect(words(body), path).toBe(words(item.content_html));
    compared += 1;
  }
  expect(compared).toBeGreaterThan(5);
}, 240_000);

test('reads a head whatever theme wrote it', () => {
  const card = { url: 'https://b.example/a/', cover: { src: '../../file/a.jpg' } } as unknown as CardView;
  const page = `<html><head><TITLE>One &amp; “two”</TITLE><meta content='Say "it"' name=description>
    <meta property=og:image content=https://b.example/a.jpg><meta content="A &#39;card&#39;" property="og:title"></head><body><meta name="description" content="no">`;
  expect(readHead(page, card, 'The blog')).toEqual({
    title: 'One & “two”',
    description: 'Say "it"',
    url: 'https://b.example/a/',
    siteTitle: 'The blog',
    cardTitle: "A 'card'",
    cardDescription: 'Say "it"',
    image: '../../file/a.jpg',
    imageAlt: '',
  });
});

test('keeps its address in the feed while only the text changes', async () => {
  const blog = await openBlog({ 'posts/a.md': post('title: A', 'One.') });
  const address = async () => {
    const shown = await blog.site.preview('posts/a.md');
    return shown.ok ? shown.value.elsewhere.feedAddress : '';
  };
  const first = await address();
  await blog.write('posts/a.md', post('title: A', 'Two.'));
  expect(await address()).toBe(first);
});

test('lets pictures from other sites load only at the address for which the author asked, and only over https', async () => {
  const blog = await openBlog({ 'posts/a.md': post('title: A', '![Far](https://far.example/a.jpg)') });
  const [near, far] = await Promise.all([
    blog.site.preview('posts/a.md'),
    blog.site.preview('posts/a.md', { withFarPictures: true }),
  ]);
  expect(near.ok && near.value.address).toMatch(/^preview\/page\//);
  expect(far.ok && far.value.address).toMatch(/^preview\/far\//);
  expect(far.ok && far.value.elsewhere.feedAddress).toMatch(/^preview\/far\//);
  const pictures = (policy: string) => /img-src [^;]*/.exec(policy)?.[0];
  expect(pictures(previewPolicy('http://127.0.0.1:1/resource/'))).toBe(
    'img-src http://127.0.0.1:1/resource/preview/ data:',
  );
  expect(pictures(previewPolicy('http://127.0.0.1:1/resource/', true))).toBe(
    'img-src http://127.0.0.1:1/resource/preview/ data: https:',
  );
});

function plain(html: string): string {
  return html
    .replaceAll('&#39;', "'")
    .replaceAll('&quot;', '"')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .trim();
}

/** The words of some HTML, up to the end of its element. */
function words(html: string): string {
  return html
    .replace(/<\/article>[\s\S]*$/, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}
