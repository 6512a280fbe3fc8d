import { variantsRecipe } from './make-variants.ts';
import type { PublishedFile, PublishedMedia } from './media.ts';
import { findPublishable, isStillPicture, type PublishedMediaParts, storeKey } from './published-media.ts';

/** What a glance is kept as, before its width. */
export const glanceRecipe = 'glance-';

/**
 * Answers one form of a picture at about a width, soon: from what is published already, else decoded straight to that size,
 * which a JPEG allows without touching most of its data. Kept like every variant.
 */
export function createGlance(
  parts: PublishedMediaParts,
  published: (relative: string) => Promise<PublishedMedia | undefined>,
): (relative: string, width: number) => Promise<PublishedFile | undefined> {
  const underWay = new Map<string, Promise<PublishedMedia | undefined>>();
  return async (relative, width) => {
    const found = await findPublishable(parts, relative);
    if (found === undefined) return undefined;
    const { type } = found.type;
    if (!isStillPicture(type)) return (await published(relative))?.files.at(-1);
    const hash = await parts.index.hashOf(found.file);
    const recipe = `${glanceRecipe}${width}`;
    const edit = await parts.edits.of(found.relative);
    const key = storeKey(hash, edit);
    const kept = (await parts.store.read(key, variantsRecipe)) ?? (await parts.store.read(key, recipe));
    if (kept !== undefined) return nearest(kept, width);
    const make = () =>
      parts.gate.run(found.size, async () => {
        const made = await parts.pictures.run('glance', { file: found.file, type, edit, width });
        if (made === undefined) return undefined;
        const { content, ...shown } = made;
        const file = { name: `${recipe}.webp`, content, type: 'image/webp', extension: '.webp', ...shown };
        return parts.store.keep(key, recipe, { kind: 'image', removed: [], files: [file], ...shown });
      });
    const name = `${key} ${recipe}`;
    const making =
      underWay.get(name) ??
      make()
        .catch(() => undefined)
        .finally(() => underWay.delete(name));
    underWay.set(name, making);
    const made = await making;
    return made?.files[0] ?? (await published(relative))?.files.at(-1);
  };
}

/** The smallest form that is at least so wide, else the largest. */
function nearest({ files }: PublishedMedia, width: number): PublishedFile | undefined {
  return files.find((file) => (file.width ?? 0) >= width) ?? files.at(-1);
}
