import path from 'node:path';
import type { NotASite } from '../../common/contract/site.ts';
import { fail, ok, type Result } from '../../common/result.ts';
import { errorCode, type FileSystem, isMissing } from '../node/file-system.ts';
import { sha256 } from '../node/hash.ts';

/** The sub-folder of the application's data for one site, named by the site's real path so that every way to it is one. */
export function siteDataFolder(dataFolder: string, realFolder: string): string {
  return path.join(dataFolder, 'sites', sha256(realFolder).slice(0, 32));
}

/** The folder with its links resolved, when it is one. */
export async function realFolder(fileSystem: FileSystem, folder: string): Promise<Result<string, NotASite>> {
  const notASite = (reason: NotASite['reason']) => fail({ kind: 'not-a-site', folder, reason } as const);
  try {
    const real = await fileSystem.realpath(path.resolve(folder));
    if ((await fileSystem.stat(real)).kind !== 'folder') return notASite('not-a-folder');
    await fileSystem.list(real);
    return ok(real);
  } catch (error) {
    if (errorCode(error) === 'ENOTDIR') return notASite('not-a-folder');
    return notASite(isMissing(error) ? 'missing' : 'unreadable');
  }
}
