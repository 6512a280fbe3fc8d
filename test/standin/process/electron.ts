import os from 'node:os';
import type { ControlRequest, DesktopState } from '../messages.ts';
import { ApplicationStandIn } from './application.ts';
import { BrowserWindowStandIn } from './browser-window.ts';
import { obeyTest, prepareDialog } from './control.ts';
import { connectDevtools, type Devtools } from './devtools.ts';
import { IpcMainStandIn } from './ipc-main.ts';
import { clickMenu, MenuItemStandIn, MenuStandIn, menuState } from './menus.ts';
import { SchemesStandIn } from './schemes.ts';
import { SessionStandIn } from './session.ts';
import { dialogStandIn, keychainStandIn, NativeThemeStandIn, screenStandIn, shellStandIn } from './system.ts';
import { utilityProcessStandIn } from './utility-process.ts';

// The module `electron` of a program under test. Settings come from the launcher through the environment.
const environment = process.env;

export const app = new ApplicationStandIn(
  environment.STANDIN_APP ?? process.cwd(),
  environment.STANDIN_HOME ?? os.tmpdir(),
);
export const ipcMain = new IpcMainStandIn();
export const protocol = new SchemesStandIn(() => app.isReady());
export const session = { defaultSession: new SessionStandIn(protocol) };
export const nativeTheme = new NativeThemeStandIn();
export const dialog = dialogStandIn;
export const shell = shellStandIn;
export const screen = screenStandIn;
export const safeStorage = keychainStandIn(environment.STANDIN_NO_KEYCHAIN !== '1');
export const crashReporter: Pick<Electron.CrashReporter, 'start'> = { start: () => {} };
export const clipboard: Pick<Electron.Clipboard, 'writeText'> = { writeText: async () => {} };
export const utilityProcess = utilityProcessStandIn;
export { BrowserWindowStandIn as BrowserWindow, MenuItemStandIn as MenuItem, MenuStandIn as Menu };

let connected: Promise<Devtools> | undefined;
/** Connected with the first window, as a program without one needs no Chromium. */
const devtools = () => {
  connected ??= connectDevtools(environment.STANDIN_DEVTOOLS ?? '');
  return connected;
};
let isQuitting = false;
app.on('before-quit', () => {
  isQuitting = true;
});

BrowserWindowStandIn.surroundings = {
  devtools,
  ipcMain,
  session: session.defaultSession,
  themeSource: () => nativeTheme.themeSource,
  isReady: () => app.isReady(),
  onCreated: (window) => {
    app.emit('web-contents-created', {}, window.webContents);
    app.emit('browser-window-created', {}, window);
  },
  onAllClosed: () => {
    if (app.listenerCount('window-all-closed') === 0) app.quit();
    else if (!isQuitting) app.emit('window-all-closed');
  },
};
nativeTheme.on('updated', () => {
  for (const { webContents } of BrowserWindowStandIn.all)
    void webContents.prepared.then((tab) => webContents.applyTheme(tab));
});

/** Called by the launcher when the program's main file has run to its end. */
export function mainHasRun(): void {
  app.becomeReady({
    closeAll: async () => {
      for (const window of BrowserWindowStandIn.getAllWindows()) {
        window.close();
        if (!window.isDestroyed()) {
          isQuitting = false;
          return false;
        }
      }
      return true;
    },
    disconnect: async () => (await connected)?.close(),
  });
}

function desktopState(): DesktopState {
  return {
    windows: BrowserWindowStandIn.getAllWindows().map((window) => ({
      title: window.getTitle(),
      bounds: window.getBounds(),
      isMaximised: window.isMaximized(),
      isVisible: window.isVisible(),
      isFocused: window.isFocused(),
      isDocumentEdited: window.isDocumentEdited(),
      representedFilename: window.getRepresentedFilename(),
    })),
    menu: menuState(MenuStandIn.getApplicationMenu()),
    themeSource: nativeTheme.themeSource,
    recentDocuments: app.recentDocuments,
    isSandboxed: app.isSandboxed,
  };
}

/** Begins to listen to the test that started this process. */
export function listenToTest(): void {
  obeyTest(carryOut);
}

function carryOut(request: ControlRequest): unknown {
  const [window] = BrowserWindowStandIn.getAllWindows();
  switch (request.kind) {
    case 'answer-dialog':
      return prepareDialog(request.dialog);
    case 'click-menu':
      return clickMenu(MenuStandIn.getApplicationMenu(), request.id);
    case 'close-window':
      return window?.close();
    case 'quit':
      return app.quit();
    case 'open-file':
      return app.emit('open-file', { preventDefault: () => {} }, request.path);
    case 'crash-page':
      return window?.webContents.forcefullyCrashRenderer();
    case 'foreign-call': {
      const parent = request.isMainFrame ? null : window?.webContents.mainFrame;
      const event = { sender: window?.webContents, senderFrame: { url: request.url, parent } };
      return ipcMain.invoke('call', event, request.given);
    }
    case 'read-state':
      return desktopState();
  }
}

// What Electron adds to the process of a program.
Object.assign(process.versions, { electron: '45.4.1' });
Object.assign(process, { type: 'browser', resourcesPath: app.getAppPath() });

export default {
  app,
  ipcMain,
  protocol,
  session,
  nativeTheme,
  dialog,
  shell,
  screen,
  safeStorage,
  crashReporter,
  clipboard,
  utilityProcess,
  BrowserWindow: BrowserWindowStandIn,
  Menu: MenuStandIn,
  MenuItem: MenuItemStandIn,
};
