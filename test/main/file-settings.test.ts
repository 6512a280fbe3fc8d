import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { defaultPreferences } from '../../common/preferences.ts';
import { openFileSettings, settingsIn } from '../../main/file-settings.ts';
import { silentLog } from '../../main/node/log.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const recent = [{ folder: '/blogs/one', title: 'One. With a dot' }];

test('settings are there again at the next start, in a file for this user alone', async () => {
  const folder = path.join(await temporaryFolder(), 'not/yet/there');
  const settings = openFileSettings(folder, silentLog);
  expect(settings.readPreferences()).toEqual(defaultPreferences);
  const chosen = {
    ...defaultPreferences,
    appearance: 'dark',
    writingFont: 'mono',
    writingSize: 'large',
    typographicQuotes: true,
  } as const;
  settings.writePreferences(chosen);
  settings.writeRecentSites(recent);
  const again = openFileSettings(folder, silentLog);
  expect(again.readPreferences()).toEqual(chosen);
  expect(again.readRecentSites()).toEqual(recent);
  expect((await stat(path.join(folder, 'settings.json'))).mode & 0o777).toBe(0o600);
});

test('what another host keeps in the same file stays', async () => {
  const folder = await temporaryFolder();
  await writeFile(path.join(folder, 'settings.json'), '{"window":{"width":900},"preferences":{"appearance":"light"}}');
  openFileSettings(folder, silentLog).writeRecentSites(recent);
  expect(JSON.parse(await readFile(path.join(folder, 'settings.json'), 'utf8'))).toEqual({
    window: { width: 900 },
    preferences: { appearance: 'light' },
    recentSites: recent,
  });
});

test.each(['no json', '', '[1,2', '"text"', 'null', '[]'])(
  'a damaged file %j keeps nobody from starting',
  async (content) => {
    const folder = await temporaryFolder();
    await writeFile(path.join(folder, 'settings.json'), content);
    const settings = openFileSettings(folder, silentLog);
    expect(settings.readRecentSites()).toEqual([]);
    settings.writeRecentSites(recent);
    expect(openFileSettings(folder, silentLog).readRecentSites()).toEqual(recent);
  },
);

test('a file that cannot be understood is kept aside', async () => {
  const folder = await temporaryFolder();
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, 'settings.json'), '{"preferences":');
  openFileSettings(folder, silentLog);
  expect(await readFile(path.join(folder, 'settings.damaged-1.json'), 'utf8')).toBe('{"preferences":');
  expect(await readdir(folder)).toContain('settings.damaged-1.json');
});

test('nonsense in a readable file is left out', async () => {
  const folder = await temporaryFolder();
  const nonsense = { recentSites: [{ folder: 1, title: 'x' }, null, ...recent], preferences: { appearance: 'purple' } };
  await writeFile(path.join(folder, 'settings.json'), JSON.stringify(nonsense));
  const settings = openFileSettings(folder, silentLog);
  expect(settings.readRecentSites()).toEqual(recent);
  expect(settings.readPreferences().appearance).toBe('system');
});

test('a disk that refuses the list of recent blogs keeps none of them from opening', () => {
  const settings = settingsIn({
    read: () => undefined,
    write: () => {
      throw Object.assign(new Error('read-only'), { code: 'EROFS' });
    },
  });
  settings.writeRecentSites(recent);
  expect(settings.readRecentSites()).toEqual(recent);
  expect(() => settings.writePreferences(settings.readPreferences())).toThrow('read-only');
});
