import { expect, onTestFinished, test } from 'vitest';
import type { TargetSettings } from '../../../common/site-settings.ts';
import { type S3Server, startS3Server } from '../../servers/s3-server.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { type Desk, openDesk } from './open-desk.ts';

const site = { 'index.html': '<title>Home</title>', '2026/train/index.html': '<title>Train</title>' };
const withHome = (words: string) => ({ ...site, 'index.html': `<title>Home</title>${words}` });

test('a page that changes takes its own request, three for the bucket and one that reads it back', async () => {
  const { store, desk } = await bucketDesk();
  for (const words of ['one', 'two']) await desk.publishOk(withHome(words));
  const before = store.requests.length;
  await desk.publishOk(withHome('three'));
  const sent = store.requests.slice(before).map(({ method, url }) => `${method} ${url}`);
  expect(sent).toEqual([
    'HEAD /blog/index.html',
    'PUT /blog/.offprint/publish.json.gz',
    'PUT /blog/index.html',
    'PUT /blog/.offprint/publish.json.gz',
    'GET /blog/index.html',
  ]);
});

test('a bucket that another computer published to is looked at again, and nothing of it is undone unasked', async () => {
  const { store, desk, settings } = await bucketDesk();
  for (const words of ['one', 'two', 'three']) await desk.publishOk(withHome(words));
  const other = await openDesk([settings], () => store.secret);
  await other.publishOk({ ...withHome('three'), '2026/train/index.html': '<title>Train</title>by another' });
  expect(await desk.publish(withHome('four'))).toMatchObject({
    failure: { reason: 'moved', allow: 'moved', pages: [{ address: '/2026/train/' }] },
  });
  expect(await pagesOf(store)).toMatchObject({ '2026/train/index.html': '<title>Train</title>by another' });
  await desk.publishOk(withHome('four'), { allow: ['moved'] });
  expect(await pagesOf(store)).toEqual(withHome('four'));
});

test('a bucket that was emptied meanwhile gets the whole site again', async () => {
  const { store, desk } = await bucketDesk();
  for (const words of ['one', 'two', 'three']) await desk.publishOk(withHome(words));
  for (const key of await store.keys()) await store.remove(key);
  await desk.publishOk(withHome('four'));
  expect(await pagesOf(store)).toEqual(withHome('four'));
});

test('a bucket that does not keep to conditions is asked before every publish', async () => {
  const { store, desk, settings } = await bucketDesk({ knowsConditions: false });
  for (const words of ['one', 'two', 'three']) await desk.publishOk(withHome(words));
  const other = await openDesk([settings], () => store.secret);
  await other.publishOk({ ...withHome('three'), '2026/train/index.html': '<title>Train</title>by another' });
  expect(await desk.publish(withHome('four'))).toMatchObject({ failure: { reason: 'moved' } });
});

test('many pages are proven by the checksums that the bucket lists, and a wrong one is read and refused', async () => {
  const { store, desk } = await bucketDesk();
  const pages = Object.fromEntries(Array.from({ length: 30 }, (_, index) => [`p/${index}.html`, `page ${index}`]));
  await desk.publishOk(pages);
  expect(store.requests.filter(({ method, url }) => method === 'GET' && url.includes('.html'))).toEqual([]);

  const changed = Object.fromEntries(Object.entries(pages).map(([file, text]) => [file, `${text}, again`]));
  // Somebody else writes in the moment between sending and comparing.
  store.afterWriting('p/7.html', () => store.put('p/7.html', 'of somebody else'));
  expect(await desk.publish(changed)).toMatchObject({
    failure: { reason: 'verify-failed', note: { file: 'p/7.html' } },
  });
});

async function bucketDesk(
  options: { readonly knowsConditions?: boolean } = {},
): Promise<{ readonly store: S3Server; readonly desk: Desk; readonly settings: TargetSettings }> {
  const store = await startS3Server(await temporaryFolder(), options);
  onTestFinished(() => store.close());
  const { endpoint, bucket, keyId, secret } = store;
  const settings: TargetSettings = { name: 'bucket', kind: 's3', endpoint, bucket, keyId };
  return { store, settings, desk: await openDesk([settings], () => secret) };
}

async function pagesOf(store: S3Server): Promise<Readonly<Record<string, string>>> {
  const keys = (await store.keys()).filter((key) => !key.startsWith('.offprint/'));
  return Object.fromEntries(await Promise.all(keys.map(async (key) => [key, await (await store.get(key)).text()])));
}
