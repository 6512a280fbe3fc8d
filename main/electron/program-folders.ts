import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { App as ElectronApp } from 'electron';

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
 * The data folder: `OFFPRINT_DATA`, else the system's place for this program. Electron is told, before it starts, to keep
 * what is Chromium's own (caches, cookies) in `chromium/` inside it, away from journals and builds.
 */
export function settleDataFolder(electronApp: ElectronApp, environment: NodeJS.ProcessEnv): string {
  const chosen = environment.OFFPRINT_DATA;
  const dataFolder = chosen === undefined || chosen === '' ? electronApp.getPath('userData') : path.resolve(chosen);
  electronApp.setPath('userData', dataFolder);
  electronApp.setPath('sessionData', path.join(dataFolder, 'chromium'));
  return dataFolder;
}
