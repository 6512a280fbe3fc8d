import { constants } from 'node:fs';
import { access, realpath } from 'node:fs/promises';
import path from 'node:path';

/** What decides which browser there is. */
export interface BrowserSources {
  readonly platform: NodeJS.Platform;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/**
 * The browser that can show the page in a window of its own, without an address bar (Chromium, Chrome, Edge, Brave), by its
 * path; undefined when there is none. `OFFPRINT_BROWSER` names another. Browsers in a snap are left out: they may not read
 * the small file that opens the window.
 */
export async function findAppBrowser({ platform, environment }: BrowserSources): Promise<string | undefined> {
  const named = environment.OFFPRINT_BROWSER;
  const candidates = named === undefined || named === '' ? candidatesOf(platform, environment) : [named];
  for (const candidate of candidates) {
    if ((await isProgram(candidate)) && !(await isSnap(candidate))) return candidate;
  }
  return undefined;
}

function candidatesOf(platform: NodeJS.Platform, environment: BrowserSources['environment']): readonly string[] {
  if (platform === 'darwin') {
    return ['Google Chrome', 'Chromium', 'Microsoft Edge', 'Brave Browser'].map(
      (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
    );
  }
  if (platform === 'win32') {
    const roots = [environment.PROGRAMFILES, environment['PROGRAMFILES(X86)'], environment.LOCALAPPDATA];
    return roots
      .filter((root) => root !== undefined)
      .flatMap((root) => [
        path.win32.join(root, 'Google\\Chrome\\Application\\chrome.exe'),
        path.win32.join(root, 'Microsoft\\Edge\\Application\\msedge.exe'),
        path.win32.join(root, 'Chromium\\Application\\chrome.exe'),
      ]);
  }
  const folders = (environment.PATH ?? '').split(':').filter((folder) => path.isAbsolute(folder));
  const names = [
    'chromium',
    'chromium-browser',
    'google-chrome-stable',
    'google-chrome',
    'microsoft-edge-stable',
    'microsoft-edge',
    'brave-browser',
  ];
  return names.flatMap((name) => folders.map((folder) => path.join(folder, name)));
}

function isProgram(file: string): Promise<boolean> {
  return access(file, constants.X_OK).then(
    () => true,
    () => false,
  );
}

async function isSnap(file: string): Promise<boolean> {
  const real = await realpath(file).catch(() => file);
  return file.startsWith('/snap/') || real.startsWith('/snap/') || path.basename(real) === 'snap';
}
