import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { onTestFinished } from 'vitest';
import { launchElectronApp } from '../standin/launch.ts';
import { pagePatienceMs } from './chromium.ts';
import { printedAddress } from './printed-address.ts';
import { projectRoot } from './test-ports.ts';

/** A running host with its page, as an author has it. */
export interface RunningHost {
  readonly page: Page;
  /** Ends the host's process at once, as a crash or `kill -9` does. */
  kill(): Promise<void>;
  /** Ends the host as an author would. */
  close(): Promise<void>;
}

/** What a host is started with. */
export interface HostOptions {
  /** The application's data folder; kept between starts. */
  readonly dataFolder: string;
  /** Site folder to open; without it the first screen is shown. */
  readonly folder?: string;
  /** File that every attempt to reach another machine is written to. */
  readonly networkLog: string;
  readonly colorScheme?: 'light' | 'dark';
  /** More of the loopback host's environment. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Names that the host can look up; with a port, a server on this machine answers for that address. Default none. */
  readonly names?: Readonly<Record<string, { readonly address: string; readonly port?: number }>>;
}

const commandLine = path.join(projectRoot, 'out/cli.mjs');
const closedNetwork = pathToFileURL(path.join(import.meta.dirname, 'no-network.mjs')).href;

function networkOf({ networkLog, names = {} }: HostOptions): Readonly<Record<string, string>> {
  return { OFFPRINT_NETWORK_LOG: networkLog, OFFPRINT_NETWORK_NAMES: JSON.stringify(names) };
}

/** Starts the built loopback host and opens its page in `browser`. */
export async function startLoopback(browser: Browser, options: HostOptions): Promise<RunningHost> {
  const folder = options.folder === undefined ? [] : [options.folder];
  const host = spawn(
    process.execPath,
    ['--import', closedNetwork, commandLine, 'serve', ...folder, '--no-open', '--data', options.dataFolder],
    { stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, ...options.environment, ...networkOf(options) } },
  );
  const exited = once(host, 'exit');
  onTestFinished(async () => {
    host.kill('SIGKILL');
    await exited;
  });
  const address = await printedAddress(host);
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    colorScheme: options.colorScheme ?? 'light',
  });
  onTestFinished(() => context.close());
  context.setDefaultTimeout(pagePatienceMs);
  const page = await context.newPage();
  await page.goto(address);
  await untilShown(page);
  const end = async (signal: 'SIGKILL' | 'SIGTERM') => {
    host.kill(signal);
    await exited;
    await context.close();
  };
  return { page, kill: () => end('SIGKILL'), close: () => end('SIGTERM') };
}

/** Starts the built Electron host, on the real binary where there is one, else on the stand-in. */
export async function startElectron(_browser: Browser, options: HostOptions): Promise<RunningHost> {
  const run = await launchElectronApp({
    dataFolder: options.dataFolder,
    ...(options.folder === undefined ? {} : { given: [options.folder] }),
    env: { ...networkOf(options), NODE_OPTIONS: `--import ${closedNetwork}` },
  });
  let isDone = false;
  const end = async (how: () => Promise<void>) => {
    await how();
    await run.exited;
    isDone = true;
    await run.done();
  };
  // A story that failed in the middle leaves no program behind.
  onTestFinished(async () => {
    if (!isDone) await end(run.desktop.kill);
  });
  await untilShown(run.page);
  return { page: run.page, kill: () => end(run.desktop.kill), close: () => end(run.desktop.quit) };
}

/** Loaded is not yet shown: a key that comes in between counts for what the test has not seen. */
async function untilShown(page: Page): Promise<void> {
  await page.locator('main').waitFor({ state: 'attached', timeout: pagePatienceMs });
}

/** Every attempt to reach another machine so far, one a line. */
export async function networkAttempts(networkLog: string): Promise<string[]> {
  const text = await readFile(networkLog, 'utf8').catch(() => '');
  return text.split('\n').filter((line) => line !== '');
}
