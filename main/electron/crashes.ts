import path from 'node:path';
import { crashReporter, type App as ElectronApp, type WebContents } from 'electron';
import type { Log } from '../node/log.ts';
import { placeFolder } from './program-folders.ts';

/** Keeps reports of crashes on this computer, in `crashes/` of the data folder; none is ever sent. Before the start. */
export function keepCrashReports(electronApp: ElectronApp, dataFolder: string): void {
  placeFolder(electronApp, 'crashDumps', path.join(dataFolder, 'crashes'));
  crashReporter.start({ uploadToServer: false });
}

/** Logs the end of every helper process that did not end by itself, and what nobody caught. */
export function logCrashes(electronApp: ElectronApp, log: Log): void {
  electronApp.on('child-process-gone', (_event, details) => {
    if (details.reason !== 'clean-exit') log.error(`the ${details.type} process has gone`, details);
  });
  process.on('unhandledRejection', (reason) => log.error('nobody handled a failure', reason));
}

/** What a page that stopped working needs to come back. */
export interface Revival {
  /** Asked after several crashes in a row, so that a page that crashes at once does not do so for ever. */
  readonly askAfterCrashes: () => Promise<'reload' | 'quit'>;
  readonly askWhenHanging: () => Promise<'wait' | 'reload'>;
  readonly quit: () => void;
  /** UTC milliseconds. */
  readonly now: () => number;
  readonly log: Log;
}

const crashesInARow = 3;
const rowMs = 60_000;

/**
 * Loads the page again when its process has crashed or hangs. Nothing is lost by that: the program holds every draft and
 * its journal, the page is only a view of them.
 */
export function revivePage(page: WebContents, revival: Revival): void {
  const { log, now } = revival;
  let crashes: number[] = [];

  page.on('render-process-gone', async (_event, details) => {
    if (details.reason === 'clean-exit') return;
    log.error('the page has gone', details);
    crashes = [...crashes.filter((time) => time > now() - rowMs), now()];
    if (crashes.length >= crashesInARow) {
      if ((await revival.askAfterCrashes()) === 'quit') return revival.quit();
      crashes = [];
    }
    if (!page.isDestroyed()) page.reload();
  });

  page.on('unresponsive', async () => {
    log.info('the page does not answer');
    if ((await revival.askWhenHanging()) === 'wait' || page.isDestroyed()) return;
    // A process that hangs cannot reload; it has to end first, and `render-process-gone` does the rest.
    page.forcefullyCrashRenderer();
  });
}
