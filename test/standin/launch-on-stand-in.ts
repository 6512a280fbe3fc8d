import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { pagePatienceMs } from '../support/chromium.ts';
import { bundleStandIn } from './bundle.ts';
import { startDebuggableChromium } from './debuggable-chromium.ts';
import type { DesktopControl, ElectronRun, SettledLaunch } from './launch.ts';
import type { DesktopState } from './messages.ts';
import { type ProgramTalk, talkToProgram } from './program-talk.ts';

/** Starts the program on the stand-in, with a Chromium of its own. */
export async function launchOnStandIn(launch: SettledLaunch): Promise<ElectronRun> {
  const [folder, chromiumProcess] = await Promise.all([
    bundleStandIn(),
    startDebuggableChromium(path.join(launch.dataFolder, 'chromium')),
  ]);
  const start = (given: readonly string[]) =>
    spawnProgram(path.join(folder, 'run-program.mjs'), { ...launch, given }, chromiumProcess.address);
  const child = start(launch.given);
  // Electron is one program: its windows end with it, and its profile is free again.
  const exited = exitOf(child).then(async (code) => {
    await chromiumProcess.close();
    return code;
  });
  const output = collectOutput(child);
  const talk = talkToProgram(child);
  let author: Browser | undefined;

  const end = async () => {
    await author?.close();
    child.kill('SIGKILL');
    await exited;
  };
  /** Connects anew, as Playwright gives up a page that has crashed, and looks for the window that has loaded. */
  const lookAtPage = async (): Promise<Page> => {
    await author?.close();
    author = await chromium.connectOverCDP(chromiumProcess.address);
    const pages = author.contexts().flatMap((context) => context.pages());
    const found = pages.find((page) => new URL(page.url()).hostname.endsWith('.invalid'));
    if (found === undefined) throw new Error(`No window among ${pages.map((page) => page.url()).join(', ')}`);
    found.setDefaultTimeout(pagePatienceMs);
    return found;
  };

  try {
    await talk.waitForLog((entry) => entry.kind === 'loaded');
    const page = await lookAtPage();
    return {
      runner: 'stand-in',
      page,
      pageAfterCrash: async () => {
        await talk.waitForLog((entry, index) => entry.kind === 'loaded' && index > lastCrash(talk));
        return lookAtPage();
      },
      desktop: controlStandIn(talk, child, exited),
      log: talk.log,
      output,
      exited,
      startAgain: (given) => exitOf(start(given)),
      done: async () => {
        await end();
        const unexpected = talk.log.filter(({ kind }) => kind === 'unexpected-dialog' || kind === 'stand-in-fault');
        if (unexpected.length > 0) throw new Error(`No test expected this: ${JSON.stringify(unexpected)}`);
      },
    };
  } catch (error) {
    await end();
    throw new Error(`The program showed no page.\n${output()}\n${JSON.stringify(talk.log)}`, { cause: error });
  }
}

function spawnProgram(runner: string, launch: SettledLaunch, devtools: string): ChildProcess {
  return spawn(process.execPath, ['--enable-source-maps', runner, ...launch.given], {
    cwd: launch.program,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: {
      ...process.env,
      HOME: launch.home,
      OFFPRINT_DATA: launch.dataFolder,
      STANDIN_APP: launch.program,
      STANDIN_HOME: launch.home,
      STANDIN_DEVTOOLS: devtools,
      ...launch.env,
    },
  });
}

function exitOf(child: ChildProcess): Promise<number | NodeJS.Signals> {
  return new Promise((resolve) => {
    child.once('exit', (code, signal) => resolve(code ?? signal ?? 1));
  });
}

function collectOutput(child: ChildProcess): () => string {
  const printed: string[] = [];
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (data) => printed.push(String(data)));
  return () => printed.join('');
}

function lastCrash({ log }: ProgramTalk): number {
  return log.findLastIndex((entry) => entry.kind === 'page-crashed');
}

function controlStandIn(talk: ProgramTalk, child: ChildProcess, exited: Promise<unknown>): DesktopControl {
  const { ask } = talk;
  const act = async (request: Parameters<typeof ask>[0]) => {
    await ask(request);
  };
  // The stand-in's process answers this request with this type.
  const state = async () => (await ask({ kind: 'read-state' })) as DesktopState;
  return {
    answerDialog: (method, answer) => act({ kind: 'answer-dialog', dialog: { method, answer } }),
    clickMenu: (id) => act({ kind: 'click-menu', id }),
    closeWindow: () => act({ kind: 'close-window' }),
    quit: () => act({ kind: 'quit' }),
    kill: async () => {
      child.kill('SIGKILL');
      await exited;
    },
    openFile: (file) => act({ kind: 'open-file', path: file }),
    crashPage: async () => {
      const before = lastCrash(talk);
      await ask({ kind: 'crash-page' });
      await talk.waitForLog((entry, index) => entry.kind === 'page-crashed' && index > before);
    },
    callAs: (frame, given) => ask({ kind: 'foreign-call', ...frame, given }),
    state,
    isSandboxed: async () => (await state()).isSandboxed,
  };
}
