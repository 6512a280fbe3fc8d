import { settingsIn } from '../file-settings.ts';
import type { Log } from '../node/log.ts';
import type { SettingsStore } from '../ports.ts';
import { openStoreFile } from './store-file.ts';
import { readWindowState, type WindowState } from './window-state.ts';

/** The desktop program's settings: what every host keeps, and where its window was. */
export interface DesktopSettings extends SettingsStore {
  readWindow(): WindowState | undefined;
  writeWindow(state: WindowState): void;
}

/** The outer shape of `settings.json`; what is inside is checked field by field as it is read. */
const schema = { preferences: { type: 'object' }, recentSites: { type: 'array' }, window: { type: 'object' } } as const;

/**
 * Opens `settings.json` in the data folder, the same file that the other hosts use. One that cannot be understood is kept
 * aside and the defaults are used: a broken setting never keeps the program from starting.
 */
export function openSettings(dataFolder: string, log: Log): DesktopSettings {
  const store = openStoreFile({ folder: dataFolder, name: 'settings', schema }, log);
  let window = readWindowState(store.read('window'));
  return {
    ...settingsIn(store),
    readWindow: () => window,
    writeWindow: (state) => {
      store.write('window', state);
      window = state;
    },
  };
}
