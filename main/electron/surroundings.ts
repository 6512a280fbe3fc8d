import { type BrowserWindow, dialog, shell } from 'electron';
import type { Surroundings } from '../ports.ts';

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
    reveal: async (absolutePath) => shell.showItemInFolder(absolutePath),
  };
}
