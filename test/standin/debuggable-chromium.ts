import { spawn } from 'node:child_process';
import { chromiumArguments, chromiumPath } from '../support/chromium.ts';

/** A Chromium that two can talk to at once: the stand-in, as the program's windows, and the test, as the author. */
export interface DebuggableChromium {
  /** WebSocket address of its debugging protocol. */
  readonly address: string;
  /** Ends it. */
  close(): Promise<void>;
}

/**
 * Starts a headless Chromium with a debugging port on 127.0.0.1. It belongs to the test, so no killed program leaves one.
 * `profile` keeps what pages remember, as Electron keeps it with the program's data.
 */
export async function startDebuggableChromium(profile: string): Promise<DebuggableChromium> {
  const given = ['--headless=new', '--hide-scrollbars', '--remote-debugging-port=0', `--user-data-dir=${profile}`];
  const browser = spawn(chromiumPath(), [...chromiumArguments, ...given, 'about:blank'], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const ended = new Promise<void>((resolve) => browser.once('exit', () => resolve()));
  const address = await new Promise<string>((resolve, reject) => {
    let printed = '';
    browser.stderr.on('data', (data) => {
      printed += data;
      const found = /DevTools listening on (ws:\S+)/.exec(printed)?.[1];
      if (found !== undefined) resolve(found);
    });
    browser.once('error', reject);
    browser.once('exit', (code) => reject(new Error(`Chromium ended with ${code}: ${printed.slice(-500)}`)));
  });
  return {
    address,
    close: async () => {
      browser.kill();
      await ended;
    },
  };
}
