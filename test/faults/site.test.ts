import fc from 'fast-check';
import { expect, test } from 'vitest';
import { benchPosts } from '../bench/site/make-blog.ts';
import { openBlog, post } from '../main/site/blog.ts';
import { buildsAfterEdits, expectClean } from '../main/site/edit-trials.ts';
import { edits } from '../main/site/site-edits.ts';

/** How much of the full count is run; the whole takes about seven minutes of a busy machine. */
const share = Number(process.env.OFFPRINT_FAULT_SHARE ?? 1);

test('after any of four hundred series of edits a build gives, byte for byte, what a clean build gives', async () => {
  await fc.assert(
    fc.asyncProperty(edits, async (series) => buildsAfterEdits(series)),
    { numRuns: Math.max(1, Math.round(400 * share)), endOnFailure: true },
  );
});

test('ten thousand posts are built right, and an edit afterwards too', async () => {
  const count = Math.max(200, Math.round(10_000 * share));
  const blog = await openBlog(
    Object.fromEntries(benchPosts(count).map(({ name, source }) => [`posts/${name}.md`, source])),
  );
  const first = await blog.build();
  const pages = first.build.manifest.files.filter(({ page }) => page?.postId !== undefined);
  expect(pages).toHaveLength(count);
  expect(first.build.warnings).toEqual([]);
  await blog.write('posts/post-00100.md', post('title: Another\ndate: 2012-01-01\ntags: [new]'));
  await blog.site.build({});
  await expectClean(blog);
});
