import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';

/** An empty folder that is removed when the running test has finished. Symbolic links in its path are resolved. */
export async function temporaryFolder(): Promise<string> {
  const folder = await realpath(await mkdtemp(path.join(tmpdir(), 'offprint-test-')));
  onTestFinished(() => removeFolder(folder));
  return folder;
}

/** Removes a folder with all in it, also while a program that was killed a moment ago still puts something there. */
export function removeFolder(folder: string): Promise<void> {
  return rm(folder, { recursive: true, force: true, maxRetries: 10 });
}
