import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { call, startBlog } from '../standin/author.ts';
import { electronBinary } from '../standin/electron-binary.ts';
import { type ElectronRun, launchElectronApp } from '../standin/launch.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const isStandIn = electronBinary() === undefined;
console.log(`The desktop program runs on ${isStandIn ? 'the stand-in for Electron' : 'Electron itself'}.`);

describe('the page on the desktop', () => {
  let run: ElectronRun;
  beforeAll(async () => {
    run = await launchElectronApp();
  });
  afterAll(() => run.done());

  test('shows the first screen, has the bridge and nothing else of the program', async () => {
    await run.page.getByRole('button').first().waitFor();
    expect(await call(run, 'host.describe')).toMatchObject({
      ok: true,
      value: { host: 'electron', capabilities: { nativeDialogs: true, nativeMenu: true }, resourceBase: 'resource/' },
    });
    const reached = await run.page.evaluate(() => ({
      bridge: Object.keys(window.bridge ?? {}).toSorted(),
      isFrozen: Object.isFrozen(window.bridge),
      others: ['require', 'process', 'module', 'Buffer', 'electron', 'ipcRenderer'].filter((name) => name in window),
    }));
    expect(reached).toEqual({ bridge: ['call', 'on'], isFrozen: true, others: [] });
  });

  test('runs in Chromium’s sandbox, as every page of the program', async () => {
    expect(await run.desktop.isSandboxed()).toBe(true);
  });

  test('gets answers to hostile calls, never an exception', async () => {
    expect(await call(run, '__proto__')).toMatchObject({ ok: false, failure: { kind: 'unknown-call' } });
    expect(await call(run, 'host.openExternal', { url: 'file:///etc/passwd' })).toMatchObject({ ok: false });
    const odd = await run.page.evaluate(() => window.bridge?.call('host.describe', { f: () => 1 }));
    expect(odd).toMatchObject({ ok: false });
  });

  test('hands over bytes as they are', async () => {
    const folder = path.join(await temporaryFolder(), 'blog');
    const postId = await startBlog(run, folder);
    const taken = await run.page.evaluate(
      async ([id]) => {
        const text = '%PDF-1.4\n%\u00e2\u00e3\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n';
        const content = Uint8Array.from(text, (letter) => letter.charCodeAt(0));
        const file = { name: 'slides.pdf', size: content.byteLength, head: content, postId: id };
        const begun = (await window.bridge?.call('media.begin', file)) as { value: { intake: string } };
        const { intake } = begun.value;
        await window.bridge?.call('media.add', { intake, from: 0, content });
        return window.bridge?.call('media.take', { intake });
      },
      [postId] as const,
    );
    expect(taken).toMatchObject({ ok: true, value: { type: 'application/pdf' } });
    const { path: file } = (taken as { readonly value: { readonly path: string } }).value;
    expect(await readFile(path.join(folder, file), 'latin1')).toContain('%PDF-1.4\n%\u00e2\u00e3\n1 0 obj');
  });

  test('opens the system’s folder box', async () => {
    await run.desktop.answerDialog('showOpenDialog', { canceled: false, filePaths: ['/home/ada/blog'] });
    expect(await call(run, 'host.pickFolder', { title: 'Open a blog' })).toEqual({ ok: true, value: '/home/ada/blog' });
    await run.desktop.answerDialog('showOpenDialog', { canceled: true, filePaths: [] });
    expect(await call(run, 'host.pickFolder', { title: 'Open a blog' })).toEqual({ ok: true, value: undefined });
  });

  test('hears the menu', async () => {
    await run.page.evaluate(() => {
      const heard: unknown[] = [];
      Object.assign(window, { heard });
      window.bridge?.on((name, detail) => heard.push([name, detail]));
    });
    await run.desktop.clickMenu('help.shortcuts');
    await expect
      .poll(() => run.page.evaluate(() => (window as unknown as { readonly heard: unknown[] }).heard))
      .toContainEqual(['command.chosen', { command: 'help.shortcuts' }]);
  });

  test('lets no navigation, no window and no request out', async () => {
    await run.page.evaluate(() => {
      location.href = 'https://example.com/left';
    });
    await run.page.evaluate(() => {
      window.open('https://example.com/opened');
      window.open('smb://host/share');
    });
    const fetched = await run.page.evaluate(() => fetch('https://example.com/asked').then(() => 'answered', String));
    expect(fetched).toContain('TypeError');
    await expect.poll(() => run.page.evaluate(() => document.readyState)).toBe('complete');
    expect(new URL(run.page.url()).pathname).toBe('/');
    expect(
      run.page
        .context()
        .pages()
        .filter((page) => page.url().includes('example.com')),
    ).toEqual([]);
    if (run.runner === 'stand-in') {
      // The program tells of these by a way of its own, later than the page's answers at times.
      const left = { kind: 'navigation', url: 'https://example.com/left', isMainFrame: true, prevented: true };
      await expect.poll(() => run.log).toContainEqual(left);
      const denied = { kind: 'window-open', url: 'smb://host/share', action: 'deny' };
      await expect.poll(() => run.log).toContainEqual(denied);
      await expect
        .poll(() => run.log.filter(({ kind }) => kind === 'open-external'))
        .toEqual([{ kind: 'open-external', url: 'https://example.com/opened' }]);
      expect(run.log.filter(({ kind }) => kind === 'network')).toEqual([]);
    }
  });

  test('has the program’s own policy', async () => {
    const policy = await run.page.evaluate(() =>
      fetch('./').then((answer) => answer.headers.get('content-security-policy')),
    );
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("require-trusted-types-for 'script'");
    const ran = await run.page.evaluate(() => {
      const script = document.createElement('script');
      try {
        script.text = 'window.ranInline = true';
        document.head.append(script);
      } catch {
        // Trusted Types refuse it before the policy has to.
      }
      return 'ranInline' in window;
    });
    expect(ran).toBe(false);
  });

  test('gets no permission it asks for', async () => {
    const states = await run.page.evaluate(() =>
      Promise.all(
        (['notifications', 'geolocation', 'camera', 'microphone', 'midi', 'clipboard-read'] as const).map(
          async (name) => {
            const status = await navigator.permissions.query({ name: name as PermissionName });
            return `${name} ${status.state}`;
          },
        ),
      ),
    );
    expect(states.filter((state) => !state.endsWith('denied'))).toEqual([]);
  });

  test.runIf(isStandIn)('is answered, and a foreign frame is refused', async () => {
    const asPage = { url: 'app://offprint/', isMainFrame: true };
    expect(await run.desktop.callAs(asPage, ['host.describe'])).toMatchObject({ ok: true });
    for (const foreign of [
      { url: 'app://offprint/', isMainFrame: false },
      { url: 'app://offprint/resource/preview/a/', isMainFrame: true },
      { url: 'https://example.com/', isMainFrame: true },
    ]) {
      await expect(run.desktop.callAs(foreign, ['host.describe'])).rejects.toThrow('Refused');
    }
  });
});
