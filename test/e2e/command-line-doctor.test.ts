import { appendFile } from 'node:fs/promises';
import { expect, onTestFinished, test } from 'vitest';
import { freePort } from '../servers/listen.ts';
import { startS3Server } from '../servers/s3-server.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { answerOf, smallBlog } from '../support/workshop.ts';

test('offprint doctor tries every place, says what stands in the way, and keeps the secret to itself', async () => {
  const { offprint, offprintWith, at } = await smallBlog();
  const none = await offprint('doctor', 'blog');
  expect(none.code).toBe(0);
  expect(none.stdout).toMatch(/\S/);

  const store = await startS3Server(await temporaryFolder());
  onTestFinished(() => store.close());
  const { endpoint, bucket, keyId } = store;
  await appendFile(
    at('blog/offprint.yml'),
    `targets:
  - { name: Shelf, kind: folder, path: ${at('shelf')} }
  - { name: Bucket, kind: s3, endpoint: "${endpoint}", bucket: ${bucket}, keyId: ${keyId}, pathStyle: true }
  - { name: Away, kind: git, url: "http://127.0.0.1:${await freePort()}/a.git" }
`,
  );
  const secret = 'a-secret-that-is-not-the-right-one';
  const variable = `OFFPRINT_SECRET_S3_${keyId}_${new URL(endpoint).host}`.toUpperCase().replace(/[^A-Z0-9]+/g, '_');
  const tried = await offprintWith({ [variable]: secret }, 'doctor', 'blog', '--json');
  expect(tried.code).toBe(1);
  expect(tried.stdout + tried.stderr).not.toContain(secret);
  const { value } = answerOf(tried);
  expect(value.places).toMatchObject([
    { target: 'Shelf', works: true },
    { target: 'Bucket', works: false, failure: { reason: 'secret-refused' } },
    { target: 'Away', works: false, failure: { reason: 'unreachable' } },
  ]);
  const told = await offprint('doctor', 'blog');
  expect(told.stdout).toMatch(/Away: .*did not answer/);
  expect((await offprint('doctor', 'blog', '--target', 'Shelf')).code).toBe(0);
  const unknown = answerOf(await offprint('doctor', 'blog', '--target', 'Nowhere', '--json'));
  expect(unknown).toMatchObject({ ok: false, failure: { kind: 'target-missing', known: ['Shelf', 'Bucket', 'Away'] } });
});
