import { mkdir, stat } from 'node:fs/promises';
import path from 'node:path';

/**
 * Makes a folder and those above it that are missing. Not `mkdir` with `recursive`: that never returns where the system
 * answers ENOENT for a folder whose parent is there, as below `/proc` (seen on Node 20).
 */
export async function makeFolder(folder: string): Promise<void> {
  const code = await tryToMake(folder);
  if (code === undefined) return;
  const parent = path.dirname(folder);
  if (code !== 'ENOENT' || parent === folder) throw refusal(code, folder);
  // The parent may have come meanwhile, made by a neighbour; then only the second try is left to do.
  if (!(await isThere(parent))) await makeFolder(parent);
  const again = await tryToMake(folder);
  if (again !== undefined) throw refusal(again, folder);
}

/** Undefined when the folder is there now, else the system's code. */
async function tryToMake(folder: string): Promise<string | undefined> {
  try {
    await mkdir(folder);
    return undefined;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'EIO';
    const isFolder = await stat(folder).then(
      (facts) => facts.isDirectory(),
      () => false,
    );
    return isFolder ? undefined : code;
  }
}

async function isThere(folder: string): Promise<boolean> {
  return stat(folder).then(
    () => true,
    () => false,
  );
}

function refusal(code: string, folder: string): Error {
  return Object.assign(new Error(`${code}: the folder cannot be made: ${folder}`), { code });
}
