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
  /** Prepares every new window, before its page loads. */
  readonly onOpened: (window: BrowserWindow) => void;
}

/** The program's one window, which on a Mac may be closed and opened again. */
export interface PageWindow {
  /** Undefined while there is none. */
  current(): BrowserWindow | undefined;
  /** Opens it, or brings it to the front. */
  show(): void;
}

/** Keeps the window. It closes only after the page has handed over its last words. */
export function keepPageWindow(parts: () => PageWindowParts): PageWindow {
  let window: BrowserWindow | undefined;
  return {
    current: () => window,
    show: () => {
      if (window !== undefined) return focusWindow(window);
      window = openWindow(parts());
      window.on('closed', () => {
        window = undefined;
      });
    },
  };
}

function openWindow({ title, folders, settings, closing, revival, onOpened }: PageWindowParts): BrowserWindow {
  const remembered = settings.readWindow();
  const window = createWindow({
    preloadFile: folders.preloadFile,
    title,
    backgroundColor: paperColor(),
    spellcheck: true,
    remembered,
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
  revivePage(window.webContents, revival);
  onOpened(window);
  window.loadURL(pageAddress).catch((error: unknown) => revival.log.error('the page did not load', error));
  return window;
}

function focusWindow(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}
