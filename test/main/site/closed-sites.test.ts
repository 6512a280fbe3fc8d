import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test, vi } from 'vitest';
import { openBlog, post } from './blog.ts';

/** Collects everything that nobody holds. */
function collect(): void {
  setFlagsFromString('--expose-gc');
  const gc: unknown = runInNewContext('gc');
  if (typeof gc === 'function') gc();
}

/** Builds a blog twice, and answers what of it must not outlive its closing. */
async function builtAndClosed(): Promise<readonly WeakRef<object>[]> {
  const blog = await openBlog({ 'posts/one.md': post('title: One\ndate: 2026-01-01\ntags: [tides]') });
  await blog.build();
  await blog.write('posts/one.md', post('title: Two\ndate: 2026-01-01'));
  const { build } = await blog.build();
  await blog.site.preview('posts/one.md');
  await blog.close();
  return [blog.site, blog.media, blog.library, build].map((part) => new WeakRef(part));
}

function alive(parts: readonly WeakRef<object>[]): number {
  collect();
  return parts.filter((part) => part.deref() !== undefined).length;
}

test('a closed site, its library and its builds leave nothing behind in memory', async () => {
  const parts = [...(await builtAndClosed()), ...(await builtAndClosed())];
  await vi.waitFor(() => expect(alive(parts)).toBe(0), { timeout: 20_000, interval: 50 });
});

test('what somebody still holds is counted', async () => {
  const blog = await openBlog({ 'posts/one.md': post('title: One\ndate: 2026-01-01') });
  await blog.build();
  await blog.close();
  expect(alive([new WeakRef(blog.site)])).toBe(1);
  expect(blog.site).toBeDefined();
});
