import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { createIncrementalMarkdown } from '../../../common/markdown/incremental.ts';
import { markdownContext } from '../../../renderer/preview/preview-context.ts';
import { readFixtures } from '../../common/markdown/fixtures.ts';
import { type Blog, openBlog } from '../../main/site/blog.ts';

const bodyStart = '<div class="prose" data-offprint-body>';

/** The text's HTML as the site renders it into the page, and as the preview renders it from the page's context. */
async function bothBodies(blog: Blog, id: string): Promise<{ site: string; preview: string }> {
  const shown = await blog.site.preview(id);
  const read = await blog.library.read(id);
  if (!shown.ok || !read.ok) throw new Error(`${id} cannot be shown`);
  const resource = await blog.site.previewResource(shown.value.address.replace('preview/', ''));
  const html = Buffer.from(resource?.content ?? new Uint8Array()).toString();
  const live = createIncrementalMarkdown(
    read.value.body,
    markdownContext(shown.value.context, () => {}),
  );
  const preview = (live.html.join('') + live.footnotes)
    .replace(/ data-line="\d+"/g, '')
    // A picture that is not there: the preview looks where one would be that was pasted a moment ago.
    .replace(/"\.\.\/\.\.\/original\/(?:posts\/)?/g, '"');
  const start = html.indexOf(bodyStart) + bodyStart.length;
  return { site: html.slice(start, start + preview.length + '</div>'.length), preview: `${preview}</div>` };
}

test('the preview renders every post and page of the sample blog, byte for byte, as the site does', async () => {
  const blog = await openBlog({}, { fromSample: true });
  const { posts } = await blog.library.list();
  expect(posts.length).toBeGreaterThan(10);
  for (const { id } of posts) {
    const { site, preview } = await bothBodies(blog, id);
    expect(preview, id).toBe(site);
  }
}, 120_000);

test('the preview renders every form of Markdown, byte for byte, as the site does', async () => {
  const sources = readFixtures().flatMap(({ cases }) => cases.map(({ source }) => source));
  const files = Object.fromEntries(
    sources.map((source, at) => [`posts/form-${at}.md`, `---\ntitle: Form ${at}\n---\n${source}\n`]),
  );
  const blog = await openBlog({
    ...files,
    'posts/first-day.md': '---\ntitle: The first day\ndate: 2026-01-01\n---\nText.\n',
  });
  const picture = await readFile('sample/media/2019/06/night-train.jpg');
  for (const name of ['boats.jpg', 'flag.png', 'wide.jpg']) await blog.write(`media/${name}`, picture);
  for (const id of Object.keys(files)) {
    const { site, preview } = await bothBodies(blog, id);
    expect(preview, sources[Number(/\d+/.exec(id)?.[0])]).toBe(site);
  }
}, 120_000);

test('the comparison sees a picture, a link or a quotation mark that is another one', async () => {
  const source = '“Quote” and "quote".\n\n![](/media/boats.jpg)\n\n[[The first day]]\n';
  const blog = await openBlog({
    'posts/here.md': `---\ntitle: Here\n---\n${source}`,
    'posts/first-day.md': '---\ntitle: The first day\ndate: 2026-01-01\n---\nText.\n',
  });
  await blog.write('media/boats.jpg', await readFile('sample/media/2019/06/night-train.jpg'));
  const { site, preview } = await bothBodies(blog, 'posts/here.md');
  expect(preview).toBe(site);
  const shown = await blog.site.preview('posts/here.md');
  if (!shown.ok) throw new Error('The post cannot be shown');
  const { context } = shown.value;
  for (const changed of [{ language: 'de' }, { pictures: {} }, { posts: [] }]) {
    const live = createIncrementalMarkdown(
      source,
      markdownContext({ ...context, ...changed }, () => {}),
    );
    expect(`${live.html.join('').replace(/ data-line="\d+"/g, '')}</div>`).not.toBe(site);
  }
}, 60_000);
