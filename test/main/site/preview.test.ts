import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { readFixtures } from '../../common/markdown/fixtures.ts';
import type { Blog } from './blog.ts';
import { openBlog, post } from './blog.ts';

test.each(['longread', 'journal'])(
  'shows exactly what is published in %s, apart from where things lie',
  async (theme) => {
    const blog = await openBlog({}, { fromSample: true, theme });
    const site = await blog.build();
    for (const { page, path } of site.build.manifest.files) {
      if (page?.postId === undefined) continue;
      const published = await site.read(path);
      const preview = await previewText(blog, page.postId);
      expect(withoutAddresses(preview), page.postId).toBe(withoutAddresses(published));
    }
  },
  240_000,
);

test.each(['longread', 'journal'])(
  'shows every form of the dialect as it is published in %s',
  async (theme) => {
    const cases = readFixtures().flatMap(({ cases: own }) => own);
    const files = Object.fromEntries(
      cases.map(({ source }, index) => [`posts/${index}.md`, post(`title: Case ${index}\ndate: 2026-01-01`, source)]),
    );
    const blog = await openBlog(files, { settings: `theme: ${theme}\n`, url: 'https://slow-harbour.example/' });
    const site = await blog.build();
    const shown = site.build.manifest.files.filter(({ page }) => page?.postId !== undefined);
    expect(shown).toHaveLength(cases.length);
    for (const { page, path } of shown) {
      const preview = await previewText(blog, page?.postId ?? '');
      expect(withoutAddresses(preview), page?.postId).toBe(withoutAddresses(await site.read(path)));
    }
    // The comparison sees a word that differs.
    const [first] = shown;
    await blog.write(first?.page?.postId ?? '', post('title: Case 0\ndate: 2026-01-01', 'Another text.'));
    const changed = await previewText(blog, first?.page?.postId ?? '');
    expect(withoutAddresses(changed)).not.toBe(withoutAddresses(await site.read(first?.path ?? '')));
  },
  240_000,
);

test('shows a draft, which no build does', async () => {
  const blog = await openBlog({ 'posts/a.md': post('title: Not yet\ndraft: true', 'Hidden *words*.') });
  expect(await previewText(blog, 'posts/a.md')).toContain('<em>words</em>');
  expect((await blog.build()).build.manifest.files.some(({ page }) => page?.postId === 'posts/a.md')).toBe(false);
});

test('marks the element around the text, and serves style, fonts and pictures below the preview', async () => {
  const blog = await openBlog({ 'posts/a.md': post('title: A', '![A dot](/media/dot.png)') });
  await blog.write('media/dot.png', dot);
  const shown = await blog.site.preview('posts/a.md');
  if (!shown.ok) throw new Error(shown.failure.kind);
  const html = await previewText(blog, 'posts/a.md');
  expect(html).toContain('<div class="prose" data-offprint-body>');
  const addresses = [...html.matchAll(/(?:src|href)="(\.\.\/\.\.\/[^"]+)"/g)].map((match) => match[1] ?? '');
  expect(addresses.some((address) => address.endsWith('.png'))).toBe(true);
  for (const address of addresses) {
    const found = await blog.site.previewResource(
      new URL(address, `https://x/${shown.value.address}`).pathname.replace('/preview/', ''),
    );
    expect(found?.content?.byteLength ?? (await readFile(found?.file ?? '')).byteLength, address).toBeGreaterThan(0);
  }
  expect(shown.value.context.pictures['media/dot.png']?.src).toMatch(/^\.\.\/\.\.\/file\/media\/dot/);
  expect((await blog.site.previewResource('original/media/dot.png'))?.type).toBe('image/png');
});

test('keeps its address while only the text changes, and takes another when the page around it does', async () => {
  const blog = await openBlog({ 'posts/a.md': post('title: A', 'One.') });
  const address = async () => {
    const shown = await blog.site.preview('posts/a.md');
    return shown.ok ? shown.value.address : '';
  };
  const first = await address();
  await blog.write('posts/a.md', post('title: A', 'Two.'));
  expect(await address()).toBe(first);
  await blog.write('posts/a.md', post('title: B', 'Two.'));
  expect(await address()).not.toBe(first);
});

test('leaves a very long text to the page that shows it, and keeps all around it', async () => {
  const long = Array.from({ length: 4_000 }, (_, at) => `Paragraph ${at} of it.`).join('\n\n');
  const blog = await openBlog({ 'posts/a.md': post('title: Very long', `## First\n\n${long}`) });
  const html = await previewText(blog, 'posts/a.md');
  expect(html).toContain('<div class="prose" data-offprint-body></div>');
  expect(html).toContain('Very long');
  expect(html).not.toContain('Paragraph 17 of it.');
});

test('shows a post that was written a moment ago among the others', async () => {
  const blog = await openBlog({ 'posts/a.md': post('title: A\ndate: 2026-01-01', '[[New]]') });
  const posts = async () => {
    const shown = await blog.site.preview('posts/a.md');
    return shown.ok ? shown.value.context.posts.map(({ title }) => title) : [];
  };
  expect(await posts()).toEqual(['A']);
  const created = await blog.library.create('post', 'New');
  if (!created.ok) throw new Error(created.failure.kind);
  await blog.library.editDraft({
    id: created.value.id,
    sequence: 1,
    changes: [],
    matter: { draft: false, date: '2026-01-02' },
  });
  expect(await posts()).toEqual(['New', 'A']);
});

test('serves nothing outside: no other file of the site, nothing above it', async () => {
  const blog = await openBlog({ 'posts/a.md': post('title: A') });
  await blog.site.preview('posts/a.md');
  for (const path of [
    'original/offprint.yml',
    'original/../offprint.yml',
    'file/../../etc/passwd',
    'original/%2e%2e/x',
    'page/x/y',
    '',
  ]) {
    expect(await blog.site.previewResource(path), path).toBeUndefined();
  }
});

test('answers post-missing for a post that is not there', async () => {
  const blog = await openBlog();
  expect(await blog.site.preview('posts/none.md')).toEqual({
    ok: false,
    failure: { kind: 'post-missing', id: 'posts/none.md' },
  });
});

async function previewText(blog: Blog, id: string): Promise<string> {
  const shown = await blog.site.preview(id);
  if (!shown.ok) throw new Error(shown.failure.kind);
  const found = await blog.site.previewResource(shown.value.address.replace(/^preview\//, ''));
  if (found === undefined) throw new Error('The preview serves no page');
  return Buffer.from(found.content ?? []).toString('utf8');
}

/** Addresses within the site and its files in one form, the body's mark gone. */
function withoutAddresses(html: string): string {
  return html
    .replaceAll(' data-offprint-body', '')
    .replaceAll('../../file/', '/')
    .replaceAll(/"https:\/\/slow-harbour\.example\//g, '"/')
    .replaceAll('/ ', '/ ');
}

const dot = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
