import { readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Build } from '../site.ts';
import type { BuildCache } from './build-cache.ts';

/** Builds between two looks at what is no longer used: what piles up meanwhile is a few files each. */
export const buildsBetweenPrunes = 20;

/** Another process may be in the middle of a build that uses what is new. */
const minAgeMs = 3_600_000;

/** Hashes of everything that a build, and the next one after it, needs. */
export function usedObjects(
  { manifest }: Pick<Build, 'manifest'>,
  { pages, compressed }: BuildCache,
): ReadonlySet<string> {
  return new Set([
    ...manifest.files.map(({ sha256 }) => sha256),
    ...[...pages.values()].map(({ file }) => file.sha256),
    ...[...compressed.values()].flatMap((forms) => forms.map(({ sha256 }) => sha256)),
  ]);
}

/**
 * Removes the objects of earlier builds, and what a killed build left half done; those in any of `used` and younger ones
 * stay. Published builds are kept apart, by the publisher. Answers how many files went.
 */
export async function pruneObjects(folder: string, used: readonly ReadonlySet<string>[], now: number): Promise<number> {
  let removed = 0;
  for (const prefix of await readdir(folder).catch(() => [])) {
    const below = path.join(folder, prefix);
    for (const name of await readdir(below).catch(() => [])) {
      if (used.some((hashes) => hashes.has(name))) continue;
      const file = path.join(below, name);
      const facts = await stat(file).catch(() => undefined);
      if (facts === undefined || now - facts.mtimeMs < minAgeMs) continue;
      await rm(file, { force: true });
      removed += 1;
    }
  }
  return removed;
}
