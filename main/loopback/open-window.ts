import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { type BrowserSources, findAppBrowser } from './browsers.ts';
import { type LaunchFile, writeLaunchFile } from './launch-file.ts';
import { type Launch, launchDetached, openLaunch } from './surroundings.ts';

/** A window that was asked for. `app`: one of its own; `browser`: a tab among the user's others. */
export interface OpenedWindow {
  readonly kind: 'app' | 'browser';
  /** To be called once the page has arrived, and at the latest when the program ends. */
  removeLaunchFile(): Promise<void>;
}

/** What a window is opened with. */
export interface WindowOptions {
  readonly address: string;
  readonly dataFolder: string;
  /** Hears that the browser started for a window of its own has ended. */
  readonly onBrowserExit: () => void;
  /** Default: this process's. */
  readonly sources?: BrowserSources;
}

/**
 * Shows the page: in a Chromium window without an address bar and with a profile of its own (no extension can look at it),
 * else in the default browser. Undefined when no browser could be started.
 */
export async function openWindow(options: WindowOptions): Promise<OpenedWindow | undefined> {
  const { address, dataFolder, sources = { platform: process.platform, environment: process.env } } = options;
  const file = await writeLaunchFile(dataFolder, address);
  const browser = await findAppBrowser(sources);
  if (browser !== undefined && (await starts(appLaunch(browser, file, dataFolder), options.onBrowserExit)))
    return opened('app', file);
  if (await starts(openLaunch(file.path, sources.platform))) return opened('browser', file);
  await file.remove();
  return undefined;
}

function appLaunch(browser: string, file: LaunchFile, dataFolder: string): Launch {
  return {
    program: browser,
    arguments: [
      `--app=${pathToFileURL(file.path).href}`,
      `--user-data-dir=${path.join(dataFolder, 'browser')}`,
      '--no-first-run',
      '--no-default-browser-check',
      '--disable-sync',
      '--disable-background-networking',
      '--window-size=1440,900',
      // Chromium refuses its sandbox to the root user, who then has none to lose.
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    ],
  };
}

function starts(launch: Launch, onExit?: () => void): Promise<boolean> {
  return launchDetached(launch, onExit).then(
    () => true,
    () => false,
  );
}

function opened(kind: OpenedWindow['kind'], file: LaunchFile): OpenedWindow {
  return { kind, removeLaunchFile: () => file.remove() };
}
