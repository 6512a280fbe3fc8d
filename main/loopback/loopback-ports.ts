import type { HostDescription } from '../../common/contract/host.ts';
import { createEnvironmentSecrets } from '../environment-secrets.ts';
import { openFileSettings } from '../file-settings.ts';
import type { Log } from '../node/log.ts';
import type { Ports } from '../ports.ts';
import type { Keys } from './keys.ts';
import { resourceBase } from './server.ts';
import { createSurroundings } from './surroundings.ts';

/** What the loopback host is started with. */
export interface LoopbackParts {
  readonly version: string;
  readonly dataFolder: string;
  readonly shippedFolder: string;
  readonly log: Log;
  readonly keys: Keys;
}

/** The program's ports in a browser window: settings in a file, secrets in memory or the environment, no native dialogs. */
export function loopbackPorts({ version, dataFolder, shippedFolder, log, keys }: LoopbackParts): Ports {
  const description: HostDescription = {
    host: 'loopback',
    version,
    platform: platformName(process.platform),
    capabilities: { nativeDialogs: false, keychain: false, revealInFolder: true, nativeMenu: false },
    resourceBase: resourceBase(keys),
  };
  return {
    description,
    dataFolder,
    shippedFolder,
    now: Date.now,
    log,
    settings: openFileSettings(dataFolder, log),
    secrets: createEnvironmentSecrets(process.env),
    surroundings: createSurroundings(),
  };
}

function platformName(platform: NodeJS.Platform): HostDescription['platform'] {
  return platform === 'linux' || platform === 'darwin' || platform === 'win32' ? platform : 'other';
}
