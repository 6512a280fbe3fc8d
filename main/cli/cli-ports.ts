import { createEnvironmentSecrets } from '../environment-secrets.ts';
import { openFileSettings } from '../file-settings.ts';
import type { Log } from '../node/log.ts';
import type { Ports } from '../ports.ts';

/** What a command's program is started with. */
export interface CliParts {
  readonly version: string;
  readonly dataFolder: string;
  readonly shippedFolder: string;
  readonly log: Log;
  /** Hears the environment variable of each secret that is looked for and not there. */
  readonly onMissingSecret: (variable: string) => void;
  readonly earlyThread: Ports['earlyThread'];
}

/** The program's ports on the command line: no window, nothing is opened, secrets come from the environment. */
export function cliPorts({ version, dataFolder, shippedFolder, log, onMissingSecret, earlyThread }: CliParts): Ports {
  const { platform } = process;
  return {
    description: {
      host: 'cli',
      version,
      platform: platform === 'linux' || platform === 'darwin' || platform === 'win32' ? platform : 'other',
      capabilities: { nativeDialogs: false, keychain: false, revealInFolder: false, nativeMenu: false },
      resourceBase: 'resource/',
    },
    dataFolder,
    shippedFolder,
    now: Date.now,
    log,
    settings: openFileSettings(dataFolder, log),
    earlyThread,
    secrets: createEnvironmentSecrets(process.env, onMissingSecret),
    surroundings: {
      openExternal: async () => {
        throw new Error('The command line opens no addresses');
      },
    },
  };
}
