import path from 'node:path';
import { sweepLeftovers } from '../library/sweep-leftovers.ts';
import { writeCache } from '../node/durable-file.ts';
import { nodeFileSystem } from '../node/file-system.ts';
import type { ContentIndex } from './content-index.ts';
import { isCurrentRecipe } from './current-recipes.ts';
import type { ChangeFilesParts } from './library-file.ts';
import { mediaFiles } from './media-files.ts';
import { forgetTrashed, listTrash } from './media-trash.ts';
import { sweepVariants } from './sweep-variants.ts';

const dayMs = 24 * 3_600_000;
/** How long what was thrown away can be brought back, in milliseconds: 30 days, like posts. */
const keptForMs = 30 * dayMs;

/** What tidying needs. */
export type TidyMediaParts = ChangeFilesParts & {
  readonly index: ContentIndex;
  readonly variantsFolder: string;
  /** Remembers when this was done. */
  readonly stampFile: string;
};

/**
 * Throws away what nobody can miss: trash after 30 days, variants of an old recipe, variants that nothing has used for 30
 * days and whose picture is gone, temporary files that a power cut left. At most once a day; true when it was done.
 */
export async function tidyMedia(parts: TidyMediaParts): Promise<boolean> {
  const nowMs = parts.now();
  const doneMs = await nodeFileSystem.readFile(parts.stampFile).then(
    (bytes) => Number(Buffer.from(bytes).toString('latin1')),
    () => 0,
  );
  // A clock that was set back must not put it off for years.
  if (Math.abs(nowMs - doneMs) < dayMs) return false;
  for (const { key, trashedMs } of await listTrash(parts)) {
    if (trashedMs < nowMs - keptForMs) await forgetTrashed(parts, key);
  }
  const places = await parts.places();
  const hashes = new Set<string>();
  for (const file of await mediaFiles(parts.folder, places)) {
    const hash = await parts.index.lastHashOf(path.join(parts.folder, file.path));
    if (hash !== undefined) hashes.add(hash);
  }
  await sweepVariants(parts.variantsFolder, {
    isKnown: (hash) => hashes.has(hash),
    isCurrent: isCurrentRecipe,
    unusedSinceMs: nowMs - keptForMs,
  });
  const roots = places.roots.map((root) => path.join(parts.folder, root));
  await sweepLeftovers(nodeFileSystem, roots, nowMs);
  await writeCache(parts.stampFile, Buffer.from(String(nowMs)));
  return true;
}
