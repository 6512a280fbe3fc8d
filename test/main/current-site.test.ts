import path from 'node:path';
import { expect, test } from 'vitest';
import { testApp } from '../support/test-ports.ts';

test('a folder that is no blog leaves the blog open that was open', async () => {
  const { app, folder } = await testApp();
  const blog = path.join(folder, 'blog');
  await app.call('site.create', { folder: blog, title: 'Kept open' });
  expect(await app.call('site.open', { folder: path.join(folder, 'nothing-here') })).toMatchObject({
    ok: false,
    failure: { kind: 'not-a-site', reason: 'missing' },
  });
  expect(await app.call('site.current', undefined)).toMatchObject({ value: { folder: blog } });
  expect(await app.call('posts.create', { kind: 'post', title: 'Still writable' })).toMatchObject({ ok: true });
});

test('opening the same blog again keeps it writable', async () => {
  const { app, folder } = await testApp();
  const blog = path.join(folder, 'blog');
  await app.call('site.create', { folder: blog, title: 'Twice' });
  const again = await app.call('site.open', { folder: `${blog}/` });
  expect(again).toMatchObject({ ok: true });
  expect(again).not.toHaveProperty('value.readOnly');
});

test('opening another blog closes the first one, which another program can then write', async () => {
  const { app, folder, ports } = await testApp();
  await app.call('site.create', { folder: path.join(folder, 'first'), title: 'First' });
  await app.call('site.create', { folder: path.join(folder, 'second'), title: 'Second' });
  const recent = ports.settings.readRecentSites().map(({ title }) => title);
  expect(recent).toEqual(['Second', 'First']);
  expect(await app.call('site.current', undefined)).toMatchObject({ value: { settings: { title: 'Second' } } });
});
