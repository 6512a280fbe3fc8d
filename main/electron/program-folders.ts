import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { App as ElectronApp } from 'electron';
import { dataFolderOf } from '../data-folder.ts';

/** Where the parts of the built program lie. */
export interface ProgramFolders {
  readonly renderer: string;
  readonly preloadFile: string;
  /** `themes/` and `sample/`. Outside the archive in a packed program, as whole folders are copied from it. */
  readonly shipped: string;
}

/** Folders beside the built main program, `out/electron/main.mjs`, whose own address is given. */
export function programFolders(mainAddress: string): ProgramFolders {
  const out = path.dirname(path.dirname(fileURLToPath(mainAddress)));
  return {
    renderer: path.join(out, 'renderer'),
    preloadFile: path.join(out, 'preload.cjs'),
    shipped: path.join(out.replace(/app\.asar(?=$|[\\/])/, 'app.asar.unpacked'), 'shipped'),
  };
}

/**
 * The data folder, the same one as every host's. Electron is told, before it starts, to keep what is Chromium's own (caches,
 * cookies) in `chromium/` inside it, away from journals and builds.
 */
export function settleDataFolder(electronApp: ElectronApp, environment: NodeJS.ProcessEnv): string {
  const dataFolder = dataFolderOf({
    platform: process.platform,
    environment,
    home: electronApp.getPath('home'),
    workingFolder: process.cwd(),
  });
  placeFolder(electronApp, 'userData', dataFolder);
  placeFolder(electronApp, 'sessionData', path.join(dataFolder, 'chromium'));
  return dataFolder;
}

/** Tells Electron where a folder is. It takes only folders that are there. */
export function placeFolder(electronApp: ElectronApp, name: FolderName, folder: string): void {
  mkdirSync(folder, { recursive: true });
  electronApp.setPath(name, folder);
}

type FolderName = 'userData' | 'sessionData' | 'crashDumps';
