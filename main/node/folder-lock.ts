import { randomBytes } from 'node:crypto';
import { chmod, link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { hostname, userInfo } from 'node:os';
import path from 'node:path';
import { isPlainObject } from '../../common/validate.ts';
import { errorCode, isMissing } from './file-system.ts';
import { readWithFacts } from './read-with-facts.ts';

/** The answer to a wish to be the one writer: yes until `release`, or who is. */
export type FolderLock =
  | { readonly held: true; readonly release: () => Promise<void> }
  | { readonly held: false; readonly holder: string };

/** A lock is one line. */
const maxLockBytes = 4_096;

interface Claim {
  readonly holder: string;
  /** Name of the system's user. */
  readonly user: string;
  readonly pid: number;
  readonly machine: string;
  /** Tells a process from a later one with the same number; empty where the system does not say. */
  readonly started: string;
  readonly token: string;
}

/**
 * Makes the caller the one writer of what `file` stands for. The lock file is made whole and then linked into place, which
 * succeeds for one process only; it is taken over when its process has ended. `holder` is what others are told. It is no
 * author's file and needs no power-cut safety: after a restart no process of it lives.
 */
export async function takeFolderLock(file: string, holder: string): Promise<FolderLock> {
  try {
    return await take(file, holder);
  } catch (error) {
    const found = await holderOfLock(file);
    if (found !== undefined) return { held: false, holder: found.holder };
    // A full or read-only disk lets nobody take the lock. Whoever writes next is told so by the disk, with the right reason.
    if (errorCode(error) === 'UNKNOWN') throw error;
    return { held: true, release: async () => {} };
  }
}

/** Who holds a lock, where the caller may not take it: the holder's words and the system's user; undefined when nobody does. */
export async function holderOfLock(
  file: string,
): Promise<{ readonly holder: string; readonly user: string } | undefined> {
  const found = await readClaim(file).catch(() => undefined);
  return found !== undefined && (await isAlive(found)) ? found : undefined;
}

async function take(file: string, holder: string): Promise<FolderLock> {
  await mkdir(path.dirname(file), { recursive: true });
  const claim: Claim = {
    holder,
    user: userInfo().username,
    pid: process.pid,
    machine: hostname(),
    started: await startOf(process.pid),
    token: randomBytes(12).toString('hex'),
  };
  const own = `${file}.${claim.token}`;
  try {
    await writeFile(own, JSON.stringify(claim));
    // Another user of the machine reads it too, however strict this one's umask is.
    await chmod(own, 0o644);
    // Another process may be taking over at the same moment: that takes milliseconds.
    for (let attempt = 0; attempt < 200; attempt += 1) {
      if (await linkInto(own, file)) return { held: true, release: () => release(file, claim.token) };
      const found = await readClaim(file);
      if (found !== undefined && (await isAlive(found))) return { held: false, holder: found.holder };
      await removeDead(file, own);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    return { held: false, holder: (await readClaim(file))?.holder ?? '' };
  } finally {
    await rm(own, { force: true });
  }
}

async function linkInto(own: string, file: string): Promise<boolean> {
  try {
    await link(own, file);
    return true;
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false;
    throw error;
  }
}

/**
 * Removes a lock whose holder has ended. Only one process at a time may, and it looks again first: otherwise the second of two
 * would remove the lock that the first has just taken.
 */
async function removeDead(file: string, own: string): Promise<void> {
  const turn = `${file}.takeover`;
  if (!(await linkInto(own, turn))) {
    const other = await readClaim(turn);
    // A process that ended right in the middle of taking over.
    if (other !== undefined && !(await isAlive(other))) await rm(turn, { force: true });
    return;
  }
  try {
    const text = await readLock(file);
    // Where there is no lock, the next one to come may take it at any moment: nothing is removed then.
    if (text === undefined) return;
    const found = parseClaim(text);
    if (found === undefined || !(await isAlive(found))) await rm(file, { force: true });
  } finally {
    await rm(turn, { force: true });
  }
}

async function release(file: string, token: string): Promise<void> {
  if ((await readClaim(file))?.token === token) await rm(file, { force: true });
}

async function readClaim(file: string): Promise<Claim | undefined> {
  const text = await readLock(file);
  return text === undefined ? undefined : parseClaim(text);
}

async function readLock(file: string): Promise<string | undefined> {
  try {
    // Another user may have put anything there: a pipe would be waited for without end.
    const { bytes } = await readWithFacts(file, maxLockBytes);
    return Buffer.from(bytes ?? []).toString('utf8');
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

/** Undefined for what a power cut left damaged: nobody can prove to hold it. */
function parseClaim(text: string): Claim | undefined {
  try {
    const claim: unknown = JSON.parse(text);
    if (!isPlainObject(claim) || typeof claim.pid !== 'number' || typeof claim.token !== 'string') return undefined;
    return {
      holder: String(claim.holder),
      user: typeof claim.user === 'string' ? claim.user : '',
      pid: claim.pid,
      machine: String(claim.machine),
      started: String(claim.started),
      token: claim.token,
    };
  } catch {
    return undefined;
  }
}

async function isAlive(claim: Claim): Promise<boolean> {
  // On another machine nothing can be looked up, and taking over from a living writer would be worse than waiting.
  if (claim.machine !== hostname()) return true;
  try {
    process.kill(claim.pid, 0);
  } catch (error) {
    if (errorCode(error) !== 'EPERM') return false;
    // Another user's process. Where the system hides when it was started, waiting is better than two writers.
    const started = await startOf(claim.pid);
    return started === '' || started === claim.started;
  }
  return claim.started === (await startOf(claim.pid));
}

/** Boot and start time of a process where the system tells them (Linux). A zombie has ended. */
async function startOf(pid: number): Promise<string> {
  try {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (fields[0] === 'Z') return 'ended';
    const boot = await readFile('/proc/sys/kernel/random/boot_id', 'utf8');
    return `${boot.trim()}-${fields[19] ?? ''}`;
  } catch {
    return '';
  }
}
