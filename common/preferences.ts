import { hostChecks, type Preferences } from './contract/host.ts';
import { isPlainObject } from './validate.ts';

/** The author's choices before she made any. */
export const defaultPreferences: Preferences = {
  appearance: 'system',
  writingFont: 'literata',
  writingSize: 'medium',
  writingWidth: 'medium',
  typographicQuotes: false,
};

/**
 * Preferences read back from a settings file that anybody may have edited: each choice that is valid today, the default
 * for every other. Never fails.
 */
export function readPreferences(stored: unknown): Preferences {
  if (!isPlainObject(stored)) return defaultPreferences;
  const chosen = Object.entries(stored).map(([name, value]) => {
    const checked = hostChecks['preferences.change']({ [name]: value });
    return checked.ok ? checked.value : {};
  });
  return Object.assign({}, defaultPreferences, ...chosen);
}
