import { type Blog, openBlog } from '../../main/site/blog.ts';
import { attackWithPages, type HostileResult } from './hostile-run.ts';

/** What came of hostile fields: the pages that were made of them, and what ran in those pages without any policy. */
export interface FieldsResult {
  /** Pages and feed items that could be shown. */
  readonly shown: number;
  readonly result: HostileResult;
}

/**
 * Puts each payload into every field of a post's front matter, its file's name and the settings that a theme writes, and
 * opens the preview's page and feed item in a frame that stops nothing.
 */
export async function attackFields(payloads: readonly string[]): Promise<FieldsResult> {
  const names = payloads.map((payload, at) => `posts/${at} ${payload.replace(/[/\\\n\r\0]/g, ' ').slice(0, 50)}.md`);
  const files = Object.fromEntries(payloads.map((payload, at) => [names[at] ?? '', hostilePost(payload)]));
  const value = JSON.stringify(payloads[0] ?? '');
  const menu = `menu:\n  - { label: ${value}, url: ${value} }\nblogroll:\n  - { label: ${value}, url: ${value} }\n`;
  const blog = await openBlog(files, { settings: `tagline: ${value}\n${menu}` });
  const { posts } = await blog.library.list();
  const pages: string[] = [];
  for (const { id } of posts) pages.push(...(await pagesOf(blog, id)));
  const shown = pages.filter((html) => html.includes('data-offprint-body')).length;
  return { shown, result: await attackWithPages(pages) };
}

/** Pages that write each payload as it is: what must run, so that running nothing means something. */
export function unguardedPages(payloads: readonly string[]): readonly string[] {
  return payloads.map(
    (payload) => `<!doctype html><title>x</title><body><h1>${payload}</h1><div data-offprint-body></div>`,
  );
}

/** A post whose every field is the payload. */
function hostilePost(payload: string): string {
  const field = JSON.stringify(payload);
  const cover = `{ src: media/a.jpg, alt: ${field}, caption: ${field}, credit: ${field} }`;
  return `---\ntitle: ${field}\ndescription: ${field}\ndate: 2026-01-01\ntags: [${field}]\ncategories: [${field}]\nauthor: ${field}\nseries: ${field}\nlanguage: ${field}\ncover: ${cover}\n---\nText.\n`;
}

async function pagesOf(blog: Blog, id: string): Promise<string[]> {
  const shown = await blog.site.preview(id);
  if (!shown.ok) return [];
  const addresses = [shown.value.address, shown.value.elsewhere.feedAddress];
  return Promise.all(
    addresses.map(async (address) => {
      const resource = await blog.site.previewResource(address.replace('preview/', ''));
      return Buffer.from(resource?.content ?? new Uint8Array()).toString();
    }),
  );
}
