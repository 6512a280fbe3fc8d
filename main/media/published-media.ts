import { open, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { PictureEdit } from '../../common/contract/media.ts';
import { mediaPaths } from '../../common/media-address.ts';
import { nodeFileSystem } from '../node/file-system.ts';
import { inside } from '../node/inside.ts';
import type { Log } from '../node/log.ts';
import { blankedCopy } from './blanked-copy.ts';
import { cleanMovie } from './clean-movie.ts';
import { cleanOriginal, isMovie, needsCleaning } from './clean-original.ts';
import type { ContentIndex } from './content-index.ts';
import { editName, focusOf, shapeOf } from './edited-picture.ts';
import { type FileType, fileType, headBytes } from './file-type.ts';
import { variantsRecipe } from './make-variants.ts';
import type { PublishedMedia } from './media.ts';
import type { MediaPlaces } from './media-places.ts';
import { readMovie, withReader } from './movie-file.ts';
import type { PictureEdits } from './picture-edits.ts';
import { maxPictureBytes, maxPixels } from './picture-engine.ts';
import { type PictureSize, pictureSize, shownSize } from './picture-size.ts';
import type { PictureWork } from './pictures/picture-work.ts';
import type { Cleaned } from './removed-parts.ts';
import type { MadeMedia, VariantStore } from './variant-store.ts';
import type { WorkGate } from './work-gate.ts';

/** Name of what is made by cleaning alone; changes whenever cleaning does. */
export const cleanedRecipe = 'cleaned-2';

/** What publishing a file needs. */
export interface PublishedMediaParts {
  readonly folder: string;
  readonly places: () => Promise<MediaPlaces>;
  readonly index: ContentIndex;
  readonly store: VariantStore;
  readonly gate: WorkGate;
  readonly pictures: PictureWork;
  readonly log: Log;
  readonly edits: Pick<PictureEdits, 'of'>;
}

/** Answers what is published of a file, made once by content and shared by those who ask at the same time. */
export function createPublishedMedia(
  parts: PublishedMediaParts,
): (relative: string) => Promise<PublishedMedia | undefined> {
  const underWay = new Map<string, Promise<PublishedMedia | undefined>>();
  return async (relative) => {
    const found = await findPublishable(parts, relative);
    if (found === undefined) return undefined;
    const { file, type } = found;
    const hash = await parts.index.hashOf(file);
    if (!needsCleaning(type.type)) return asItIs(found, hash);
    if (!isMovie(type.type) && found.size > maxPictureBytes) return undefined;
    const edit = isStillPicture(type.type) ? await parts.edits.of(found.relative) : undefined;
    const key = `${storeKey(hash, edit)} ${type.type}`;
    const making = underWay.get(key) ?? made(parts, found, hash, edit).finally(() => underWay.delete(key));
    underWay.set(key, making);
    return withFocus(await making, edit);
  };
}

/** The same with the point that stays in sight, which is the author's and no part of what was made. */
export function withFocus<Published extends PublishedMedia | undefined>(
  published: Published,
  edit: PictureEdit | undefined,
): Published {
  const focus = focusOf(edit);
  return published === undefined || focus === undefined ? published : { ...published, focus };
}

/** A file that may be published. */
export interface Found {
  /** Below the site folder, as the file lies there. */
  readonly relative: string;
  readonly file: string;
  readonly size: number;
  readonly type: FileType;
}

/**
 * The file that an address below the site's top means, and its type; undefined when it is not there, hidden, outside the
 * site, or nothing that may be published.
 */
export async function findPublishable(
  { folder, places }: Pick<PublishedMediaParts, 'folder' | 'places'>,
  addressed: string,
): Promise<Found | undefined> {
  for (const relative of mediaPaths(addressed, (await places()).tops)) {
    const found = await publishableAt(folder, relative);
    if (found !== undefined) return found;
  }
  return undefined;
}

async function publishableAt(folder: string, relative: string): Promise<Found | undefined> {
  if (relative.split('/').some((name) => name.startsWith('.'))) return undefined;
  const contained = await inside(folder, relative);
  if (!contained.ok) return undefined;
  const facts = await nodeFileSystem.stat(contained.value).catch(() => undefined);
  if (facts?.kind !== 'file') return undefined;
  const type = fileType(await readHead(contained.value), relative);
  return 'refused' in type ? undefined : { relative, file: contained.value, size: facts.size, type };
}

async function readHead(file: string): Promise<Uint8Array> {
  const handle = await open(file, 'r');
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(headBytes), 0, headBytes, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

function asItIs({ file, size, type }: Found, hash: string): PublishedMedia {
  const extension = type.extension;
  return { kind: type.kind, files: [{ source: file, sha256: hash, size, type: type.type, extension }] };
}

/**
 * What was made of a file already. Variants are looked for first: only where there are none the picture library is asked
 * whether it could make them, else a cleaned copy counts.
 */
export async function keptOf(
  { store, pictures }: Pick<PublishedMediaParts, 'store' | 'pictures'>,
  key: string,
  type: string,
): Promise<{ readonly kept: PublishedMedia | undefined; readonly recipe: string }> {
  const isStill = isStillPicture(type);
  const kept = isStill ? await store.read(key, variantsRecipe) : undefined;
  if (kept !== undefined || (isStill && (await pictures.isThere()))) return { kept, recipe: variantsRecipe };
  return { kept: await store.read(key, cleanedRecipe), recipe: cleanedRecipe };
}

/** What is made of a picture that is turned or cropped is kept apart from what is made of the whole. */
export function storeKey(hash: string, edit: PictureEdit | undefined): string {
  const shape = shapeOf(edit);
  return shape === undefined ? hash : `${hash}-${editName(shape)}`;
}

async function made(
  parts: PublishedMediaParts,
  found: Found,
  hash: string,
  edit: PictureEdit | undefined,
): Promise<PublishedMedia | undefined> {
  const { store, log } = parts;
  const key = storeKey(hash, edit);
  const { kept, recipe } = await keptOf(parts, key, found.type.type);
  if (kept !== undefined) return kept;
  return parts.gate.run(await weight(found), async () => {
    const media = isMovie(found.type.type)
      ? await cleanedMovie(found)
      : ((recipe === variantsRecipe ? await variants(parts, found, edit) : undefined) ??
        cleanCopy(found.type, await readFile(found.file)));
    if (media === undefined) {
      log.info('a damaged file is not published', { file: path.basename(found.file) });
      return undefined;
    }
    return store.keep(key, recipe, media);
  });
}

/** A copy of a film with what it tells blanked, made piece by piece; undefined for one that must not be published. */
async function cleanedMovie({ file, type }: Found): Promise<MadeMedia | undefined> {
  const cleaning = cleanMovie(await withReader(file, readMovie));
  if (typeof cleaning === 'string') return undefined;
  const content = blankedCopy(file, cleaning.blanks);
  const copy = { name: `original${type.extension}`, content, type: type.type, extension: type.extension };
  return { kind: type.kind, removed: cleaning.removed, files: [copy] };
}

/** Undefined for a picture that moves or cannot be decoded. */
async function variants(
  { pictures, log }: PublishedMediaParts,
  { file, type }: Found,
  edit: PictureEdit | undefined,
): Promise<MadeMedia | undefined> {
  try {
    return await pictures.run('variants', { file, type: type.type, edit });
  } catch (error) {
    log.error(`no variants of ${path.basename(file)}`, error);
    return undefined;
  }
}

/** The original without what readers must not get, alone; undefined when it is damaged or far too large to show. */
function cleanCopy({ type, kind, extension }: FileType, bytes: Buffer): MadeMedia | undefined {
  const cleaned = cleanOriginal(type, bytes);
  if (cleaned === undefined) return undefined;
  const size = sizeOf(type, cleaned, bytes);
  if (size !== undefined && size.width * size.height > maxPixels) return undefined;
  const file = { name: `original${extension}`, content: cleaned.content, type, extension, ...size };
  return { kind, removed: cleaned.removed, files: [file], ...size };
}

function sizeOf(type: string, cleaned: Cleaned & Partial<PictureSize>, bytes: Buffer): PictureSize | undefined {
  const { width, height, orientation } = cleaned;
  return width !== undefined && height !== undefined ? { width, height } : shownSize(type, bytes, orientation);
}

/** True for pictures that get variants, unless they move. */
export function isStillPicture(type: string): boolean {
  return ['image/jpeg', 'image/png', 'image/webp', 'image/avif'].includes(type);
}

/** Room a file takes while it is worked on, in pixels; what is no picture counts by its bytes. */
async function weight({ file, size, type }: Found): Promise<number> {
  if (isMovie(type.type)) return 0;
  if (!isStillPicture(type.type)) return size / 4;
  const { width = 0, height = 0 } = pictureSize(type.type, await readFile(file)) ?? {};
  return Math.max(width * height, size / 4);
}
