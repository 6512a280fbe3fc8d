import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

/** Asks the program something by the page's own road. */
export function call({ page }: { readonly page: Page }, name: string, argument?: unknown): Promise<unknown> {
  return page.evaluate(([called, given]) => window.bridge?.call(called, given), [name, argument] as const);
}

/** Makes a blog with one draft through the program, opens the draft, and answers its id. */
export async function startBlog(run: { readonly page: Page }, folder: string): Promise<string> {
  expect(await call(run, 'site.create', { folder, title: 'Harbour' })).toMatchObject({ ok: true });
  const made = await call(run, 'posts.create', { kind: 'post', title: 'Crossing' });
  expect(made).toMatchObject({ ok: true });
  const { id } = (made as { readonly value: { readonly id: string } }).value;
  expect(await call(run, 'drafts.open', { id })).toMatchObject({ ok: true, value: { sequence: 0 } });
  return id;
}

/** Writes text at the beginning of a draft that has no edits yet. */
export async function write(run: { readonly page: Page }, id: string, text: string): Promise<void> {
  const edit = { id, sequence: 1, changes: [{ from: 0, to: 0, insert: text }] };
  expect(await call(run, 'drafts.edit', edit)).toMatchObject({ ok: true });
}

/** Lays a blog with one post into a folder, without the program, and answers the post's file. */
export async function layBlog(folder: string): Promise<string> {
  const post = path.join(folder, 'posts/crossing.md');
  await mkdir(path.dirname(post), { recursive: true });
  await writeFile(path.join(folder, 'offprint.yml'), 'title: Harbour\n');
  await writeFile(post, '---\ntitle: Crossing\n---\nWe left at dawn.\n');
  return post;
}
