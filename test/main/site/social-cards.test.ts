import { readFile } from 'node:fs/promises';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { openBlog } from './blog.ts';

const post = (title: string, more = '', body = 'Words.') =>
  `---\ntitle: ${title}\ndate: 2024-01-0${(title.length % 9) + 1}\n${more}---\n\n${body}\n`;

const picture = (width: number) =>
  sharp({ create: { width, height: 400, channels: 3, background: '#3068a0' } })
    .jpeg()
    .toBuffer();

test('a link to any post brings a picture: the cover, else the first of the text, else a card with its title', async () => {
  const blog = await openBlog(
    {
      'posts/covered.md': post('Covered', 'cover:\n  src: /media/cover.jpg\n  alt: A cover\n'),
      'posts/pictured.md': post('Pictured', '', '![A small one](/media/small.jpg)\n\n![A large one](/media/large.jpg)'),
      'posts/bare.md': post('Bare words'),
      'pages/about.md': '---\ntitle: About\n---\n\nWho.\n',
    },
    { withVariants: true },
  );
  await blog.write('media/cover.jpg', await picture(900));
  await blog.write('media/small.jpg', await picture(200));
  await blog.write('media/large.jpg', await picture(901));
  const site = await blog.build();
  const pageOf = async (slug: string) => {
    const path = Object.keys(site.contents()).find((name) => name.endsWith(`${slug}/index.html`)) ?? '';
    return site.read(path);
  };
  const imageOf = async (slug: string) => /property="og:image" content="([^"]+)"/.exec(await pageOf(slug))?.[1] ?? '';
  expect(await imageOf('covered')).toMatch(/^https:\/\/blog\.example\/media\/cover-900\.\w+\.jpg$/);
  expect(await imageOf('pictured')).toMatch(/^https:\/\/blog\.example\/media\/large-901\.\w+\.jpg$/);
  const cards = await Promise.all(['bare', 'about'].map(imageOf));
  expect(new Set(cards).size).toBe(2);
  for (const card of cards) {
    expect(card).toMatch(/^https:\/\/blog\.example\/cards\/\w+\.jpg$/);
    const { pathname } = new URL(card);
    const file = site.build.manifest.files.find(({ path }) => `/${path}` === pathname);
    expect(file?.role).toBe('asset');
    if (file === undefined) continue;
    expect(await sharp(await readFile(site.build.pathOf(file))).metadata()).toMatchObject({
      width: 1_200,
      height: 630,
    });
  }
  expect(await pageOf('bare')).toContain('content="summary_large_image"');
  expect(await pageOf('bare')).toContain(`"image":"${cards[0]}"`);
});

test('pictures are reported while they are made, before the pages', async () => {
  const blog = await openBlog({ 'posts/a.md': post('A', '', '![One](/media/one.jpg)\n\n![Two](/media/two.jpg)') });
  await blog.write('media/one.jpg', await picture(30));
  await blog.write('media/two.jpg', await picture(31));
  const steps: string[] = [];
  const built = await blog.site.build({ onProgress: (done, total, step) => steps.push(`${step} ${done}/${total}`) });
  expect(built.ok).toBe(true);
  expect(steps.slice(0, 2)).toEqual(['pictures 1/2', 'pictures 2/2']);
  expect(steps.slice(2).every((step) => step.startsWith('pages'))).toBe(true);
});
