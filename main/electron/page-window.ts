import type { BrowserWindow } from 'electron';
import { paperColor } from './appearance.ts';
import type { Closing } from './closing.ts';
import { type Revival, revivePage } from './crashes.ts';
import { pageAddress } from './page-address.ts';
import type { ProgramFolders } from './program-folders.ts';
import type { DesktopSettings } from './settings-file.ts';
import { createWindow } from './window.ts';

/** What the program's one window needs. */
export interface PageWindowParts {
  readonly title: string;
  readonly folders: ProgramFolders;
  readonly settings: DesktopSettings;
  readonly closing: Pick<Closing, 'windowMayClose'>;
  readonly revival: Revival;
  /** The author closed the window, or quit, and everything in it is safe. */
  readonly onClosed: () => void;
}

/** Opens the program's window on its page. It closes only after the page has handed over its last words. */
export function openPageWindow(parts: PageWindowParts): BrowserWindow {
  const { closing, revival, settings } = parts;
  const window = createWindow({
    preloadFile: parts.folders.preloadFile,
    title: parts.title,
    backgroundColor: paperColor(),
    spellcheck: true,
    remembered: settings.readWindow(),
    remember: settings.writeWindow,
  });
  window.on('close', (event) => {
    event.preventDefault();
    closing.windowMayClose().then(
      (mayClose) => {
        if (mayClose && !window.isDestroyed()) window.destroy();
      },
      (error: unknown) => revival.log.error('the window did not close', error),
    );
  });
  window.on('closed', parts.onClosed);
  revivePage(window.webContents, revival);
  window.loadURL(pageAddress).catch((error: unknown) => revival.log.error('the page did not load', error));
  return window;
}

/** Brings a window to the front, wherever it was. */
export function focusWindow(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}
