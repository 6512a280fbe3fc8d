import { lstat, mkdir } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import path from 'node:path';
import { sha256 } from './hash.ts';

/**
 * Where this machine keeps the lock of a folder (absolute, links resolved), whatever data folder a program has: in the
 * temporary folder, in a folder that this user alone may write. Undefined where there can be none: then programs with different
 * data folders do not see each other.
 */
export async function machineLockFile(folder: string): Promise<string | undefined> {
  try {
    const { uid, username } = userInfo();
    const locks = path.join(tmpdir(), `offprint-locks-${uid < 0 ? sha256(username).slice(0, 12) : uid}`);
    await mkdir(locks, { mode: 0o700 }).catch(() => {});
    const facts = await lstat(locks);
    // A folder that somebody else has put there could keep every site from being written.
    const isOurs = facts.isDirectory() && (uid < 0 || (facts.uid === uid && (facts.mode & 0o022) === 0));
    return isOurs ? path.join(locks, `${sha256(folder).slice(0, 32)}.lock`) : undefined;
  } catch {
    return undefined;
  }
}
