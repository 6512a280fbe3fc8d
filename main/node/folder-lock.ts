import { randomBytes } from 'node:crypto';
import { link, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import path from 'node:path';
import { isPlainObject } from '../../common/validate.ts';
import { errorCode } from './file-system.ts';

/** The answer to a wish to be the one writer: yes until `release`, or who is. */
export type FolderLock =
  | { readonly held: true; readonly release: () => Promise<void> }
  | { readonly held: false; readonly holder: string };

interface Claim {
  readonly holder: string;
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
  await mkdir(path.dirname(file), { recursive: true });
  const claim: Claim = {
    holder,
    pid: process.pid,
    machine: hostname(),
    started: await startOf(process.pid),
    token: randomBytes(12).toString('hex'),
  };
  const own = `${file}.${claim.token}`;
  await writeFile(own, JSON.stringify(claim));
  try {
    for (let attempt = 0; attempt < 5; attempt += 1) {
      if (await linkInto(own, file)) return { held: true, release: () => release(file, claim.token) };
      const found = await readClaim(file);
      if (found !== undefined && (await isAlive(found))) return { held: false, holder: found.holder };
      await setAside(file, found?.token);
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

/** Moves a dead lock out of the way; one that came alive in the meantime is put back. */
async function setAside(file: string, deadToken: string | undefined): Promise<void> {
  const aside = `${file}.${randomBytes(6).toString('hex')}.old`;
  try {
    await rename(file, aside);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return;
    throw error;
  }
  const moved = await readClaim(aside);
  if (moved !== undefined && moved.token !== deadToken) await linkInto(aside, file);
  await rm(aside, { force: true });
}

async function release(file: string, token: string): Promise<void> {
  if ((await readClaim(file))?.token === token) await rm(file, { force: true });
}

async function readClaim(file: string): Promise<Claim | undefined> {
  try {
    const claim: unknown = JSON.parse(await readFile(file, 'utf8'));
    if (!isPlainObject(claim) || typeof claim.pid !== 'number' || typeof claim.token !== 'string') return undefined;
    return {
      holder: String(claim.holder),
      pid: claim.pid,
      machine: String(claim.machine),
      started: String(claim.started),
      token: claim.token,
    };
  } catch {
    // Missing, or damaged by a power cut: in both cases nobody can prove to hold it.
    return undefined;
  }
}

async function isAlive(claim: Claim): Promise<boolean> {
  // On another machine nothing can be looked up, and taking over from a living writer would be worse than waiting.
  if (claim.machine !== hostname()) return true;
  try {
    process.kill(claim.pid, 0);
  } catch (error) {
    return errorCode(error) === 'EPERM';
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
