import { existsSync } from 'node:fs';
import { chmod, mkdir, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import path from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { startGitHttpServer } from '../../servers/git-http-server.ts';
import { closeServer, listen } from '../../servers/listen.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { git } from './places.ts';
import { adopted, openSourceDesk } from './source-desk.ts';

const hugo = adopted.hugo?.files ?? {};
const post = 'content/posts/train.md';
const header = '+++\ntitle = "On the train"\ndate = 2026-01-02\n+++\n\n';

describe.each(Object.entries(adopted))('the source of a %s blog', (_, { files, post: first }) => {
  test('goes to its repository as one commit that names the post, and leaves the folder clean', async () => {
    const desk = await openSourceDesk(files);
    await desk.write(first, (files[first] ?? '').replace('Last line.', 'A better last line.'));
    const sent = await desk.publish();
    expect(sent).toMatchObject({
      ok: true,
      value: { pages: [{ change: 'changed', title: 'On the train', postId: first }], filesSent: 1 },
    });
    expect(desk.atRemote(first)).toContain('A better last line.');
    expect(desk.log()).toEqual(['Ada|Update "On the train"', 'Ada|Begin']);
    expect(desk.status()).toBe('');
  });
});

test('only the author’s own changes go: no other file, no draft, no picture that no post shows', async () => {
  const desk = await openSourceDesk(hugo);
  await desk.write(post, `${header}Now with pictures.\n\n![](/media/2026/sea.png)\n\n![](/images/hill.png)\n`);
  await desk.write('static/images/hill.png', 'a hill');
  await desk.write('media/2026/sea.png', 'a picture');
  await desk.write('media/2026/secret.png', 'not shown yet');
  await desk.write('content/posts/idea.md', '+++\ntitle = "An idea"\ndraft = true\n+++\n\nNot yet.\n');
  await desk.write('layouts/index.html', 'half of a new theme');
  await desk.write('notes.txt', 'mine');
  expect(await desk.publish()).toMatchObject({ ok: true, value: { filesSent: 3 } });
  expect(git(['-C', desk.remote, 'show', '--format=', '--name-only', 'main']).trim().split('\n')).toEqual([
    post,
    'media/2026/sea.png',
    'static/images/hill.png',
  ]);
  expect(desk.status().trim().split('\n').sort()).toEqual(
    ['M layouts/index.html', '?? content/posts/idea.md', '?? media/2026/secret.png', '?? notes.txt'].sort(),
  );
});

test('a post that becomes a draft again, and one that is thrown away, go from the host', async () => {
  const desk = await openSourceDesk({
    ...hugo,
    'content/posts/old.md': '+++\ntitle = "Old"\ndate = 2025-01-02\n+++\n\nOld.\n',
  });
  await desk.publish();
  await desk.write(post, `${header.replace('date', 'draft = true\ndate')}Back to the desk.\n`);
  await rm(path.join(desk.folder, 'content/posts/old.md'));
  expect(await desk.publish({ removedPosts: [post] })).toMatchObject({
    failure: { reason: 'shrinks', pages: [{ title: 'Old' }] },
  });
  expect(await desk.publish({ removedPosts: [post, 'content/posts/old.md'] })).toMatchObject({ ok: true });
  expect(desk.atRemote(post)).toContain('draft = true');
  expect(desk.atRemote('content/posts/old.md')).toBeUndefined();
});

test('what others pushed is merged like in the library, comes home, and nothing of it is lost', async () => {
  const desk = await openSourceDesk(hugo);
  await desk.elsewhere(async (clone) => {
    await writeFile(path.join(clone, post), `${header}First line, by Bo.\n\nLast line.\n`);
    await writeFile(
      path.join(clone, 'content/posts/bo.md'),
      '+++\ntitle = "By Bo"\ndate = 2026-01-03\n+++\n\nHello.\n',
    );
    await writeFile(path.join(clone, 'hugo.toml'), "title = 'Harbour of Bo'\n");
  });
  await desk.write(post, `${header}First line.\n\nLast line, by Ada.\n`);
  expect(await desk.publish()).toMatchObject({ ok: true });
  const merged = `${header}First line, by Bo.\n\nLast line, by Ada.\n`;
  expect(desk.atRemote(post)).toBe(merged);
  expect(await desk.onDisk(post)).toBe(merged);
  expect(await desk.onDisk('content/posts/bo.md')).toContain('Hello.');
  expect(await desk.onDisk('hugo.toml')).toContain('Harbour of Bo');
  expect(desk.status()).toBe('');
  expect(desk.log()).toEqual(['Ada|Update "On the train"', 'Bo|Elsewhere', 'Ada|Begin']);
});

test('the same place changed here and there stops with the file, and goes on with ours when told to', async () => {
  const desk = await openSourceDesk(hugo);
  await desk.elsewhere((clone) => writeFile(path.join(clone, post), `${header}Bo’s line.\n\nLast line.\n`));
  await desk.write(post, `${header}Ada’s line.\n\nLast line.\n`);
  expect(await desk.publish()).toMatchObject({
    failure: { reason: 'moved', allow: 'moved', files: [post], note: { kind: 'both-changed' } },
  });
  expect(await desk.onDisk(post)).toContain('Ada’s line.');
  expect(desk.log()).toEqual(['Bo|Elsewhere', 'Ada|Begin']);
  expect(await desk.publish({ allow: ['moved'] })).toMatchObject({ ok: true });
  expect(desk.atRemote(post)).toContain('Ada’s line.');
  expect(desk.log()).toEqual(['Ada|Update "On the train"', 'Bo|Elsewhere', 'Ada|Begin']);
});

test('commits that the author made by hand go along, merged with what came meanwhile', async () => {
  const desk = await openSourceDesk(hugo);
  await desk.write('layouts/index.html', 'a new theme');
  git(['-C', desk.folder, 'commit', '--quiet', '-am', 'Change the theme']);
  await desk.elsewhere((clone) => writeFile(path.join(clone, 'hugo.toml'), "title = 'Harbour of Bo'\n"));
  await desk.write(post, `${header}Changed.\n`);
  expect(await desk.publish()).toMatchObject({ ok: true });
  expect(desk.atRemote('layouts/index.html')).toBe('a new theme');
  expect(desk.atRemote('hugo.toml')).toContain('Bo');
  expect(desk.atRemote(post)).toContain('Changed.');
  expect(desk.status()).toBe('');
});

test('what the author staged stays staged, and their hooks, filters and helpers are not run', async () => {
  const desk = await openSourceDesk({ ...hugo, '.gitattributes': '*.md filter=spy\n' });
  const ran = path.join(desk.root, 'ran');
  for (const [key, value] of [
    ['filter.spy.clean', `touch ${ran}; cat`],
    ['core.fsmonitor', `touch ${ran}`],
    ['credential.helper', `!touch ${ran}`],
  ]) {
    git(['-C', desk.folder, 'config', key ?? '', value ?? '']);
  }
  await mkdir(path.join(desk.folder, '.git/hooks'), { recursive: true });
  for (const hook of ['pre-commit', 'pre-push', 'post-commit', 'reference-transaction', 'post-index-change']) {
    const file = path.join(desk.folder, '.git/hooks', hook);
    await writeFile(file, `#!/bin/sh\ntouch ${ran}\n`);
    await chmod(file, 0o755);
  }
  await writeFile(path.join(desk.folder, 'hugo.toml'), 'staged');
  git(['-C', desk.folder, '-c', 'core.fsmonitor=false', '-c', 'core.hooksPath=/dev/null', 'add', 'hugo.toml']);
  await rm(ran, { force: true });
  await desk.write(post, `${header}Changed.\n`);
  expect(await desk.publish()).toMatchObject({ ok: true });
  expect(existsSync(ran)).toBe(false);
  expect(desk.atRemote('hugo.toml')).toContain('Harbour');
  expect(git(['-C', desk.folder, '-c', 'core.fsmonitor=false', 'diff', '--cached', '--name-only']).trim()).toBe(
    'hugo.toml',
  );
});

test('an earlier publish is put back at the host; the posts in the folder stay as they are', async () => {
  const desk = await openSourceDesk(hugo);
  const first = await desk.publish();
  await desk.write(post, `${header}Second thoughts.\n`);
  await desk.publish();
  if (!first.ok) throw new Error(JSON.stringify(first.failure));
  expect(await desk.publisher.undo(first.value.id)).toMatchObject({ ok: true });
  expect(desk.atRemote(post)).toContain('First line.');
  expect(await desk.onDisk(post)).toContain('Second thoughts.');
});

test('a publish that waited for the network goes out on top of what came meanwhile', async () => {
  const desk = await openSourceDesk(hugo, {});
  git(['-C', desk.folder, 'config', 'remote.origin.url', 'http://127.0.0.1:9/none.git']);
  await desk.write(post, `${header}First line.\n\nWritten offline.\n`);
  expect(await desk.publish()).toMatchObject({ failure: { isQueued: true } });
  await desk.elsewhere((clone) => writeFile(path.join(clone, post), `${header}First line, by Bo.\n\nLast line.\n`));
  git(['-C', desk.folder, 'config', 'remote.origin.url', desk.remote]);
  expect(await desk.publisher.resume()).toMatchObject([{ sent: { ok: true } }]);
  expect(desk.atRemote(post)).toBe(`${header}First line, by Bo.\n\nWritten offline.\n`);
});

test.each([
  ['GitHub', '/api/v3', { check_runs: [{ status: 'completed', conclusion: 'success' }] }, 'built'],
  ['GitLab', '/api/v4', [{ status: 'success' }], 'built'],
  ['Forgejo', '/api/v1', { statuses: [{ status: 'success' }] }, 'built'],
  ['a host that runs nothing', '/api/v1', { statuses: [] }, 'unknown'],
  ['a host that is still at it', '/api/v4', [{ status: 'running' }], 'running'],
] as const)('the build of %s is waited for', async (_, api, answer, hostBuild) => {
  expect(await publishTo(await hostThatSays(answer, api))).toMatchObject({ ok: true, value: { hostBuild } });
});

test('a build that fails at the host is told with its page, and what was sent stays', async () => {
  const apiUrl = await hostThatSays([{ status: 'failed', web_url: 'https://git.example/1' }], '/api/v4');
  expect(await publishTo(apiUrl)).toMatchObject({
    failure: { reason: 'host-build-failed', detail: 'https://git.example/1' },
  });
});

/** Publishes to a git server whose host answers questions about its builds at `apiUrl`. */
async function publishTo(apiUrl: string) {
  const root = await temporaryFolder();
  const server = await startGitHttpServer({ root, user: 'git', password: 'a token' });
  onTestFinished(() => server.close());
  git(['init', '--quiet', '--bare', '-b', 'main', path.join(root, 'blog.git')]);
  git(['-C', path.join(root, 'blog.git'), 'config', 'http.receivepack', 'true']);
  const url = `http://127.0.0.1:${server.port}/blog.git`;
  const desk = await openSourceDesk(hugo, { apiUrl, url }, { secrets: { read: async () => 'a token' } });
  await desk.write(post, `${header}Changed.\n`);
  return desk.publish();
}

async function hostThatSays(answer: unknown, api: string): Promise<string> {
  const server = createServer((_, response) => response.end(JSON.stringify(answer)));
  onTestFinished(() => closeServer(server));
  return `http://127.0.0.1:${await listen(server)}${api}`;
}
