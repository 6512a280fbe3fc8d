import { chmod, mkdir, readdir, readFile, stat, symlink, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { findAppBrowser } from '../../../main/loopback/browsers.ts';
import { watchWindow } from '../../../main/loopback/end-with-window.ts';
import { writeLaunchFile } from '../../../main/loopback/launch-file.ts';
import { launchDetached, openLaunch, revealLaunch } from '../../../main/loopback/surroundings.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

async function program(file: string): Promise<string> {
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, '#!/bin/sh\n');
  await chmod(file, 0o755);
  return file;
}

describe('the browser for a window of its own', () => {
  test('is the one that is named, if it is there', async () => {
    const folder = await temporaryFolder();
    const mine = await program(path.join(folder, 'mine'));
    const environment = { OFFPRINT_BROWSER: mine, PATH: '/usr/bin' };
    expect(await findAppBrowser({ platform: 'linux', environment })).toBe(mine);
    const missing = { OFFPRINT_BROWSER: path.join(folder, 'none'), PATH: folder };
    expect(await findAppBrowser({ platform: 'linux', environment: missing })).toBeUndefined();
  });

  test('is looked for in absolute folders of the path, and is a program', async () => {
    const folder = await temporaryFolder();
    await writeFile(path.join(folder, 'chromium'), 'no program');
    const chrome = await program(path.join(folder, 'bin/google-chrome'));
    const environment = { PATH: `relative:${folder}:${path.dirname(chrome)}` };
    expect(await findAppBrowser({ platform: 'linux', environment })).toBe(chrome);
  });

  test('is none from a snap, which could not read the file that opens the window', async () => {
    const folder = await temporaryFolder();
    const snap = await program(path.join(folder, 'usr/snap'));
    await symlink(snap, path.join(folder, 'chromium'));
    expect(await findAppBrowser({ platform: 'linux', environment: { PATH: folder } })).toBeUndefined();
  });
});

describe('the file that opens the window', () => {
  test('is for this user alone, leads to the address, and goes', async () => {
    const folder = await temporaryFolder();
    const file = await writeLaunchFile(folder, 'http://127.0.0.1:1/#key=abc');
    expect((await stat(file.path)).mode & 0o777).toBe(0o600);
    expect((await stat(path.dirname(file.path))).mode & 0o777).toBe(0o700);
    expect(await readFile(file.path, 'utf8')).toContain('url=http://127.0.0.1:1/#key=abc"');
    await file.remove();
    await file.remove();
    expect(await readdir(path.join(folder, 'launch'))).toEqual([]);
  });

  test('takes away what a crash left, but not what another start just wrote', async () => {
    const folder = await temporaryFolder();
    const left = await writeLaunchFile(folder, 'http://127.0.0.1:1/');
    const other = await writeLaunchFile(folder, 'http://127.0.0.1:2/');
    const longAgo = new Date(Date.now() - 120_000);
    await utimes(left.path, longAgo, longAgo);
    const mine = await writeLaunchFile(folder, 'http://127.0.0.1:3/');
    const names = await readdir(path.join(folder, 'launch'));
    expect(names.sort()).toEqual([path.basename(other.path), path.basename(mine.path)].sort());
  });
});

describe('programs of the system', () => {
  const address = 'https://example.org/?a=1&b="$(touch x)"';

  test.each(['linux', 'darwin', 'win32'] as const)(
    'on %s get an address as one argument, never through a shell',
    (platform) => {
      const launch = openLaunch(address, platform);
      expect(launch.arguments.at(-1)).toBe(address);
      expect(launch.program).not.toMatch(/cmd|sh$/);
      const file = '/blog/a "file" & more.md';
      expect(revealLaunch(file, platform).arguments.at(-1)).toMatch(/^\/blog/);
    },
  );

  test('that are not there are told, not thrown later', async () => {
    await expect(launchDetached({ program: '/nowhere/none', arguments: [] })).rejects.toMatchObject({ code: 'ENOENT' });
  });

  test('are waited for when somebody wants to know their end', async () => {
    const exited = new Promise<void>((resolve, reject) => {
      launchDetached({ program: process.execPath, arguments: ['-e', '0'] }, resolve).catch(reject);
    });
    await exited;
  });
});

describe('a host whose window is gone', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  function watch() {
    let ends = 0;
    const watched = watchWindow(1_000, () => {
      ends += 1;
    });
    return { ...watched, ends: () => ends };
  }

  test('ends when its page and its browser are gone for a while', () => {
    const { pagesChanged, browserExited, ends } = watch();
    pagesChanged(1);
    pagesChanged(0);
    vi.advanceTimersByTime(5_000);
    expect(ends()).toBe(0);
    browserExited();
    vi.advanceTimersByTime(999);
    expect(ends()).toBe(0);
    vi.advanceTimersByTime(1);
    expect(ends()).toBe(1);
  });

  test('goes on when the page is only loaded again', () => {
    const { pagesChanged, browserExited, ends } = watch();
    pagesChanged(1);
    browserExited();
    pagesChanged(0);
    vi.advanceTimersByTime(900);
    pagesChanged(1);
    vi.advanceTimersByTime(5_000);
    expect(ends()).toBe(0);
  });

  test('goes on when the browser hands the window over to one that was running', () => {
    const { pagesChanged, browserExited, ends } = watch();
    browserExited();
    vi.advanceTimersByTime(5_000);
    expect(ends()).toBe(0);
    pagesChanged(1);
    vi.advanceTimersByTime(5_000);
    expect(ends()).toBe(0);
    pagesChanged(0);
    vi.advanceTimersByTime(1_000);
    expect(ends()).toBe(1);
  });

  test('does not end twice, nor after it was told to stop watching', () => {
    const { pagesChanged, browserExited, stop, ends } = watch();
    browserExited();
    pagesChanged(1);
    pagesChanged(0);
    stop();
    vi.advanceTimersByTime(5_000);
    expect(ends()).toBe(0);
  });
});
