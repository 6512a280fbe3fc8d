import { settingsIn } from '../file-settings.ts';
import type { Log } from '../node/log.ts';
import type { SettingsStore } from '../ports.ts';
import { openStoreFile } from './store-file.ts';
import { readWindowState, type WindowState } from './window-state.ts';

/** The desktop program's settings: what every host keeps, where its window was, and what to check spelling in. */
export interface DesktopSettings extends SettingsStore {
  readWindow(): WindowState | undefined;
  writeWindow(state: WindowState): void;
  /** Languages to check spelling in, as Chromium names them. */
  readSpelling(): readonly string[];
  writeSpelling(languages: readonly string[]): void;
}

/** The outer shape of `settings.json`; what is inside is checked field by field as it is read. */
const schema = {
  preferences: { type: 'object' },
  recentSites: { type: 'array' },
  window: { type: 'object' },
  spelling: { type: 'array', items: { type: 'string' } },
} as const;

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
    readSpelling: () => {
      const languages = store.read('spelling');
      return Array.isArray(languages) ? languages.filter((language) => typeof language === 'string') : [];
    },
    writeSpelling: (languages) => store.write('spelling', languages),
  };
}
