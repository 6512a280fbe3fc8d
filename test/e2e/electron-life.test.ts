import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { call, layBlog, startBlog, write } from '../standin/author.ts';
import { electronBinary } from '../standin/electron-binary.ts';
import { type ElectronRun, type LaunchOptions, launchElectronApp } from '../standin/launch.ts';
import type { MenuState } from '../standin/messages.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const runs: ElectronRun[] = [];
const isStandIn = electronBinary() === undefined;
console.log(`The desktop program runs on ${isStandIn ? 'the stand-in for Electron' : 'Electron itself'}.`);

async function launch(options: LaunchOptions = {}): Promise<ElectronRun> {
  const run = await launchElectronApp(options);
  runs.push(run);
  return run;
}

/** Folders of the blogs that the menu offers to open again. */
function recentBlogs(menu: readonly MenuState[]): readonly string[] {
  return menu.flatMap(({ id, sublabel, items = [] }) => [
    ...(id?.startsWith('recent.') && sublabel !== undefined ? [sublabel] : []),
    ...recentBlogs(items),
  ]);
}

afterEach(async () => {
  for (const run of runs.splice(0)) await run.done();
});

describe('nothing typed is lost', () => {
  test('when the window is closed right after the last key', async () => {
    const post = await layBlog(path.join(await temporaryFolder(), 'blog'));
    const run = await launch({ given: [post] });
    const text = run.page.getByRole('textbox', { name: 'Post text' });
    await expect.poll(() => text.textContent()).toBe('We left at dawn.');
    await text.click();
    await run.page.keyboard.press('Control+End');
    await run.page.keyboard.type('These are the last words.');
    await run.desktop.closeWindow();
    expect(await run.exited).toBe(0);
    expect(await readFile(post, 'utf8')).toContain('These are the last words.');
  });

  test('when the page still has something to hand over as the program quits', async () => {
    const folder = path.join(await temporaryFolder(), 'blog');
    const run = await launch();
    const id = await startBlog(run, folder);
    await run.page.evaluate(
      ([postId]) => {
        window.bridge?.on(async (name) => {
          if (name !== 'host.closing') return;
          const changes = [{ from: 0, to: 0, insert: 'Still in the page.' }];
          await window.bridge?.call('drafts.edit', { id: postId, sequence: 1, changes });
        });
      },
      [id] as const,
    );
    await run.desktop.quit();
    expect(await run.exited).toBe(0);
    expect(await readFile(path.join(folder, id), 'utf8')).toContain('Still in the page.');
  });

  test('when the page crashes', async () => {
    const folder = path.join(await temporaryFolder(), 'blog');
    const run = await launch();
    const id = await startBlog(run, folder);
    await write(run, id, 'Before the crash.');
    await run.desktop.crashPage();
    const page = await run.pageAfterCrash();
    const opened = await call({ page }, 'drafts.open', { id });
    expect(opened).toMatchObject({ ok: true, value: { body: expect.stringContaining('Before the crash.') } });
  });

  test('when the page hangs as the window closes and the author would rather leave', async () => {
    const folder = path.join(await temporaryFolder(), 'blog');
    const run = await launch();
    const id = await startBlog(run, folder);
    await run.page.evaluate(() => {
      window.bridge?.on((name) => (name === 'host.closing' ? new Promise(() => {}) : undefined));
    });
    await write(run, id, 'Before it hung.');
    await run.desktop.answerDialog('showMessageBox', { response: 1, checkboxChecked: false });
    await run.desktop.closeWindow();
    expect(await run.exited).toBe(0);
    expect(await readFile(path.join(folder, id), 'utf8')).toContain('Before it hung.');
  });
});

describe('a start', () => {
  test('with a broken settings file uses the defaults, keeps the file, and says when there is no keychain', async () => {
    const dataFolder = await temporaryFolder();
    await writeFile(path.join(dataFolder, 'settings.json'), '{"preferences":{');
    const run = await launch({ dataFolder, env: { STANDIN_NO_KEYCHAIN: '1' } });
    expect(await call(run, 'preferences.read')).toMatchObject({ ok: true, value: { appearance: 'system' } });
    expect(await readdir(dataFolder)).toContain('settings.damaged-1.json');
    const keychain = isStandIn ? false : expect.any(Boolean);
    expect(await call(run, 'host.describe')).toMatchObject({ ok: true, value: { capabilities: { keychain } } });
  });

  test('remembers what the author chose and where the window was', async () => {
    const dataFolder = await temporaryFolder();
    const first = await launch({ dataFolder });
    expect(await call(first, 'preferences.change', { appearance: 'dark' })).toMatchObject({ ok: true });
    await expect.poll(() => first.page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches)).toBe(true);
    await first.desktop.closeWindow();
    await first.exited;
    const stored = JSON.parse(await readFile(path.join(dataFolder, 'settings.json'), 'utf8'));
    expect(stored).toMatchObject({ preferences: { appearance: 'dark' }, window: { isMaximised: expect.any(Boolean) } });
    const second = await launch({ dataFolder });
    expect(await call(second, 'preferences.read')).toMatchObject({ ok: true, value: { appearance: 'dark' } });
    if (isStandIn) expect((await second.desktop.state()).windows[0]?.bounds).toEqual(stored.window.bounds);
  });

  test('on a post opens its blog; later starts hand over what they were given and end', async () => {
    const folder = await temporaryFolder();
    const post = await layBlog(path.join(folder, 'first'));
    await layBlog(path.join(folder, 'second'));
    await mkdir(path.join(folder, 'letters'));
    const run = await launch({ given: [post] });
    const openFolder = async () => {
      const current = await call(run, 'site.current');
      return (current as { readonly value?: { readonly folder: string } }).value?.folder;
    };
    expect(await openFolder()).toBe(path.join(folder, 'first'));

    await run.desktop.answerDialog('showMessageBox', { response: 0, checkboxChecked: false });
    expect(await run.startAgain([path.join(folder, 'letters')])).toBe(0);
    expect(await run.startAgain([path.join(folder, 'second')])).toBe(0);
    await expect.poll(openFolder).toBe(path.join(folder, 'second'));
    if (isStandIn) {
      await expect.poll(async () => (await run.desktop.state()).windows[0]?.title).toBe('Harbour – Offprint');
      await expect
        .poll(async () => recentBlogs((await run.desktop.state()).menu))
        .toEqual([path.join(folder, 'second'), path.join(folder, 'first')]);
    }
    await run.desktop.clickMenu('recent.1');
    await expect.poll(openFolder).toBe(path.join(folder, 'first'));
    const said = run.log.flatMap((entry) => (entry.kind === 'dialog' ? [entry.options.message] : []));
    expect(said).toEqual(isStandIn ? [`“${path.join(folder, 'letters')}” was not opened.`] : []);
  });
});
