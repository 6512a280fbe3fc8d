import type { HostDescription, Preferences } from '../common/contract/host.ts';
import type { RecentSite } from '../common/contract/site.ts';
import type { Log } from './node/log.ts';
import type { StartSideProcess } from './node/side-process.ts';
import type { ThreadScript } from './site/workers/start-thread.ts';

/** What a host lends the program. Everything outside the program's own folders comes in through here. */
export interface Ports {
  readonly description: HostDescription;
  /** The application's data folder: journals, revisions, indexes, builds, published folders. Created when missing. */
  readonly dataFolder: string;
  /** Folder of the files that travel with the program: `themes/` and `sample/` inside it. */
  readonly shippedFolder: string;
  /** UTC milliseconds. */
  readonly now: () => number;
  readonly log: Log;
  readonly settings: SettingsStore;
  readonly secrets: SecretStore;
  readonly surroundings: Surroundings;
  /** Starts a script in a process beside the program; default: on the Node that runs the program. */
  readonly startProcess?: StartSideProcess;
  /** A thread for a first build that was started with the program; default: none. */
  readonly earlyThread?: ThreadScript['early'];
}

/** The host's settings file. Reads are from memory; a write is on disk when it returns. */
export interface SettingsStore {
  readPreferences(): Preferences;
  writePreferences(preferences: Preferences): void;
  readRecentSites(): readonly RecentSite[];
  writeRecentSites(sites: readonly RecentSite[]): void;
}

/** Passwords, tokens and keys, by name. Never on disk in the clear; `undefined` means ask the author again. */
export interface SecretStore {
  /** False where the system has no real keychain: then `write` keeps the secret in memory until the program ends. */
  readonly isLasting: boolean;
  read(name: string): Promise<string | undefined>;
  write(name: string, secret: string): Promise<void>;
  remove(name: string): Promise<void>;
}

/** The desktop around the program, as far as this host reaches it. */
export interface Surroundings {
  /** Undefined where the host has no native dialogs. */
  readonly pickFolder?: (title: string) => Promise<string | undefined>;
  /** Gives an address, already parsed and allowed, to the system. */
  readonly openExternal: (url: URL) => Promise<void>;
  /** Proxy that the system wants for an address, as an address; default: as the environment says. */
  readonly proxyFor?: (url: string) => Promise<string | undefined>;
  /** Shows a file in the system's file manager; undefined where there is none. */
  readonly reveal?: (absolutePath: string) => Promise<void>;
}
