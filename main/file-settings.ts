import type { Preferences } from '../common/contract/host.ts';
import type { RecentSite } from '../common/contract/site.ts';
import { readPreferences } from '../common/preferences.ts';
import { isPlainObject } from '../common/validate.ts';
import { type JsonStore, openJsonStore } from './node/json-store.ts';
import type { Log } from './node/log.ts';
import type { SettingsStore } from './ports.ts';

/**
 * The settings of the hosts without Electron: `settings.json` in the data folder, the same file in the same form, so that
 * the author's choices and recent blogs follow her from one host to another.
 */
export function openFileSettings(dataFolder: string, log: Log): SettingsStore {
  return settingsIn(openJsonStore(dataFolder, 'settings', log));
}

/** Settings in a store that is open, checked field by field as they are read. */
export function settingsIn(store: JsonStore): SettingsStore {
  const recent = store.read('recentSites');
  let preferences = readPreferences(store.read('preferences'));
  let recentSites: readonly RecentSite[] = Array.isArray(recent) ? recent.filter(isRecentSite) : [];
  return {
    readPreferences: () => preferences,
    writePreferences: (changed: Preferences) => {
      store.write('preferences', changed);
      preferences = changed;
    },
    readRecentSites: () => recentSites,
    writeRecentSites: (changed) => {
      recentSites = [...changed];
      try {
        store.write('recentSites', changed);
      } catch {
        // A list for convenience: a disk that refuses it must not keep a blog from opening.
      }
    },
  };
}

function isRecentSite(value: unknown): value is RecentSite {
  return isPlainObject(value) && typeof value.folder === 'string' && typeof value.title === 'string';
}
