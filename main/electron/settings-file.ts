import type { Schema } from 'electron-store';
import type { Preferences } from '../../common/contract/host.ts';
import type { RecentSite } from '../../common/contract/site.ts';
import { readPreferences } from '../../common/preferences.ts';
import { isPlainObject } from '../../common/validate.ts';
import type { Log } from '../node/log.ts';
import type { SettingsStore } from '../ports.ts';
import { openStoreFile } from './store-file.ts';
import { readWindowState, type WindowState } from './window-state.ts';

/** The desktop program's settings: what every host keeps, and where its window was. */
export interface DesktopSettings extends SettingsStore {
  readWindow(): WindowState | undefined;
  writeWindow(state: WindowState): void;
}

/** The file `settings.json` as this program writes it. What is read back is checked field by field. */
interface SettingsFile {
  readonly preferences?: Preferences;
  readonly recentSites?: readonly RecentSite[];
  readonly window?: WindowState;
}

const schema: Schema<SettingsFile> = {
  preferences: { type: 'object' },
  recentSites: { type: 'array' },
  window: { type: 'object' },
};

/**
 * Opens `settings.json` in the data folder. A file that cannot be understood is kept aside as
 * `settings.damaged-<n>.json`, and the defaults are used: a broken setting never keeps the program from starting.
 */
export function openSettings(dataFolder: string, log: Log): DesktopSettings {
  const store = openStoreFile<SettingsFile>({ folder: dataFolder, name: 'settings', schema }, log);
  const { preferences, recentSites, window } = store.store;
  let shown = {
    preferences: readPreferences(preferences),
    recentSites: (recentSites ?? []).filter(isRecentSite),
    window: readWindowState(window),
  };
  return {
    readPreferences: () => shown.preferences,
    writePreferences: (changed: Preferences) => {
      store.set('preferences', changed);
      shown = { ...shown, preferences: changed };
    },
    readRecentSites: () => shown.recentSites,
    writeRecentSites: (changed) => {
      store.set('recentSites', changed);
      shown = { ...shown, recentSites: [...changed] };
    },
    readWindow: () => shown.window,
    writeWindow: (changed) => {
      store.set('window', changed);
      shown = { ...shown, window: changed };
    },
  };
}

function isRecentSite(value: unknown): value is RecentSite {
  return isPlainObject(value) && typeof value.folder === 'string' && typeof value.title === 'string';
}
