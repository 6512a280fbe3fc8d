import { type Stats, statSync } from 'node:fs';
import { stat } from 'node:fs/promises';

/** Longest time the thread is kept from other work at once. */
const maxBusyMs = 8;
/** A system that needs longer for a file asks its disk. */
const maxMsFromMemory = 0.2;
/** More at once does not make a cold disk faster. */
const atOnce = 64;

/**
 * What `use` makes of the entries of many files, in the order of their paths, links followed; it is given undefined for one that
 * cannot be had. A system that was asked before answers from its memory, faster than a thread pool could be told to ask; where it
 * does not, many are asked for at once. Each entry is used at once, because thousands of them kept would take longer to tidy up
 * than to ask for.
 */
export async function statMany<Value>(
  paths: readonly string[],
  use: (stats: Stats | undefined, index: number) => Value,
): Promise<readonly Value[]> {
  const found: Value[] = [];
  while (found.length < paths.length) {
    const start = performance.now();
    const first = found.length;
    while (found.length < paths.length && performance.now() - start < maxBusyMs) {
      for (const path of paths.slice(found.length, found.length + atOnce)) found.push(use(statNow(path), found.length));
    }
    const spentMs = performance.now() - start;
    if (spentMs / (found.length - first) > maxMsFromMemory) break;
    await new Promise((resolve) => setImmediate(resolve));
  }
  while (found.length < paths.length) {
    const next = paths.slice(found.length, found.length + atOnce);
    for (const stats of await Promise.all(next.map((path) => stat(path).catch(() => undefined))))
      found.push(use(stats, found.length));
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
