import { spawn } from 'node:child_process';
import path from 'node:path';
import type { Surroundings } from '../ports.ts';

/** A program and its arguments; never a shell's line. */
export interface Launch {
  readonly program: string;
  readonly arguments: readonly string[];
}

/** The system's way to open addresses and files in whatever the user chose for them. */
export function createSurroundings(platform: NodeJS.Platform = process.platform): Surroundings {
  return {
    openExternal: async (url) => {
      await launchDetached(openLaunch(url.href, platform));
    },
    reveal: async (absolutePath) => {
      await launchDetached(revealLaunch(absolutePath, platform));
    },
  };
}

/** Opens an address, or a file by its path. */
export function openLaunch(target: string, platform: NodeJS.Platform): Launch {
  if (platform === 'darwin') return { program: 'open', arguments: [target] };
  // `start` is no program but a word of cmd.exe, which would read `&` in an address; this one takes its argument as it is.
  if (platform === 'win32') return { program: 'rundll32.exe', arguments: ['url.dll,FileProtocolHandler', target] };
  return { program: 'xdg-open', arguments: [target] };
}

/** Shows a file in the system's file manager; on Linux its folder, as no command there selects a file everywhere. */
export function revealLaunch(absolutePath: string, platform: NodeJS.Platform): Launch {
  if (platform === 'darwin') return { program: 'open', arguments: ['-R', absolutePath] };
  if (platform === 'win32') return { program: 'explorer.exe', arguments: ['/select,', absolutePath] };
  return { program: 'xdg-open', arguments: [path.dirname(absolutePath)] };
}

/**
 * Starts a program that lives on its own; resolves when it has started, with a way to ask it to end, and rejects when it
 * could not be started (`ENOENT`). `onExit` hears its end, as long as this process lives.
 */
export function launchDetached({ program, arguments: list }: Launch, onExit?: () => void): Promise<() => void> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, list, { detached: true, stdio: 'ignore' });
    child.once('error', reject);
    child.once('spawn', () => {
      if (onExit !== undefined) child.once('exit', onExit);
      child.unref();
      resolve(() => {
        child.kill();
      });
    });
  });
}
