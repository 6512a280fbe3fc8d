import type { App as ElectronApp, Session, WebContents } from 'electron';
import type { Log } from '../node/log.ts';
import { isPageAddress, isResourceAddress, leavingAddress } from './page-address.ts';

/** Where a guarded page's links may go. */
export interface Leaving {
  /** Gives an address, already parsed and allowed, to the system. */
  readonly openExternal: (url: URL) => Promise<void>;
  readonly log: Log;
}

/**
 * Holds every page that is ever made to the program's rules: it stays where it is, opens no window, and attaches no
 * webview. Must run before the first window. Electron's security checklist, items 12, 13, 14 and 15.
 */
export function guardPages(electronApp: Pick<ElectronApp, 'on'>, leaving: Leaving): void {
  electronApp.on('web-contents-created', (_event, contents) => guardPage(contents, leaving));
}

function guardPage(contents: WebContents, { openExternal, log }: Leaving): void {
  contents.on('will-attach-webview', (event) => {
    event.preventDefault();
    log.info('refused a webview');
  });
  contents.on('will-frame-navigate', (event) => {
    if (mayNavigate(event.url, event.isMainFrame)) return;
    event.preventDefault();
    log.info('refused to navigate', { url: event.url, isMainFrame: event.isMainFrame });
  });
  contents.on('will-redirect', (event) => {
    if (mayNavigate(event.url, event.isMainFrame)) return;
    event.preventDefault();
    log.info('refused a redirect', { url: event.url });
  });
  contents.setWindowOpenHandler(({ url }) => {
    const address = leavingAddress(url);
    if (address === undefined) log.info('refused a window', { url });
    else openExternal(address).catch((error: unknown) => log.error('the system did not open an address', error));
    return { action: 'deny' };
  });
}

/** The main frame shows the page and nothing else; a frame inside it shows the program's resources and nothing else. */
export function mayNavigate(address: string, isMainFrame: boolean): boolean {
  return isMainFrame ? isPageAddress(address) : isResourceAddress(address);
}

/**
 * Rights a page may use. Writing plain text to the clipboard is what "Copy the link" does; it reads nothing. Filling the
 * screen is a command of the page.
 */
const grantedPermissions: readonly string[] = ['clipboard-sanitized-write', 'fullscreen'];

/**
 * Denies what a web page may ask of a computer (camera, location, notifications, devices, files and the rest), at both
 * doors Electron has, and devices and screens at theirs. Electron's security checklist, item 5.
 */
export function denyPermissions(session: Session): void {
  session.setPermissionRequestHandler((_contents, permission, answer) =>
    answer(grantedPermissions.includes(permission)),
  );
  session.setPermissionCheckHandler((_contents, permission) => grantedPermissions.includes(permission));
  session.setDevicePermissionHandler(() => false);
  session.setDisplayMediaRequestHandler((_request, answer) => answer(null));
}

/** Ends a download that a page starts; the program itself downloads nothing through a page. */
export function denyDownloads(session: Session, log: Log): void {
  session.on('will-download', (event, item) => {
    event.preventDefault();
    log.info('refused a download', { url: item.getURL() });
  });
}
