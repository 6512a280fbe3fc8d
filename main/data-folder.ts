import path from 'node:path';

/** What decides where the application's data lies. */
export interface DataFolderSources {
  readonly platform: NodeJS.Platform;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** The user's home folder. */
  readonly home: string;
  /** Chosen on the command line; relative to `workingFolder`. */
  readonly chosen?: string | undefined;
  readonly workingFolder: string;
}

/**
 * The application's data folder: the one chosen, else `OFFPRINT_DATA`, else the system's place for it, which is
 * `$XDG_DATA_HOME/offprint` (`~/.local/share/offprint`), `~/Library/Application Support/Offprint` or `%APPDATA%\Offprint`.
 */
export function dataFolderOf({ platform, environment, home, chosen, workingFolder }: DataFolderSources): string {
  const named = chosen ?? nonEmpty(environment.OFFPRINT_DATA);
  if (named !== undefined) return path.resolve(workingFolder, named);
  if (platform === 'darwin') return path.join(home, 'Library', 'Application Support', 'Offprint');
  if (platform === 'win32') {
    return path.join(nonEmpty(environment.APPDATA) ?? path.join(home, 'AppData', 'Roaming'), 'Offprint');
  }
  const base = nonEmpty(environment.XDG_DATA_HOME);
  // The XDG specification has relative paths ignored.
  return path.join(base !== undefined && path.isAbsolute(base) ? base : path.join(home, '.local', 'share'), 'offprint');
}

function nonEmpty(value: string | undefined): string | undefined {
  return value === '' ? undefined : value;
}
