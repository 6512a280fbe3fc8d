import { chmod, lstat, mkdir, readdir } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import path from 'node:path';
import { sha256 } from './hash.ts';

/** Where the system's users meet, whatever each one's environment says; on Windows there is no such place. */
const meetingPlace = process.platform === 'win32' ? tmpdir() : '/tmp';

/** Each user's locks lie in a folder of this name, followed by the user's number. */
const folderName = 'offprint-locks-';

/**
 * Where this machine keeps the lock of a folder (absolute, links resolved), whatever data folder, home and environment a program
 * has: in a folder that this user alone may write and others may read. Undefined where there can be none: then programs with
 * different data folders do not see each other.
 */
export async function machineLockFile(folder: string): Promise<string | undefined> {
  try {
    const { uid, username } = userInfo();
    const locks = path.join(meetingPlace, `${folderName}${uid < 0 ? sha256(username).slice(0, 12) : uid}`);
    await mkdir(locks, { mode: 0o755 }).catch(() => {});
    // A folder that somebody else has put there could keep every site from being written.
    if (!(await isOwnedBy(locks, uid))) return undefined;
    // Neither an earlier version nor a strict umask keeps others from reading who writes.
    await chmod(locks, 0o755);
    return path.join(locks, nameOf(folder));
  } catch {
    return undefined;
  }
}

/**
 * The locks of `folder` that other users of this machine may hold: of those only who may write into it, so that nobody else can
 * keep its author out.
 */
export async function otherUsersLockFiles(folder: string): Promise<readonly string[]> {
  const own = userInfo().uid;
  if (own < 0) return [];
  try {
    const { uid: owner, mode } = await lstat(folder);
    const mayWrite = (user: number): boolean => user === 0 || user === owner || (mode & 0o022) !== 0;
    const users = (await readdir(meetingPlace)).flatMap((name) => {
      const user = new RegExp(`^${folderName}(\\d+)$`).exec(name)?.[1];
      return user === undefined ? [] : [Number(user)];
    });
    const files: string[] = [];
    for (const user of users.filter((other) => other !== own && mayWrite(other))) {
      const locks = path.join(meetingPlace, `${folderName}${user}`);
      if (await isOwnedBy(locks, user)) files.push(path.join(locks, nameOf(folder)));
    }
    return files;
  } catch {
    return [];
  }
}

/** True for a folder that this user alone may write; everywhere on Windows, where the place is the user's own. */
async function isOwnedBy(locks: string, user: number): Promise<boolean> {
  const facts = await lstat(locks).catch(() => undefined);
  if (facts?.isDirectory() !== true) return false;
  return user < 0 || (facts.uid === user && (facts.mode & 0o022) === 0);
}

function nameOf(folder: string): string {
  return `${sha256(folder).slice(0, 32)}.lock`;
}
