import { randomBytes } from 'node:crypto';
import { mkdir, open, readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';

/** The small file that brings a browser to the page. */
export interface LaunchFile {
  readonly path: string;
  remove(): Promise<void>;
}

/**
 * Writes a page that leads on to `address`, readable by this user only. A browser is started with this file's path, because
 * its arguments can be read by every user of the machine, and the address holds the key. Files left behind by a crash go.
 * Remove it once the page is open.
 */
export async function writeLaunchFile(dataFolder: string, address: string): Promise<LaunchFile> {
  const folder = path.join(dataFolder, 'launch');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  for (const left of await readdir(folder)) await removeOld(path.join(folder, left));
  const file = path.join(folder, `${randomBytes(8).toString('hex')}.html`);
  const handle = await open(file, 'wx', 0o600);
  try {
    await handle.writeFile(pageTo(address));
  } finally {
    await handle.close();
  }
  return { path: file, remove: () => rm(file, { force: true }) };
}

/** A younger one may belong to another Offprint that is just opening its window. */
async function removeOld(file: string): Promise<void> {
  const status = await stat(file).catch(() => undefined);
  if (status !== undefined && Date.now() - status.mtimeMs > 60_000) await rm(file, { force: true });
}

/** `address` is made of digits, letters and punctuation that HTML leaves alone; nothing of it comes from outside. */
function pageTo(address: string): string {
  return [
    '<!doctype html>',
    '<html lang="en"><head><meta charset="utf-8"><title>Offprint</title>',
    '<meta name="referrer" content="no-referrer">',
    `<meta http-equiv="refresh" content="0; url=${address}">`,
    '</head><body></body></html>',
    '',
  ].join('\n');
}
