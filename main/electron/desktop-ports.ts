import type { HostDescription } from '../../common/contract/host.ts';
import type { Log } from '../node/log.ts';
import type { Ports, SecretStore, SettingsStore, Surroundings } from '../ports.ts';
import { resourceBase } from './page-address.ts';
import { startUtilityProcess } from './side-process.ts';

/** What the desktop lends the program. */
export interface DesktopParts {
  readonly version: string;
  readonly dataFolder: string;
  readonly shippedFolder: string;
  readonly log: Log;
  readonly settings: SettingsStore;
  readonly secrets: SecretStore;
  readonly surroundings: Surroundings;
}

/** The program's ports on the desktop. */
export function desktopPorts({ version, ...parts }: DesktopParts): Ports {
  const description: HostDescription = {
    host: 'electron',
    version,
    platform: platformName(process.platform),
    capabilities: { nativeDialogs: true, keychain: parts.secrets.isLasting, revealInFolder: true, nativeMenu: true },
    resourceBase,
  };
  return { ...parts, description, now: Date.now, startProcess: startUtilityProcess };
}

function platformName(platform: NodeJS.Platform): HostDescription['platform'] {
  return platform === 'linux' || platform === 'darwin' || platform === 'win32' ? platform : 'other';
}
