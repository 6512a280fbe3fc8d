import { existsSync } from 'node:fs';
import { type Browser, chromium, type LaunchOptions } from 'playwright-core';

/** Switches for a Chromium that tests drive, also as root and without a network. */
export const chromiumArguments: readonly string[] = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-default-apps',
  '--disable-sync',
  '--password-store=basic',
];

/** How long a page is waited for before a test gives up, in milliseconds: a machine may be busy with others. */
export const pagePatienceMs = 60_000;

/** Path of the Chromium that the set-up found (`OFFPRINT_CHROMIUM`), else of the system's. Throws when there is none. */
export function chromiumPath(): string {
  const candidates = [
    process.env.OFFPRINT_CHROMIUM,
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
  ];
  const found = candidates.find((candidate) => candidate !== undefined && existsSync(candidate));
  if (found === undefined) throw new Error('No Chromium found. Run the tests with npm test, which gets one.');
  return found;
}

/** A headless Chromium; the caller closes it. */
export async function launchChromium(options: LaunchOptions = {}): Promise<Browser> {
  return chromium.launch({ executablePath: chromiumPath(), args: [...chromiumArguments], ...options });
}
