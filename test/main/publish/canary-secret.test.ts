import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { TargetSettings } from '../../../common/site-settings.ts';
import { startGitHttpServer } from '../../servers/git-http-server.ts';
import { startS3Server } from '../../servers/s3-server.ts';
import { startSshServer } from '../../servers/ssh-server.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { openDesk } from './open-desk.ts';
import { git } from './places.ts';
import { adopted, openSourceDesk } from './source-desk.ts';

const canary = 'canary-5f3a-token-that-must-not-be-found';
const site = { 'index.html': '<title>Home</title>' };

test.each([
  ['git', 'git'],
  ['no git at all', 'no-such-program'],
])('a token for %s is in no file, no process list, no environment and no address', async (_, gitProgram) => {
  const root = await temporaryFolder();
  git(['init', '--quiet', '--bare', path.join(root, 'site.git')]);
  git(['-C', path.join(root, 'site.git'), 'config', 'http.receivepack', 'true']);
  const host = await startGitHttpServer({ root, user: 'author', password: canary });
  onTestFinished(() => host.close());
  const url = `http://127.0.0.1:${host.port}/site.git`;
  const settings: TargetSettings = { name: 'pages', kind: 'git', url, user: 'author' };
  const log: string[] = [];
  const desk = await openDesk([settings], () => canary, {
    gitProgram,
    log: {
      info: (...entry) => void log.push(JSON.stringify(entry)),
      error: (...entry) => String(log.push(String(entry))),
    },
  });
  const seen = await whileWatching(() => desk.publishOk(site));
  expect(seen).toEqual([]);
  expect(await filesWith(desk.folder)).toEqual([]);
  expect(JSON.stringify(host.requests.map((request) => request.url))).not.toContain(canary);
  expect(log.join('\n')).not.toContain(canary);
  expect(JSON.stringify(await desk.publisher.history())).not.toContain(canary);
  // It did arrive where it belongs.
  const expected = `Basic ${Buffer.from(`author:${canary}`).toString('base64')}`;
  expect(host.requests.some((request) => request.authorization === expected)).toBe(true);
});

test('a token for the source is in no file, no setting of git, no process list and no address', async () => {
  const host: { current?: Awaited<ReturnType<typeof startGitHttpServer>> } = {};
  const log: string[] = [];
  const desk = await openSourceDesk(
    adopted.hugo?.files ?? {},
    { user: 'author' },
    {
      secrets: { read: async () => canary },
      log: {
        info: (...entry) => void log.push(JSON.stringify(entry)),
        error: (...entry) => String(log.push(String(entry))),
      },
    },
    async (root) => {
      git(['-C', path.join(root, 'remote.git'), 'config', 'http.receivepack', 'true']);
      host.current = await startGitHttpServer({ root, user: 'author', password: canary });
      return `http://127.0.0.1:${host.current.port}/remote.git`;
    },
  );
  onTestFinished(async () => host.current?.close());
  await writeFile(
    path.join(desk.folder, 'content', 'posts', 'new.md'),
    '---\ntitle: New\ndate: 2026-01-03\n---\n\nNew.\n',
  );
  const seen = await whileWatching(async () => expect(await desk.publish()).toMatchObject({ ok: true }));
  expect(seen).toEqual([]);
  expect(await filesWith(desk.root)).toEqual([]);
  expect(git(['-C', desk.folder, 'config', '--list', '--show-origin'])).not.toContain(canary);
  expect(JSON.stringify(host.current?.requests.map((request) => request.url))).not.toContain(canary);
  expect(log.join('\n')).not.toContain(canary);
  expect(JSON.stringify(await desk.publisher.history())).not.toContain(canary);
  const expected = `Basic ${Buffer.from(`author:${canary}`).toString('base64')}`;
  expect(host.current?.requests.some((request) => request.authorization === expected)).toBe(true);
});

test('a secret key for a bucket is in no file and no request', async () => {
  const store = await startS3Server(await temporaryFolder(), { secret: canary });
  onTestFinished(() => store.close());
  const { endpoint, bucket, keyId } = store;
  const desk = await openDesk([{ name: 'b', kind: 's3', endpoint, bucket, keyId, pathStyle: true }], () => canary);
  await desk.publishOk(site);
  expect(await filesWith(desk.folder)).toEqual([]);
  expect(JSON.stringify(store.requests)).not.toContain(canary);
});

test('a passphrase for a server is in no file, also when it is wrong', async () => {
  const root = await temporaryFolder();
  const ssh = await startSshServer(root);
  onTestFinished(() => ssh.close());
  const { port, user, lockedKeyFile: keyFile, fingerprint: hostKey } = ssh;
  const settings: TargetSettings = {
    name: 'www',
    kind: 'sftp',
    host: '127.0.0.1',
    port,
    user,
    keyFile,
    hostKey,
    path: `${root}/www`,
  };
  const desk = await openDesk([settings], () => canary);
  const refused = await desk.publish(site);
  expect(refused).toMatchObject({ failure: { reason: 'secret-refused' } });
  expect(JSON.stringify(refused)).not.toContain(canary);
  expect(await filesWith(desk.folder)).toEqual([]);
});

test('the control: a canary in a file is found', async () => {
  const folder = await temporaryFolder();
  await writeFile(path.join(folder, 'config'), `url = https://me:${canary}@example.org/`);
  expect(await filesWith(folder)).toEqual(['config']);
});

/** Files below a folder that hold the canary, by content or name. */
async function filesWith(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const found: string[] = [];
  for (const entry of entries.filter((one) => one.isFile())) {
    const file = path.join(entry.parentPath, entry.name);
    const content = await readFile(file);
    if (content.includes(canary) || file.includes(canary)) found.push(path.relative(folder, file));
  }
  return found;
}

/** Looks at every process of the machine again and again while `work` runs: arguments and environment. */
async function whileWatching(work: () => Promise<unknown>): Promise<readonly string[]> {
  const seen = new Set<string>();
  let isDone = false;
  const watching = (async () => {
    while (!isDone) {
      for (const id of (await readdir('/proc')).filter((name) => /^\d+$/.test(name) && name !== String(process.pid))) {
        for (const place of ['cmdline', 'environ']) {
          const text = await readFile(`/proc/${id}/${place}`, 'utf8').catch(() => '');
          if (text.includes(canary)) seen.add(`${place}: ${text.slice(0, 200)}`);
        }
      }
    }
  })();
  await work();
  isDone = true;
  await watching;
  return [...seen];
}
