import { mkdtemp, realpath } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import type { Preferences } from '../../common/contract/host.ts';
import type { RecentSite } from '../../common/contract/site.ts';
import { defaultPreferences } from '../../common/preferences.ts';
import type { App } from '../../main/app.ts';
import { createApp } from '../../main/create-app.ts';
import type { Ports } from '../../main/ports.ts';
import { removeFolder } from './temporary-folder.ts';

/** The project's own folder. */
export const projectRoot = path.resolve(import.meta.dirname, '../..');

/** What a test can look at besides the ports themselves. */
export interface TestPorts extends Ports {
  /** Every address given to the system, in order. */
  readonly opened: string[];
  /** Every error the program logged, in order. */
  readonly errors: unknown[];
}

/** Ports of a host without a window: settings and secrets in memory, real folders, addresses only recorded. */
export function testPorts(dataFolder: string, changes: Partial<Ports> = {}): TestPorts {
  const opened: string[] = [];
  const errors: unknown[] = [];
  const secrets = new Map<string, string>();
  let preferences: Preferences = defaultPreferences;
  let recent: readonly RecentSite[] = [];
  return {
    description: {
      host: 'test',
      version: '0.0.0',
      platform: 'linux',
      capabilities: { nativeDialogs: false, keychain: false, revealInFolder: false, nativeMenu: false },
      resourceBase: 'resource/',
    },
    dataFolder,
    shippedFolder: projectRoot,
    now: Date.now,
    log: {
      info: () => undefined,
      error: (message, cause) => `${errors.push([message, cause])}`,
    },
    settings: {
      readPreferences: () => preferences,
      writePreferences: (changed) => {
        preferences = changed;
      },
      readRecentSites: () => recent,
      writeRecentSites: (sites) => {
        recent = sites;
      },
    },
    secrets: {
      isLasting: false,
      read: async (name) => secrets.get(name),
      write: async (name, secret) => {
        secrets.set(name, secret);
      },
      remove: async (name) => {
        secrets.delete(name);
      },
    },
    surroundings: {
      openExternal: async (url) => {
        opened.push(url.href);
      },
    },
    opened,
    errors,
    ...changes,
  };
}

/** A running program in the test's own process, with a folder for its data and one for blogs; closed with the test. */
export async function testApp(changes: Partial<Ports> = {}): Promise<{ app: App; ports: TestPorts; folder: string }> {
  const folder = await realpath(await mkdtemp(path.join(tmpdir(), 'offprint-app-')));
  const ports = testPorts(path.join(folder, 'data'), changes);
  const app = createApp(ports);
  onTestFinished(async () => {
    await app.close();
    await removeFolder(folder);
  });
  return { app, ports, folder };
}
