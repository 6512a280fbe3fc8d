import { type BrowserWindow, dialog, session, shell } from 'electron';
import type { Surroundings } from '../ports.ts';
import { askableAddress, proxyFromAnswer } from './system-proxy.ts';

/** The desktop as Electron reaches it. `window` is the one that dialogs belong to; without it they stand alone. */
export function desktopSurroundings(window: () => BrowserWindow | undefined): Surroundings {
  return {
    pickFolder: async (title) => {
      const options: Electron.OpenDialogOptions = { title, properties: ['openDirectory', 'createDirectory'] };
      const parent = window();
      const answer = await (parent === undefined
        ? dialog.showOpenDialog(options)
        : dialog.showOpenDialog(parent, options));
      return answer.canceled ? undefined : answer.filePaths[0];
    },
    openExternal: (url) => shell.openExternal(url.href),
    proxyFor: async (url) => proxyFromAnswer(await session.defaultSession.resolveProxy(askableAddress(url))),
    reveal: async (absolutePath) => shell.showItemInFolder(absolutePath),
  };
}
