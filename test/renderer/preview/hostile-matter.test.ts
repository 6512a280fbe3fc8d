import { expect, it } from 'vitest';
import { type Blog, openBlog } from '../../main/site/blog.ts';
import { hostilePayloads } from './hostile-payloads.ts';
import { attackWithPages } from './hostile-run.ts';

/** One-line payloads: what can stand in a field of the front matter. */
const payloads = hostilePayloads.filter((payload) => !payload.includes('\n') && payload.includes('<')).slice(0, 12);

/** A post whose every field is the payload, in a folder whose file name is one as far as file systems allow. */
function hostilePost(payload: string): string {
  const field = JSON.stringify(payload);
  const cover = `{ src: media/a.jpg, alt: ${field}, caption: ${field}, credit: ${field} }`;
  return `---\ntitle: ${field}\ndescription: ${field}\ndate: 2026-01-01\ntags: [${field}]\ncategories: [${field}]\nauthor: ${field}\nseries: ${field}\nlanguage: ${field}\ncover: ${cover}\n---\nText.\n`;
}

async function pageOf(blog: Blog, id: string): Promise<string> {
  const shown = await blog.site.preview(id);
  if (!shown.ok) return '';
  const resource = await blog.site.previewResource(shown.value.address.replace('preview/', ''));
  return Buffer.from(resource?.content ?? new Uint8Array()).toString();
}

it('no field of the front matter and no file name runs anything in the page around the text', async () => {
  const names = payloads.map((payload, at) => `posts/${at} ${payload.replace(/[/\\]/g, ' ').slice(0, 60)}.md`);
  const files = Object.fromEntries(payloads.map((payload, at) => [names[at] ?? '', hostilePost(payload)]));
  const blog = await openBlog(files, { settings: `tagline: ${JSON.stringify(payloads[0])}\n` });
  const { posts } = await blog.library.list();
  const pages = await Promise.all(posts.map(({ id }) => pageOf(blog, id)));
  expect(pages.filter((html) => html.includes('data-offprint-body')).length).toBe(payloads.length);
  expect((await attackWithPages(pages)).fired).toEqual([]);
  const control = payloads.map(
    (payload) => `<!doctype html><title>x</title><body><h1>${payload}</h1><div data-offprint-body></div>`,
  );
  expect((await attackWithPages(control)).fired.length).toBeGreaterThan(payloads.length / 3);
}, 240_000);
