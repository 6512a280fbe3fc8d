import { variantsRecipe } from './make-variants.ts';
import type { PublishedFile, PublishedMedia } from './media.ts';
import type { PictureTasks } from './pictures/picture-work.ts';
import { findPublishable, isStillPicture, type PublishedMediaParts, storeKey } from './published-media.ts';

/** What a glance is kept as, before its width. */
export const glanceRecipe = 'glance-';

/** Width that the preview asks for, in pixels. */
export const previewWidth = 1_080;

/** One small form of a picture, soon. */
export interface Glances {
  /**
   * One form at about a width: from what is published already, else decoded straight to that size, which a JPEG allows without
   * touching most of its data. Kept like every variant.
   */
  of(relative: string, width: number): Promise<PublishedFile | undefined>;
  /** Makes the preview's form of a file that is still on its way, so that it is there when the preview asks. */
  ahead(file: string, type: string, sha256: string): void;
}

/** Makes small forms, each once. */
export function createGlances(
  parts: PublishedMediaParts,
  published: (relative: string) => Promise<PublishedMedia | undefined>,
): Glances {
  const underWay = new Map<string, Promise<PublishedMedia | undefined>>();
  const make = (key: string, asked: PictureTasks['glance']['asked'], size: number) => {
    const recipe = `${glanceRecipe}${asked.width}`;
    const name = `${key} ${recipe}`;
    const work = async () => {
      const made = await parts.pictures.run('glance', asked);
      if (made === undefined) return undefined;
      const { content, ...shown } = made;
      const file = { name: `${recipe}.webp`, content, type: 'image/webp', extension: '.webp', ...shown };
      return parts.store.keep(key, recipe, { kind: 'image', removed: [], files: [file], ...shown });
    };
    const making =
      underWay.get(name) ??
      parts.gate
        .run(size, work)
        .catch(() => undefined)
        .finally(() => underWay.delete(name));
    underWay.set(name, making);
    return making;
  };

  return {
    of: async (relative, width) => {
      const found = await findPublishable(parts, relative);
      if (found === undefined) return undefined;
      const { type } = found.type;
      if (!isStillPicture(type)) return (await published(relative))?.files.at(-1);
      const edit = await parts.edits.of(found.relative);
      const key = storeKey(await parts.index.hashOf(found.file), edit);
      // What was begun ahead fails when its file was moved before it was read; then it is begun again.
      await underWay.get(`${key} ${glanceRecipe}${width}`);
      const kept = (await parts.store.read(key, variantsRecipe)) ?? (await parts.store.read(key, glanceRecipe + width));
      if (kept !== undefined) return nearest(kept, width);
      const made = await make(key, { file: found.file, type, edit, width }, found.size);
      return made?.files[0] ?? (await published(relative))?.files.at(-1);
    },
    ahead: (file, type, sha256) => {
      if (isStillPicture(type)) void make(sha256, { file, type, width: previewWidth }, 0);
    },
  };
}

/** The smallest form that is at least so wide, else the largest. */
function nearest({ files }: PublishedMedia, width: number): PublishedFile | undefined {
  return files.find((file) => (file.width ?? 0) >= width) ?? files.at(-1);
}
