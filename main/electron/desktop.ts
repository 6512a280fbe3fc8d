import { type BrowserWindow, dialog, app as electronApp, ipcMain, session } from 'electron';
import { en } from '../../common/text/en.ts';
import { createApp } from '../create-app.ts';
import type { Log } from '../node/log.ts';
import { followAppearance } from './appearance.ts';
import { createClosing } from './closing.ts';
import { desktopPorts } from './desktop-ports.ts';
import { endAfterLastWrite } from './ending.ts';
import { followFailedSaves } from './failed-saves.ts';
import { denyDownloads, denyPermissions, guardPages } from './guard-pages.ts';
import { openRequested } from './open-request.ts';
import { openPageChannel } from './page-channel.ts';
import { servePage } from './page-protocol.ts';
import { focusWindow, openPageWindow } from './page-window.ts';
import type { ProgramFolders } from './program-folders.ts';
import { installMenu } from './program-menu.ts';
import { desktopQuestions } from './questions.ts';
import type { Request, Requests } from './requests.ts';
import { openSecrets } from './secrets.ts';
import { openSettings } from './settings-file.ts';
import { desktopSurroundings } from './surroundings.ts';

/** What was settled before Electron was ready. */
export interface DesktopStart {
  readonly dataFolder: string;
  readonly logFolder: string;
  readonly folders: ProgramFolders;
  readonly requests: Requests;
  readonly log: Log;
}

/** How long a step of closing may take before the author hears of it. */
const slowClosingMs = 5_000;

/** Puts the desktop program together and opens its window. To be called once, when Electron is ready. */
export async function startDesktop({ dataFolder, logFolder, folders, requests, log }: DesktopStart): Promise<void> {
  let window: BrowserWindow | undefined;
  const shownWindow = () => window;

  const settings = openSettings(dataFolder, log);
  const surroundings = desktopSurroundings(shownWindow);
  const secrets = openSecrets(dataFolder, log);
  const version = electronApp.getVersion();
  const app = createApp(
    desktopPorts({ version, dataFolder, shippedFolder: folders.shipped, log, settings, secrets, surroundings }),
  );

  guardPages(electronApp, { openExternal: surroundings.openExternal, log });
  denyPermissions(session.defaultSession);
  denyDownloads(session.defaultSession, log);
  servePage(session.defaultSession.protocol, folders.renderer, app);
  followAppearance(app, settings.readPreferences());

  const channel = openPageChannel({ ipcMain, app, page: () => window?.webContents, log });
  installMenu((command) => {
    if (window === undefined) showWindow();
    channel.sendOnceLoaded('command.chosen', { command });
  }, logFolder);

  const questions = desktopQuestions(shownWindow);
  const closing = createClosing({
    flushPage: () => channel.sendAndWait('host.closing', {}),
    closeApp: app.close,
    failedSaves: followFailedSaves(app),
    limit: () => new Promise((resolve) => setTimeout(resolve, slowClosingMs).unref()),
    askWhenSlow: questions.slowClosing,
    askAboutFailedSaves: questions.failedSaves,
    log,
  });
  endAfterLastWrite(electronApp, closing);

  const showWindow = () => {
    if (window !== undefined) return focusWindow(window);
    window = openPageWindow({
      title: electronApp.getName(),
      folders,
      settings,
      closing,
      revival: {
        askAfterCrashes: questions.pageCrashed,
        askWhenHanging: questions.pageHangs,
        quit: () => electronApp.quit(),
        now: Date.now,
        log,
      },
      onClosed: () => {
        window = undefined;
      },
    });
  };
  const answer = async (request: Request) => {
    const outcome = request.kind === 'open' ? await openRequested(app, request.path) : undefined;
    showWindow();
    if (outcome?.kind === 'post') channel.sendOnceLoaded('host.postRequested', { id: outcome.id });
    if (outcome?.kind === 'no-blog' && request.kind === 'open') await questions.notOpened(request.path);
  };
  let answered = Promise.resolve();
  requests.listen((request) => {
    answered = answered
      .then(() => answer(request))
      .catch((error: unknown) => {
        log.error('a request of the system was not answered', error);
      });
  });
  await answered;
  if (window === undefined) showWindow();
}

/** The last word of a program that cannot start. */
export function tellCannotStart(error: unknown, log: Log): void {
  log.error('the program did not start', error);
  const reason = error instanceof Error ? `${error.message}.` : '';
  dialog.showErrorBox(en.desktop.noStart.message, en.desktop.noStart.detail(reason));
  electronApp.exit(1);
}
