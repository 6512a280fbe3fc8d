import { mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import type { LayoutName } from '../../../main/library/layout.ts';
import { openMedia } from '../../../main/media/open-media.ts';
import { silentLog } from '../../../main/node/log.ts';
import { mediaFolder, testNow, unwrapped } from './media-folder.ts';
import { photo, quarters } from './picture-fixtures.ts';

async function site(layout: LayoutName, folders: readonly string[] = []) {
  const { folder, data, put } = await mediaFolder();
  for (const name of folders) await mkdir(path.join(folder, name), { recursive: true });
  const media = openMedia({ folder, siteDataFolder: data, layout, now: () => testNow, log: silentLog });
  return { folder, put, media };
}

const jpeg = async (seed: number) => (await photo(64 + seed, 48)).jpeg().toBuffer();

describe('a new picture goes where the site’s own generator expects it', () => {
  test.each([
    ['hugo', [], 'content/posts/a.md', 'static/images/2026/11/hall.jpg', '/images/2026/11/hall.jpg'],
    ['hugo', ['static/img'], 'content/posts/a.md', 'static/img/2026/11/hall.jpg', '/img/2026/11/hall.jpg'],
    ['hugo', [], 'content/posts/trip/index.md', 'content/posts/trip/hall.jpg', 'hall.jpg'],
    ['jekyll', [], '_posts/2026-11-22-a.md', 'assets/images/2026/11/hall.jpg', '/assets/images/2026/11/hall.jpg'],
    ['jekyll', ['assets/img'], '_posts/a.md', 'assets/img/2026/11/hall.jpg', '/assets/img/2026/11/hall.jpg'],
    ['hexo', [], 'source/_posts/a.md', 'source/images/2026/11/hall.jpg', '/images/2026/11/hall.jpg'],
    ['eleventy', [], 'posts/a.md', 'img/2026/11/hall.jpg', '/img/2026/11/hall.jpg'],
    ['eleventy', ['public/img'], 'content/blog/a.md', 'public/img/2026/11/hall.jpg', '/img/2026/11/hall.jpg'],
    ['astro', [], 'src/content/blog/a.md', 'public/images/2026/11/hall.jpg', '/images/2026/11/hall.jpg'],
    ['astro', ['src/assets'], 'src/content/blog/a.md', 'src/assets/2026/11/hall.jpg', '../../assets/2026/11/hall.jpg'],
    ['astro', ['src/assets'], 'src/content/blog/trip/index.mdx', 'src/content/blog/trip/hall.jpg', 'hall.jpg'],
    ['offprint', [], 'posts/a.md', 'media/2026/11/hall.jpg', '/media/2026/11/hall.jpg'],
  ] as const)('%s with %j for %s', async (layout, folders, postId, file, address) => {
    const { folder, media } = await site(layout, folders);
    const content = await jpeg(0);
    expect(unwrapped(await media.takeContent('Hall.JPG', content, postId))).toMatchObject({ path: file, address });
    expect(await readFile(path.join(folder, file))).toEqual(content);
    expect((await media.files()).map((found) => found.path)).toEqual([file]);
    expect(unwrapped(await media.takeContent('again.jpg', content, postId))).toMatchObject({
      path: file,
      isKnown: true,
    });
  });

  test('a picture beside one post is taken in again for another, which could not show it', async () => {
    const { media } = await site('hugo');
    const content = await jpeg(1);
    await media.takeContent('hall.jpg', content, 'content/posts/trip/index.md');
    expect(unwrapped(await media.takeContent('hall.jpg', content, 'content/posts/other.md'))).toMatchObject({
      address: '/images/2026/11/hall.jpg',
    });
  });
});

describe('pictures of an adopted folder', () => {
  test('are found by the address that posts write, published, and edited beside the generator’s own files', async () => {
    const { folder, put, media } = await site('hugo');
    await put('static/images/hall.jpg', await jpeg(2));
    await put('assets/plan.png', await quarters(40, 40).png().toBuffer());
    await put('assets/style.scss', Buffer.from('a { b: c }'));
    await put('content/posts/a.md', Buffer.from('---\ntitle: A\n---\n'));
    expect((await media.files()).map((found) => found.path)).toEqual(['assets/plan.png', 'static/images/hall.jpg']);
    expect(await media.published('images/hall.jpg')).toMatchObject({ kind: 'image', width: 66 });
    expect(await media.outline('plan.png')).toMatchObject({ width: 40 });
    unwrapped(await media.edit('static/images/hall.jpg', { turn: 90 }));
    expect(await media.published('images/hall.jpg')).toMatchObject({ width: 48, height: 66 });
    expect(await readFile(path.join(folder, '_offprint/pictures.yml'), 'utf8')).toContain('static/images/hall.jpg:');
  });

  test('texts and settings of the generator are no media, whatever is asked', async () => {
    const { folder, put, media } = await site('hugo');
    await put('content/posts/a.md', Buffer.from('---\ntitle: A\n---\n'));
    await put('hugo.toml', Buffer.from('title = "A"'));
    for (const name of ['content/posts/a.md', 'hugo.toml', 'content/../hugo.toml']) {
      expect(await media.trash(name), name).toMatchObject({ ok: false, failure: { kind: 'media-missing' } });
    }
    expect(await readFile(path.join(folder, 'hugo.toml'), 'utf8')).toBe('title = "A"');
  });
});
