import { createHash } from 'node:crypto';
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
  /** Closes a window of its own; a tab is the user's. */
  close(): void;
}

/** What a window is opened with. */
export interface WindowOptions {
  readonly address: string;
  readonly dataFolder: string;
  /** The blog's folder, if one is open: each has a browser of its own, so that closing one leaves the others alone. */
  readonly folder?: string | undefined;
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
  const removeLaunchFile = () => file.remove();
  const browser = await findAppBrowser(sources);
  const endApp =
    browser === undefined ? undefined : await start(appLaunch(browser, file, options), options.onBrowserExit);
  if (endApp !== undefined) return { kind: 'app', removeLaunchFile, close: endApp };
  const endTab = await start(openLaunch(file.path, sources.platform));
  if (endTab !== undefined) return { kind: 'browser', removeLaunchFile, close: () => undefined };
  await file.remove();
  return undefined;
}

function appLaunch(browser: string, file: LaunchFile, { dataFolder, folder = '' }: WindowOptions): Launch {
  const profile = createHash('sha256').update(folder).digest('hex').slice(0, 12);
  return {
    program: browser,
    arguments: [
      `--app=${pathToFileURL(file.path).href}`,
      `--user-data-dir=${path.join(dataFolder, 'browser', profile)}`,
      '--no-first-run',
      '--no-default-browser-check',
      '--disable-sync',
      '--disable-background-networking',
      '--window-size=1440,900',
      // Chromium refuses its sandbox to the root user, who has none to lose; the second switch spares her a warning.
      ...(process.getuid?.() === 0 ? ['--no-sandbox', '--test-type'] : []),
    ],
  };
}

/** Starts a program; answers how to end it, or undefined when it could not be started. */
function start(launch: Launch, onExit?: () => void): Promise<(() => void) | undefined> {
  return launchDetached(launch, onExit).catch(() => undefined);
}
