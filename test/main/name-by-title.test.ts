import { mkdir, readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import type { App } from '../../main/app.ts';
import { testApp } from '../support/test-ports.ts';

async function call<Value>(app: App, name: string, argument: unknown): Promise<Value> {
  const answer = await app.call(name, argument);
  if (!answer.ok) throw new Error(JSON.stringify(answer.failure));
  return answer.value as Value;
}

async function blogWithUntitled() {
  const { app, folder } = await testApp();
  const blog = path.join(folder, 'blog');
  await mkdir(blog);
  await call(app, 'site.create', { folder: blog, title: 'Blog' });
  const { id } = await call<{ id: string }>(app, 'posts.create', { kind: 'post', title: '' });
  expect(id).toBe('posts/untitled.md');
  return { app, blog, id };
}

test('a post begun without a title is named for it when it is published', async () => {
  const { app, blog, id } = await blogWithUntitled();
  const renamed: unknown[] = [];
  app.on((name, detail) => {
    if (name === 'posts.renamed') renamed.push(detail);
  });
  const changes = [{ from: 0, to: 0, insert: 'Some words.' }];
  await call(app, 'drafts.edit', { id, sequence: 1, changes, matter: { title: 'The first crossing' } });
  const receipt = await call<{ postAddress: string }>(app, 'publish.start', { postId: id });

  expect(await readdir(path.join(blog, 'posts'))).toEqual(['the-first-crossing.md']);
  expect(await readFile(path.join(blog, 'posts/the-first-crossing.md'), 'utf8')).toMatch(/Some words\.$/);
  expect(receipt.postAddress).toMatch(/\/the-first-crossing\/$/);
  expect(renamed).toEqual([{ from: id, to: 'posts/the-first-crossing.md' }]);
});

test('two posts of one title get names of their own', async () => {
  const { app, blog, id } = await blogWithUntitled();
  await call(app, 'posts.create', { kind: 'post', title: 'Twice' });
  await call(app, 'drafts.edit', { id, sequence: 1, changes: [], matter: { title: 'Twice' } });
  await call(app, 'publish.start', { postId: id });
  expect((await readdir(path.join(blog, 'posts'))).sort()).toEqual(['twice-2.md', 'twice.md']);
});

test('no edit is acknowledged for a file that a post is leaving', async () => {
  const { app, blog, id } = await blogWithUntitled();
  await call(app, 'drafts.edit', { id, sequence: 1, changes: [{ from: 0, to: 0, insert: 'Kept. ' }] });
  const moving = app.call('posts.rename', { id, slug: 'moved' });
  const answers: string[] = [];
  for (let sequence = 2; ; sequence += 1) {
    const insert = `word${sequence} `;
    const answer = await app.call('drafts.edit', { id, sequence, changes: [{ from: 0, to: 0, insert }] });
    if (!answer.ok) {
      expect(['out-of-step', 'post-missing']).toContain(answer.failure.kind);
      break;
    }
    answers.push(insert.trim());
  }
  await moving;
  const text = await readFile(path.join(blog, 'posts/moved.md'), 'utf8');
  for (const word of ['Kept.', ...answers]) expect(text).toContain(word);
});
