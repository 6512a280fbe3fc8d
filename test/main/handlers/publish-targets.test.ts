import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import type { ArgumentOf, CallName, ValueOf } from '../../../common/contract.ts';
import type { App } from '../../../main/app.ts';
import { startS3Server } from '../../servers/s3-server.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { testApp } from '../../support/test-ports.ts';

test('a place is tested, saved with its secret in the keychain only, published to, and taken out again', async () => {
  const { app, ports, folder } = await openBlog();
  const server = await startS3Server(await temporaryFolder());
  const { endpoint, bucket, keyId, secret } = server;
  const settings = { name: 'bucket', kind: 's3', endpoint, bucket, keyId, pathStyle: true };
  expect(await app.call('publish.testTarget', { settings, secret: 'not it' })).toMatchObject({
    failure: { reason: 'secret-refused' },
  });
  expect(await app.call('publish.testTarget', { settings, secret })).toEqual({ ok: true, value: undefined });
  await call(app, 'publish.saveTarget', { settings, secret });
  expect(await call(app, 'publish.targets', undefined)).toMatchObject([
    { settings: { name: 'bucket' }, secret: 'known' },
  ]);
  const file = await readFile(path.join(folder, 'blog', 'offprint.yml'), 'utf8');
  expect(file).toContain('name: bucket');
  expect(file).not.toContain(secret);
  const receipt = await call(app, 'publish.start', {});
  expect(receipt).toMatchObject({ target: 'bucket', siteAddress: 'https://example.org/' });
  expect(await (await server.get('index.html')).text()).toContain('<html');
  await call(app, 'publish.removeTarget', { name: 'bucket' });
  expect(await call(app, 'publish.targets', undefined)).toEqual([]);
  expect(await ports.secrets.read(`s3 ${keyId}@127.0.0.1:${server.port}`)).toBeUndefined();
  await server.close();
});

test('settings that lack something are refused by name before anything is written', async () => {
  const { app, folder } = await openBlog();
  const settings = { name: 'www', kind: 'sftp', host: 'example.org', path: 'public_html' };
  expect(await app.call('publish.saveTarget', { settings })).toMatchObject({
    failure: { reason: 'settings-incomplete', note: { kind: 'setting', field: 'user' } },
  });
  expect(await readFile(path.join(folder, 'blog', 'offprint.yml'), 'utf8')).not.toContain('sftp');
});

test('a post that was put into the trash goes from the live site without a question, one whose file vanished does not', async () => {
  const { app, folder } = await openBlog();
  const first = await call(app, 'posts.create', { kind: 'post', title: 'On the train' });
  const receipt = await call(app, 'publish.start', { postId: first.id });
  expect(receipt.postAddress).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/\d{4}\/\d{2}\/on-the-train\/$/);
  expect(await (await fetch(receipt.postAddress ?? '')).text()).toContain('On the train');
  await call(app, 'posts.trash', { id: first.id });
  expect((await call(app, 'publish.start', {})).pages).toContainEqual(
    expect.objectContaining({ change: 'gone', postId: first.id }),
  );
  const second = await call(app, 'posts.create', { kind: 'post', title: 'At the harbour' });
  await call(app, 'publish.start', { postId: second.id });
  await rm(path.join(folder, 'blog', second.id));
  expect(await app.call('publish.start', {})).toMatchObject({
    failure: { reason: 'shrinks', allow: 'removal', pages: [{ change: 'gone', postId: second.id }] },
  });
  expect(await app.call('publish.start', { allow: ['removal'] })).toMatchObject({ ok: true });
});

test('a publish can be put back from history, and is one more in it', async () => {
  const { app } = await openBlog();
  const first = await call(app, 'publish.start', {});
  const post = await call(app, 'posts.create', { kind: 'post', title: 'Too early' });
  const second = await call(app, 'publish.start', { postId: post.id });
  const undone = await call(app, 'publish.undo', { id: first.id });
  expect(undone.pages).toContainEqual(expect.objectContaining({ change: 'gone', title: 'Too early' }));
  expect((await fetch(second.postAddress ?? '')).status).toBe(404);
  const history = await call(app, 'publish.history', undefined);
  expect(history.map(({ id }) => id)).toEqual([undone.id, second.id, first.id]);
});

async function openBlog() {
  const opened = await testApp();
  await call(opened.app, 'site.create', { folder: path.join(opened.folder, 'blog'), title: 'Blog' });
  return opened;
}

/** Calls the program and answers the value; a failure is thrown. */
async function call<Name extends CallName>(app: App, name: Name, argument: ArgumentOf<Name>): Promise<ValueOf<Name>> {
  const answer = await app.call(name, argument);
  if (!answer.ok) throw new Error(`${name}: ${JSON.stringify(answer.failure)}`);
  // What a call answers is what the contract says; `App.call` is for any name.
  return answer.value as ValueOf<Name>;
}
