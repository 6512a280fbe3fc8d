import { clipboard, dialog, app as electronApp, ipcMain, Menu, session } from 'electron';
import { en } from '../../common/text/en.ts';
import type { App } from '../app.ts';
import { createApp } from '../create-app.ts';
import type { Log } from '../node/log.ts';
import { followAppearance } from './appearance.ts';
import { createClosing } from './closing.ts';
import { offerContextMenu } from './context-menu.ts';
import { desktopPorts } from './desktop-ports.ts';
import { endAfterLastWrite } from './ending.ts';
import { followSaves } from './follow-saves.ts';
import { followSite } from './follow-site.ts';
import { denyDownloads, denyPermissions, guardPages } from './guard-pages.ts';
import { openRequested } from './open-request.ts';
import { openPageChannel, type PageChannel } from './page-channel.ts';
import { servePage } from './page-protocol.ts';
import { keepPageWindow, type PageWindow } from './page-window.ts';
import type { ProgramFolders } from './program-folders.ts';
import { describeProgram, showMenu } from './program-menu.ts';
import { desktopQuestions, type Questions } from './questions.ts';
import type { Request, Requests } from './requests.ts';
import { openSecrets } from './secrets.ts';
import { type DesktopSettings, openSettings } from './settings-file.ts';
import { followSiteWords } from './site-words.ts';
import { openSpelling } from './spelling.ts';
import { desktopSurroundings } from './surroundings.ts';

/** What was settled before Electron was ready. */
export interface DesktopStart {
  readonly dataFolder: string;
  readonly logFolder: string;
  readonly folders: ProgramFolders;
  readonly requests: Requests;
  readonly log: Log;
}

/** The parts of the running desktop program. */
interface Desktop extends DesktopStart {
  readonly app: App;
  readonly settings: DesktopSettings;
  readonly window: PageWindow;
  readonly channel: PageChannel;
  readonly questions: Questions;
}

/** How long a step of closing may take before the author hears of it. */
const slowClosingMs = 10_000;

/** Puts the desktop program together and opens its window. To be called once, when Electron is ready. */
export async function startDesktop(start: DesktopStart): Promise<void> {
  const { dataFolder, folders, log, requests } = start;
  const window: PageWindow = keepPageWindow(() => windowParts);
  const settings = openSettings(dataFolder, log);
  const surroundings = desktopSurroundings(window.current);
  const secrets = openSecrets(dataFolder, log);
  const version = electronApp.getVersion();
  const shippedFolder = folders.shipped;
  const app = createApp(desktopPorts({ version, dataFolder, shippedFolder, log, settings, secrets, surroundings }));

  guardPages(electronApp, { openExternal: surroundings.openExternal, log });
  denyPermissions(session.defaultSession);
  denyDownloads(session.defaultSession, log);
  servePage(session.defaultSession.protocol, folders.renderer, app);
  followAppearance(app, settings.readPreferences());
  followSiteWords(app, session.defaultSession);

  const channel = openPageChannel({ ipcMain, app, page: () => window.current()?.webContents, log });
  const questions = desktopQuestions(window.current);
  const desktop: Desktop = { ...start, app, settings, window, channel, questions };
  const closing = closingOf(desktop);
  endAfterLastWrite(electronApp, closing);

  const windowParts = {
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
    onOpened: (opened: Electron.BrowserWindow) =>
      offerContextMenu(opened, (template) => Menu.buildFromTemplate(template).popup({ window: opened }), {
        openExternal: surroundings.openExternal,
        addToDictionary: (word) => app.call('spelling.add', { word }),
        copy: (text) => clipboard.writeText(text),
        log,
      }),
  };

  const answer = answeringInTurn(desktop);
  putUpMenu(desktop, (folder) => answer({ kind: 'open', path: folder }));
  await new Promise<void>((resolve) => {
    let answered = Promise.resolve();
    requests.listen((request) => {
      answered = answer(request);
    });
    void answered.then(resolve);
  });
  if (window.current() === undefined) window.show();
}

/** The last word of a program that cannot start. */
export function tellCannotStart(error: unknown, log: Log): void {
  log.error('the program did not start', error);
  const reason = error instanceof Error ? `${error.message}.` : '';
  dialog.showErrorBox(en.desktop.noStart.message, en.desktop.noStart.detail(reason));
  electronApp.exit(1);
}

/** The way out, and the mark of a window whose text is not in its file yet. */
function closingOf({ app, window, channel, questions, log }: Desktop) {
  const saves = followSaves(app, ({ hasUnsaved }) => window.current()?.setDocumentEdited(hasUnsaved()));
  return createClosing({
    flushPage: () => channel.sendAndWait('host.closing', {}),
    closeApp: app.close,
    failedSaves: saves.failed,
    limit: () => new Promise((resolve) => setTimeout(resolve, slowClosingMs).unref()),
    askWhenSlow: questions.slowClosing,
    askAboutFailedSaves: questions.failedSaves,
    log,
  });
}

/** Answers what the system asks for, one request after another. The promise resolves when this one is answered. */
function answeringInTurn({ app, window, channel, questions, log }: Desktop): (request: Request) => Promise<void> {
  const answer = async (request: Request) => {
    const outcome = request.kind === 'open' ? await openRequested(app, request.path) : undefined;
    window.show();
    if (outcome?.kind === 'post') {
      channel.sendOnceListening('host.postRequested', { folder: outcome.folder, id: outcome.id });
    }
    if (outcome?.kind === 'no-blog' && request.kind === 'open') await questions.notOpened(request.path);
  };
  let last = Promise.resolve();
  return (request) => {
    last = last
      .then(() => answer(request))
      .catch((error: unknown) => {
        log.error('a request of the system was not answered', error);
      });
    return last;
  };
}

/** Puts up the menu bar, now and whenever another blog is open. */
function putUpMenu({ app, settings, window, channel, logFolder }: Desktop, openRecent: (folder: string) => void): void {
  const parts = {
    choose: (command: string) => {
      if (window.current() === undefined) window.show();
      channel.sendOnceListening('command.chosen', { command });
    },
    recentSites: settings.readRecentSites,
    openRecent,
    spelling: openSpelling({
      session: session.defaultSession,
      isMac: process.platform === 'darwin',
      systemLanguages: electronApp.getPreferredSystemLanguages(),
      read: settings.readSpelling,
      write: settings.writeSpelling,
    }),
    logFolder,
  };
  describeProgram();
  showMenu(parts);
  followSite(app, (site) => {
    if (site !== undefined) electronApp.addRecentDocument(site.folder);
    showMenu(parts);
  });
}
