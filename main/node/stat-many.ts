import { type Stats, statSync } from 'node:fs';
import { stat } from 'node:fs/promises';

/** Longest time the thread is kept from other work at once. */
const maxBusyMs = 8;
/** A system that needs longer for a file asks its disk. */
const maxMsFromMemory = 0.2;
/** More at once does not make a cold disk faster. */
const atOnce = 64;

/**
 * Entries of many files, links followed; undefined for one that cannot be had. A system that was asked before answers from its
 * memory, faster than a thread pool could be told to ask; where it does not, many are asked for at once.
 */
export async function statMany(paths: readonly string[]): Promise<readonly (Stats | undefined)[]> {
  const found: (Stats | undefined)[] = [];
  while (found.length < paths.length) {
    const start = performance.now();
    const first = found.length;
    while (found.length < paths.length && performance.now() - start < maxBusyMs) {
      for (const path of paths.slice(found.length, found.length + atOnce)) found.push(statNow(path));
    }
    const spentMs = performance.now() - start;
    if (spentMs / (found.length - first) > maxMsFromMemory) break;
    await new Promise((resolve) => setImmediate(resolve));
  }
  while (found.length < paths.length) {
    const next = paths.slice(found.length, found.length + atOnce);
    found.push(...(await Promise.all(next.map((path) => stat(path).catch(() => undefined)))));
  }
  return found;
}

function statNow(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}
