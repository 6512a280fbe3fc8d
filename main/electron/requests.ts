import type { App as ElectronApp } from 'electron';
import { isPlainObject } from '../../common/validate.ts';
import { pathArgument } from './open-request.ts';

/** What the system asks of a program that is starting, or already runs. */
export type Request =
  /** Open this folder or post, an absolute path. */
  | { readonly kind: 'open'; readonly path: string }
  /** Come to the front. */
  | { readonly kind: 'show' };

/** The requests so far and to come. */
export interface Requests {
  /** Hands over what has come so far and everything later, in order. To be called once. */
  listen(listener: (request: Request) => void): void;
}

/** What the author gave this start on the command line, without the program's own name and Electron's. */
export function givenArguments(argv: readonly string[], isPackaged: boolean): readonly string[] {
  return argv.slice(isPackaged ? 1 : 2);
}

/**
 * True when this is the only Offprint with this data folder. Else the first one has been told what was to be opened, and
 * this one is to end.
 */
export function isOnlyInstance(electronApp: ElectronApp, given: readonly string[]): boolean {
  // Chromium reorders the arguments it hands over, so the path is found on this side of the fence.
  return electronApp.requestSingleInstanceLock({ path: pathArgument(given, process.cwd()) ?? '' });
}

/**
 * Collects what is asked for from the first moment on, as a Mac asks before the program is ready: the command line's path,
 * files opened from the desktop, later starts.
 */
export function collectRequests(electronApp: ElectronApp, given: readonly string[]): Requests {
  const early: Request[] = [];
  let hand = (request: Request) => {
    early.push(request);
  };
  const path = pathArgument(given, process.cwd());
  if (path !== undefined) hand({ kind: 'open', path });
  electronApp.on('open-file', (event, file) => {
    event.preventDefault();
    hand({ kind: 'open', path: file });
  });
  electronApp.on('second-instance', (_event, _argv, _workingFolder, sent) => {
    const wanted = isPlainObject(sent) && typeof sent.path === 'string' ? sent.path : '';
    hand(wanted === '' ? { kind: 'show' } : { kind: 'open', path: wanted });
  });
  electronApp.on('activate', () => hand({ kind: 'show' }));
  return {
    listen: (listener) => {
      hand = listener;
      for (const request of early.splice(0)) listener(request);
    },
  };
}
