import { spawn } from 'node:child_process';
import { _electron, type ElectronApplication } from 'playwright-core';
import type { DesktopControl, ElectronRun, SettledLaunch } from './launch.ts';

/** Starts the program on Electron's own binary, headless where the environment has no display of its own (xvfb). */
export async function launchOnElectron(binary: string, launch: SettledLaunch): Promise<ElectronRun> {
  const printed: string[] = [];
  const start = {
    // Chromium's own sandbox needs rights that a container's root has not; the page's sandbox settings stay as they are.
    args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), launch.program],
    env: { ...definedEnvironment(), HOME: launch.home, OFFPRINT_DATA: launch.dataFolder, ...launch.env },
  };
  const application = await _electron.launch({
    executablePath: binary,
    args: [...start.args, ...launch.given],
    env: start.env,
  });
  const child = application.process();
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (data) => printed.push(String(data)));
  const exited = new Promise<number | NodeJS.Signals>((resolve) => {
    child.once('exit', (code, signal) => resolve(code ?? signal ?? 1));
  });
  const page = await application.firstWindow();
  await page.waitForLoadState('load');
  return {
    runner: 'electron',
    page,
    pageAfterCrash: () => application.waitForEvent('window'),
    desktop: controlElectron(application, exited),
    log: [],
    output: () => printed.join(''),
    exited,
    startAgain: (given) =>
      new Promise((resolve) => {
        const second = spawn(binary, [...start.args, ...given], { env: start.env, stdio: 'ignore' });
        second.once('exit', (code, signal) => resolve(code ?? signal ?? 1));
      }),
    done: async () => {
      child.kill('SIGKILL');
      await exited;
    },
  };
}

function definedEnvironment(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}

function controlElectron(application: ElectronApplication, exited: Promise<unknown>): DesktopControl {
  return {
    answerDialog: (method, answer) =>
      application.evaluate(
        ({ dialog }, prepared) => {
          const original = dialog[prepared.method];
          Object.assign(dialog, {
            [prepared.method]: async () => {
              Object.assign(dialog, { [prepared.method]: original });
              return prepared.answer;
            },
          });
        },
        { method, answer },
      ),
    clickMenu: (id) =>
      application.evaluate(({ Menu }, wanted) => {
        const item = Menu.getApplicationMenu()?.getMenuItemById(wanted);
        if (!item) throw new Error(`The menu has no item ${wanted}.`);
        item.click();
      }, id),
    closeWindow: () => application.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close()),
    quit: () => application.evaluate(({ app }) => app.quit()),
    kill: async () => {
      application.process().kill('SIGKILL');
      await exited;
    },
    openFile: (path) =>
      application.evaluate(({ app }, file) => {
        app.emit('open-file', { preventDefault: () => {} }, file);
      }, path),
    crashPage: () =>
      application.evaluate(({ BrowserWindow }) =>
        BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer(),
      ),
    callAs: () => Promise.reject(new Error('Only the stand-in can speak as a foreign frame.')),
    // What `app.enableSandbox()` does in Electron.
    isSandboxed: () => application.evaluate(({ app }) => app.commandLine.hasSwitch('enable-sandbox')),
    state: () => Promise.reject(new Error('Only the stand-in shows the state of the desktop.')),
  };
}
