import { nativeTheme } from 'electron';
import type { Preferences } from '../../common/contract/host.ts';
import type { App } from '../app.ts';

/**
 * Keeps the system's own parts of the window (title bar, menus, dialogs, scroll bars) as light or dark as the author wants
 * the page. The page itself follows `prefers-color-scheme`, which follows this.
 */
export function followAppearance(app: Pick<App, 'on'>, atStart: Preferences): void {
  nativeTheme.themeSource = atStart.appearance;
  app.on((name, detail) => {
    // The event's name picks its detail; the generic listener cannot narrow one by the other.
    if (name === 'preferences.changed') nativeTheme.themeSource = (detail as Preferences).appearance;
  });
}

/** The page's paper before it has painted; the same colours as its style sheet. */
export function paperColor(): string {
  return nativeTheme.shouldUseDarkColors ? '#1b1b1d' : '#fdfdfc';
}
