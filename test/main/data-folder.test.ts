import { expect, test } from 'vitest';
import { type DataFolderSources, dataFolderOf } from '../../main/data-folder.ts';

const base: DataFolderSources = { platform: 'linux', environment: {}, home: '/home/ada', workingFolder: '/work' };

test.each<[string, Partial<DataFolderSources>, string]>([
  ['the one chosen', { chosen: 'data', environment: { OFFPRINT_DATA: '/other' } }, '/work/data'],
  ['an absolute one chosen', { chosen: '/data' }, '/data'],
  ['OFFPRINT_DATA', { environment: { OFFPRINT_DATA: 'mine' } }, '/work/mine'],
  [
    'the default when OFFPRINT_DATA is empty',
    { environment: { OFFPRINT_DATA: '' } },
    '/home/ada/.local/share/offprint',
  ],
  ['XDG_DATA_HOME', { environment: { XDG_DATA_HOME: '/xdg' } }, '/xdg/offprint'],
  [
    'the default when XDG_DATA_HOME is relative',
    { environment: { XDG_DATA_HOME: 'xdg' } },
    '/home/ada/.local/share/offprint',
  ],
  ["a Mac's place", { platform: 'darwin' }, '/home/ada/Library/Application Support/Offprint'],
])('the data folder is %s', (_, changes, expected) => {
  expect(dataFolderOf({ ...base, ...changes })).toBe(expected);
});
