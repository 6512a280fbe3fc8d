import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, watch, writeFileSync } from 'node:fs';
import path from 'node:path';

/**
 * Electron's single instance lock, with files: the first process to make the lock file holds it, and a later one leaves its
 * message in a folder that the first one watches. Synchronous, as Electron's is. A lock of a dead process is taken over.
 */
export function takeInstanceLock(
  folder: string,
  message: Readonly<Record<PropertyKey, unknown>>,
  hear: (message: unknown) => void,
): boolean {
  const lock = path.join(folder, 'stand-in.lock');
  const letters = path.join(folder, 'stand-in-letters');
  mkdirSync(letters, { recursive: true });
  if (!isFree(lock)) {
    const letter = path.join(letters, `${process.pid}`);
    writeFileSync(`${letter}.part`, JSON.stringify(message));
    renameSync(`${letter}.part`, `${letter}.json`);
    return false;
  }
  writeFileSync(lock, String(process.pid));
  process.once('exit', () => rmSync(lock, { force: true }));
  watch(letters, () => {
    for (const name of readdirSync(letters).filter((entry) => entry.endsWith('.json'))) {
      const letter = path.join(letters, name);
      hear(JSON.parse(readFileSync(letter, 'utf8')));
      rmSync(letter);
    }
  }).unref();
  return true;
}

function isFree(lock: string): boolean {
  try {
    process.kill(Number(readFileSync(lock, 'utf8')), 0);
    return false;
  } catch {
    return true;
  }
}
