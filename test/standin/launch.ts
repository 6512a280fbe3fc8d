import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { removeFolder } from '../support/temporary-folder.ts';
import { electronBinary } from './electron-binary.ts';
import { launchOnElectron } from './launch-on-electron.ts';
import { launchOnStandIn } from './launch-on-stand-in.ts';
import type { DesktopState, DialogAnswer, LogEntry } from './messages.ts';

/** How to start the desktop program. Everything left out is made for this run and removed by `done`. */
export interface LaunchOptions {
  /** The author's home folder. */
  readonly home?: string;
  /** The program's data folder (`OFFPRINT_DATA`); give the same one twice to start the program a second time. */
  readonly dataFolder?: string;
  /** The program's arguments: paths to open. */
  readonly given?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Folder of the built program, with its package.json and `out/` (default: `OFFPRINT_PROGRAM`, else this repository). */
  readonly program?: string;
}

/** A running desktop program, driven as its author would. */
export interface ElectronRun {
  /** Which Electron runs it, to be said in the test's output. */
  readonly runner: 'stand-in' | 'electron';
  /** The window's page. After a crash of the page, `pageAfterCrash` answers the new one. */
  readonly page: Page;
  pageAfterCrash(): Promise<Page>;
  readonly desktop: DesktopControl;
  /** What happened around the page so far, in order. Empty on the real binary, which reports nothing. */
  readonly log: readonly LogEntry[];
  /** What the program wrote to its standard output and error. */
  output(): string;
  /** Resolves with the exit code, or the signal, when the program has ended. */
  readonly exited: Promise<number | NodeJS.Signals>;
  /** Starts the program a second time beside this one, and answers how that second process ended. */
  startAgain(given: readonly string[]): Promise<number | NodeJS.Signals>;
  /** Ends everything this run started and removes what it made. Fails when a box was asked that no test expected. */
  done(): Promise<void>;
}

/** The desktop around the program, in the test's hands. */
export interface DesktopControl {
  /** Prepares the answer of the next box of this kind: `{ canceled: false, filePaths: ['/tmp/blog'] }`, `{ response: 1 }`. */
  answerDialog(method: DialogAnswer['method'], answer: DialogAnswer['answer']): Promise<void>;
  /** Chooses an item of the menu bar by its id, which for the program's commands is the command's id. */
  clickMenu(id: string): Promise<void>;
  /** Clicks the window's close button. */
  closeWindow(): Promise<void>;
  /** Quits the program by its menu or the system. */
  quit(): Promise<void>;
  /** Ends the program at once, as `kill -9` or an empty battery does; resolves when it has ended. */
  kill(): Promise<void>;
  /** Opens a file with the program from the file manager, on a Mac. */
  openFile(path: string): Promise<void>;
  /** Ends the page's process. */
  crashPage(): Promise<void>;
  /** What the program answers a call from a frame with this address; rejects when it refuses. Stand-in only. */
  callAs(frame: { readonly url: string; readonly isMainFrame: boolean }, given: readonly unknown[]): Promise<unknown>;
  /** What a person would see on the desktop. Stand-in only. */
  state(): Promise<DesktopState>;
  /** Whether the program asked, before it was ready, that every page run in Chromium’s sandbox. */
  isSandboxed(): Promise<boolean>;
}

/** Everything decided, for the two launchers. */
export interface SettledLaunch {
  readonly home: string;
  readonly dataFolder: string;
  readonly given: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly program: string;
}

/**
 * Starts the built desktop program (`npm run build` first) and resolves when its window has loaded. It runs on Electron's
 * own binary when `ELECTRON_OVERRIDE_DIST_PATH` or a download gives one, else on the stand-in with the real, built main and
 * preload; `runner` says which. The caller ends it with `done()`.
 */
export async function launchElectronApp(options: LaunchOptions = {}): Promise<ElectronRun> {
  const made = await mkdtemp(path.join(tmpdir(), 'offprint-desktop-'));
  const settled: SettledLaunch = {
    home: options.home ?? made,
    dataFolder: options.dataFolder ?? path.join(made, 'data'),
    given: options.given ?? [],
    env: options.env ?? {},
    program: options.program ?? process.env.OFFPRINT_PROGRAM ?? process.cwd(),
  };
  const binary = electronBinary();
  const run = await (binary === undefined ? launchOnStandIn(settled) : launchOnElectron(binary, settled));
  return {
    ...run,
    done: async () => {
      try {
        await run.done();
      } finally {
        await removeFolder(made);
      }
    },
  };
}
