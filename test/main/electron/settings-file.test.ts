import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { defaultPreferences } from '../../../common/preferences.ts';
import { openSettings } from '../../../main/electron/settings-file.ts';
import { silentLog } from '../../../main/node/log.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

vi.mock('electron', () => import('../../standin/process/electron.ts'));
// The same class underneath, without the import of Electron that a module outside the bundle cannot be given.
vi.mock('electron-store', async () => {
  const { default: Conf } = await import('conf');
  return {
    default: class extends Conf {
      constructor({ name, ...options }: { readonly name: string }) {
        super({ ...options, configName: name, projectName: 'offprint' });
      }
    },
  };
});

const file = (folder: string) => path.join(folder, 'settings.json');

describe('the settings', () => {
  it('are the defaults at the first start', async () => {
    const settings = openSettings(await temporaryFolder(), silentLog);
    expect(settings.readPreferences()).toEqual(defaultPreferences);
    expect(settings.readRecentSites()).toEqual([]);
    expect(settings.readWindow()).toBeUndefined();
  });

  it('are there again after a restart', async () => {
    const folder = await temporaryFolder();
    const first = openSettings(folder, silentLog);
    const window = { bounds: { x: 1, y: 2, width: 900, height: 700 }, isMaximised: true, zoomLevel: 1 };
    first.writePreferences({ ...defaultPreferences, appearance: 'dark' });
    first.writeRecentSites([{ folder: '/blog', title: 'Harbour' }]);
    first.writeWindow(window);
    const second = openSettings(folder, silentLog);
    expect(second.readPreferences().appearance).toBe('dark');
    expect(second.readRecentSites()).toEqual([{ folder: '/blog', title: 'Harbour' }]);
    expect(second.readWindow()).toEqual(window);
  });

  it.each([
    ['cut off', '{"preferences":{"appea'],
    ['empty', ''],
    ['of another shape', '{"preferences":"dark","recentSites":{}}'],
  ])('start anew from a file that is %s, and keep it aside', async (_name, content) => {
    const folder = await temporaryFolder();
    for (const count of [1, 2]) {
      await writeFile(file(folder), content);
      const settings = openSettings(folder, silentLog);
      expect(settings.readPreferences()).toEqual(defaultPreferences);
      settings.writePreferences({ ...defaultPreferences, appearance: 'light' });
      expect(await readFile(path.join(folder, `settings.damaged-${count}.json`), 'utf8')).toBe(content);
    }
    expect((await readdir(folder)).toSorted()).toEqual([
      'settings.damaged-1.json',
      'settings.damaged-2.json',
      'settings.json',
    ]);
  });

  it('take what is valid today from a file of another version, field by field', async () => {
    const folder = await temporaryFolder();
    const preferences = { appearance: 'dark', writingFont: 'comic', toolbar: true };
    await writeFile(
      file(folder),
      JSON.stringify({ preferences, recentSites: [{ folder: '/a', title: 'A' }, 7], window: { bounds: 1 } }),
    );
    const settings = openSettings(folder, silentLog);
    expect(settings.readPreferences()).toEqual({ ...defaultPreferences, appearance: 'dark' });
    expect(settings.readRecentSites()).toEqual([{ folder: '/a', title: 'A' }]);
    expect(settings.readWindow()).toBeUndefined();
  });
});
