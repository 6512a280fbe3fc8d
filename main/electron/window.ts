import { BrowserWindow, screen } from 'electron';
import { placeWindow, smallestWindow, type WindowState } from './window-state.ts';

/** What a window is made of. */
export interface WindowParts {
  readonly preloadFile: string;
  readonly title: string;
  /** Shown until the page has painted, so that a dark desk does not flash white. */
  readonly backgroundColor: string;
  readonly spellcheck: boolean;
  readonly remembered: WindowState | undefined;
  readonly remember: (state: WindowState) => void;
}

/** Makes the program's window, hidden until its page has painted. The caller loads the page. */
export function createWindow(parts: WindowParts): BrowserWindow {
  const main = screen.getPrimaryDisplay();
  const others = screen.getAllDisplays().filter((display) => display.id !== main.id);
  const state = placeWindow(
    parts.remembered,
    [main, ...others].map((display) => display.workArea),
  );
  const window = new BrowserWindow({
    ...state.bounds,
    minWidth: smallestWindow.width,
    minHeight: smallestWindow.height,
    show: false,
    title: parts.title,
    backgroundColor: parts.backgroundColor,
    webPreferences: pagePreferences(parts),
  });
  if (state.isMaximised) window.maximize();
  window.once('ready-to-show', () => window.show());
  const { webContents } = window;
  webContents.on('did-finish-load', () => webContents.setZoomLevel(state.zoomLevel));
  window.on('close', () =>
    parts.remember({
      bounds: window.getNormalBounds(),
      isMaximised: window.isMaximized() || window.isFullScreen(),
      zoomLevel: webContents.isCrashed() ? state.zoomLevel : webContents.getZoomLevel(),
    }),
  );
  return window;
}

/**
 * The page's rights: none beyond a web page's. Everything that weakens a page is spelt out as off, also where that is
 * Electron's default, so that a change of a default changes nothing here.
 */
export function pagePreferences(parts: Pick<WindowParts, 'preloadFile' | 'spellcheck'>): Electron.WebPreferences {
  return {
    preload: parts.preloadFile,
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    webviewTag: false,
    navigateOnDragDrop: false,
    plugins: false,
    safeDialogs: true,
    spellcheck: parts.spellcheck,
  };
}
