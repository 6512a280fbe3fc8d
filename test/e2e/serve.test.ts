import { chmod, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import path from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Bridge } from '../../common/contract.ts';
import { createLoopbackConnection } from '../../renderer/loopback-connection.ts';
import { chromiumArguments, chromiumPath } from '../support/chromium.ts';
import { runOffprint, startServing } from '../support/command-line.ts';
import { isRunning } from '../support/is-running.ts';
import { isMissing } from '../support/programs.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

/** A blog of one post, and Offprint's data beside it. */
async function smallBlog() {
  const folder = await temporaryFolder();
  const options = { dataFolder: path.join(folder, 'data'), workingFolder: folder };
  await runOffprint(['new', 'blog'], options);
  await writeFile(path.join(folder, 'blog/posts/first.md'), '---\ntitle: First\n---\n\nThe first text.\n');
  return { folder, options, at: (...parts: string[]) => path.join(folder, ...parts) };
}

/** The way of a page that was opened at this address. */
function connectTo(address: string): Bridge {
  const url = new URL(address);
  const secret = new URLSearchParams(url.hash.slice(1)).get('key') ?? '';
  return createLoopbackConnection({ address: `${url.origin}/`, secret, retryDelaysMs: [50] });
}

/** A program that stands for a browser: keeps what it was given, shows nothing. */
async function recordingProgram(file: string, record: string): Promise<void> {
  await writeFile(file, `#!/bin/sh\nprintf '%s\\n' "$@" > '${record}.part'\nmv '${record}.part' '${record}'\n`);
  await chmod(file, 0o755);
}

/** The tests' own Chromium under the name of a browser, without a screen; notes its process. */
async function chromiumProgram(file: string, pidFile: string): Promise<void> {
  const switches = [...chromiumArguments, '--headless=new', '--remote-debugging-port=0'].join(' ');
  await writeFile(file, `#!/bin/sh\necho $$ > '${pidFile}'\nexec '${chromiumPath()}' ${switches} "$@"\n`);
  await chmod(file, 0o755);
}

describe('offprint serve', () => {
  test('prints an address that lets the page in, and ends after the last write', async () => {
    const { options, at } = await smallBlog();
    const serving = await startServing(['blog', '--no-open'], options);
    const bridge = connectTo(serving.address);
    expect(await bridge.call('site.current', undefined)).toMatchObject({ ok: true, value: { folder: at('blog') } });
    const draft = await bridge.call('drafts.open', { id: 'posts/first.md' });
    expect(draft).toMatchObject({ ok: true, value: { body: expect.stringContaining('The first text.') } });
    const edit = {
      id: 'posts/first.md',
      sequence: 1,
      changes: [{ from: 0, to: 0, insert: 'Typed right before the end. ' }],
    };
    expect(await bridge.call('drafts.edit', edit)).toMatchObject({ ok: true });
    expect(await serving.end('SIGTERM')).toBe(0);
    expect(await readFile(at('blog/posts/first.md'), 'utf8')).toContain('Typed right before the end. ');
    expect(await bridge.call('site.current', undefined)).toEqual({ ok: false, failure: { kind: 'host-gone' } });
  });

  test('starts without a folder, for the first screen', async () => {
    const { options } = await smallBlog();
    const serving = await startServing(['--no-open'], options);
    expect(await connectTo(serving.address).call('site.current', undefined)).toStrictEqual({
      ok: true,
      value: undefined,
    });
    expect(await serving.end('SIGINT')).toBe(0);
  });

  test('brings back the text when it is killed in the middle of writing', async () => {
    const { options } = await smallBlog();
    const first = await startServing(['blog', '--no-open'], options);
    const bridge = connectTo(first.address);
    await bridge.call('drafts.open', { id: 'posts/first.md' });
    const words = Array.from({ length: 40 }, (_, index) => `word${index} `);
    let from = 0;
    let last: unknown;
    for (const [index, insert] of words.entries()) {
      last = bridge.call('drafts.edit', {
        id: 'posts/first.md',
        sequence: index + 1,
        changes: [{ from, to: from, insert }],
      });
      from += insert.length;
    }
    expect(await last).toMatchObject({ ok: true, value: { sequence: words.length } });
    expect(await first.end('SIGKILL')).toBe(null);

    const second = await startServing(['blog', '--no-open'], options);
    const draft = await connectTo(second.address).call('drafts.open', { id: 'posts/first.md' });
    expect(draft).toMatchObject({ ok: true, value: { body: expect.stringContaining(words.join('')) } });
  });

  test('says when its port is in use', async () => {
    const { options } = await smallBlog();
    const blocker = createServer();
    await new Promise<void>((resolve) => blocker.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => {
      blocker.close();
    });
    const bound = blocker.address();
    const port = String(typeof bound === 'object' && bound !== null ? bound.port : 0);
    const run = await runOffprint(['serve', 'blog', '--no-open', '--port', port], options);
    expect(run.code).toBe(1);
    expect(run.stderr).toContain(`Port ${port} is in use`);
    const inJson = await runOffprint(['serve', 'blog', '--port', port, '--json'], options);
    expect(JSON.parse(inJson.stdout)).toMatchObject({ ok: false, failure: { kind: 'port-refused', reason: 'in-use' } });
  });

  test('tells machines its address in one document', async () => {
    const { options, at } = await smallBlog();
    const serving = await startServing(['blog', '--no-open', '--json'], options);
    expect(JSON.parse(serving.said)).toEqual({
      ok: true,
      value: { address: serving.address, folder: at('blog'), window: null },
    });
  });

  test('leaves one writer for a blog, and says to the second who it is', async () => {
    const { options } = await smallBlog();
    const first = await startServing(['blog', '--no-open'], options);
    const second = await startServing(['blog', '--no-open'], options);
    await expect.poll(() => second.notes()).toContain('open in another Offprint');
    const reader = connectTo(second.address);
    const site = await reader.call('site.current', undefined);
    expect(site).toMatchObject({ ok: true, value: { readOnly: { holder: expect.stringMatching(/\S/) } } });

    const published = await runOffprint(['publish', 'blog', '--json'], options);
    expect(published.code).toBe(1);
    expect(JSON.parse(published.stdout)).toMatchObject({ ok: false, failure: { kind: 'read-only' } });
    const built = await runOffprint(['build', 'blog', '--out', 'site'], options);
    expect(built).toMatchObject({ code: 0, stderr: expect.stringContaining('open in another Offprint') });

    // The second takes over when the first has ended, and gives the blog back in turn.
    await first.end('SIGTERM');
    await expect.poll(() => reader.call('site.current', undefined)).not.toHaveProperty('value.readOnly');
    await second.end('SIGTERM');
    expect((await runOffprint(['publish', 'blog'], options)).code).toBe(0);
  });

  test('keeps its key out of the process list: the browser is given a small file of the user alone', async () => {
    const { options, at } = await smallBlog();
    await recordingProgram(at('browser'), at('given'));
    const serving = await startServing(['blog'], { ...options, environment: { OFFPRINT_BROWSER: at('browser') } });
    await expect.poll(() => readFile(at('given'), 'utf8').catch(() => '')).toContain('--app=file://');
    const given = await readFile(at('given'), 'utf8');
    const key = new URL(serving.address).hash.slice('#key='.length);
    expect(given).not.toContain(key);
    expect(await readFile(`/proc/${serving.child.pid}/cmdline`, 'utf8')).not.toContain(key);

    const file = /--app=(file:\S+)/.exec(given)?.[1];
    if (file === undefined) throw new Error('No file was given');
    const launchFile = new URL(file);
    expect((await stat(launchFile)).mode & 0o777).toBe(0o600);
    expect(await readFile(launchFile, 'utf8')).toContain(serving.address);
    await serving.end('SIGTERM');
    expect(await readdir(at('data/launch'))).toEqual([]);
  });

  test('takes the default browser where no other is', async () => {
    const { options, at } = await smallBlog();
    await recordingProgram(at('xdg-open'), at('given'));
    const environment = { OFFPRINT_BROWSER: at('none'), PATH: `${at('.')}:${process.env.PATH}` };
    const serving = await startServing(['blog'], { ...options, environment });
    await expect.poll(() => readFile(at('given'), 'utf8').catch(() => '')).toMatch(/^\/.*\.html\n$/);
    expect(serving.said).toContain('in your browser');
  });

  test('says so when no browser can be started, and goes on', async () => {
    const { options, at } = await smallBlog();
    const environment = { OFFPRINT_BROWSER: at('none'), PATH: at('nowhere') };
    const serving = await startServing(['blog'], { ...options, environment });
    expect(serving.said).toContain('No browser could be started');
    expect(await connectTo(serving.address).call('posts.list', undefined)).toMatchObject({ ok: true });
  });

  test.skipIf(isMissing('chromium'))(
    'shows the page in a window of its own, and ends when that is closed',
    async () => {
      const { options, at } = await smallBlog();
      await chromiumProgram(at('browser'), at('pid'));
      const serving = await startServing(['blog'], { ...options, environment: { OFFPRINT_BROWSER: at('browser') } });
      const exited = new Promise((resolve) => serving.child.once('exit', resolve));
      expect(serving.said).toContain('window of its own');
      // The file goes once the page has come through it, found its key and listens.
      await expect.poll(() => readdir(at('data/launch'))).toEqual([]);
      process.kill(Number(await readFile(at('pid'), 'utf8')));
      expect(await exited).toBe(0);
    },
  );

  test.skipIf(isMissing('chromium'))('closes the window of its own when it is ended itself', async () => {
    const { options, at } = await smallBlog();
    await chromiumProgram(at('browser'), at('pid'));
    const serving = await startServing(['blog'], { ...options, environment: { OFFPRINT_BROWSER: at('browser') } });
    await expect.poll(() => readdir(at('data/launch'))).toEqual([]);
    expect(await serving.end('SIGINT')).toBe(0);
    const pid = Number(await readFile(at('pid'), 'utf8'));
    await expect.poll(() => isRunning(pid)).toBe(false);
  });
});
