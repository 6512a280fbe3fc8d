import { mediaPaths } from '../../common/media-address.ts';
import type { WholeFile } from './incoming-file.ts';
import { variantsRecipe } from './make-variants.ts';
import type { Glance, PublishedFile, PublishedMedia } from './media.ts';
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
   * touching most of its data. Kept like every variant, but answered before that. A file that is still on its way is shown
   * under the path where it will be.
   */
  of(relative: string, width: number): Promise<Glance | undefined>;
  /** Hears of a file whose bytes have come. With `isSoon` the preview's form is begun before the preview asks. */
  coming(file: WholeFile, isSoon: boolean): void;
  /** Waits for what is being kept. */
  close(): Promise<void>;
}

/** Makes small forms, each once. */
export function createGlances(
  parts: PublishedMediaParts,
  published: (relative: string) => Promise<PublishedMedia | undefined>,
): Glances {
  /** Until a form is kept it is answered from here. */
  const underWay = new Map<string, Promise<Glance | undefined>>();
  const keeping = new Set<Promise<unknown>>();
  const onTheirWay = new Map<string, WholeFile>();

  const keep = async (key: string, recipe: string, making: Promise<Glance | undefined>) => {
    const made = await making;
    if (made === undefined || !('content' in made)) return;
    const { content, type, width, height } = made;
    const file = { name: `${recipe}.webp`, content, type, extension: '.webp', width, height };
    await parts.store.keep(key, recipe, { kind: 'image', removed: [], files: [file], width, height });
  };
  const make = (key: string, asked: PictureTasks['glance']['asked'], size: number) => {
    const recipe = `${glanceRecipe}${asked.width}`;
    const name = `${key} ${recipe}`;
    const begun = underWay.get(name);
    if (begun !== undefined) return begun;
    const making = parts.gate
      .run(size, () => parts.pictures.run('glance', asked))
      .then((made) => made && { ...made, type: 'image/webp' })
      .catch(() => undefined);
    underWay.set(name, making);
    const kept = keep(key, recipe, making)
      .catch((error: unknown) => parts.log.error('a small form of a picture is not kept', error))
      .finally(() => {
        underWay.delete(name);
        keeping.delete(kept);
      });
    keeping.add(kept);
    return making;
  };
  const ofComing = ({ file, type, sha256, size }: WholeFile, width: number) =>
    isStillPicture(type) ? make(sha256, { file, type, width }, size) : undefined;

  return {
    of: async (relative, width) => {
      const { tops } = await parts.places();
      const whole = mediaPaths(relative, tops).flatMap((candidate) => onTheirWay.get(candidate) ?? [])[0];
      if (whole !== undefined) {
        const shown = await ofComing(whole, width);
        if (shown !== undefined) return shown;
        // What has no small form is shown as a whole, which it is in its place.
        await whole.ended;
      }
      const found = await findPublishable(parts, relative);
      if (found === undefined) return undefined;
      const { type } = found.type;
      if (!isStillPicture(type)) return (await published(relative))?.files.at(-1);
      const edit = await parts.edits.of(found.relative);
      const key = storeKey(await parts.index.hashOf(found.file), edit);
      // What was begun ahead fails when its file was moved before it was read; then it is begun again.
      const fresh = await underWay.get(`${key} ${glanceRecipe}${width}`);
      if (fresh !== undefined) return fresh;
      const kept = (await parts.store.read(key, variantsRecipe)) ?? (await parts.store.read(key, glanceRecipe + width));
      if (kept !== undefined) return nearest(kept, width);
      const made = await make(key, { file: found.file, type, edit, width }, found.size);
      return made ?? (await published(relative))?.files.at(-1);
    },
    coming: (whole, isSoon) => {
      onTheirWay.set(whole.path, whole);
      void whole.ended.then(() => {
        if (onTheirWay.get(whole.path) === whole) onTheirWay.delete(whole.path);
      });
      if (isSoon) void ofComing(whole, previewWidth);
    },
    close: async () => {
      await Promise.all(keeping);
    },
  };
}

/** The smallest form that is at least so wide, else the largest. */
function nearest({ files }: PublishedMedia, width: number): PublishedFile | undefined {
  return files.find((file) => (file.width ?? 0) >= width) ?? files.at(-1);
}
