import type { ResolvedPicture } from '../../common/markdown/context.ts';
import type { Media, PublishedFile, PublishedMedia } from '../media/media.ts';
import { keyOf } from './input.ts';

/** What is published of the media that pages ask for, gathered before pages are planned. */
export interface MediaIndex {
  /** A picture's forms, or undefined when the path is no picture that can be published. */
  picture(path: string, sizes: string): ResolvedPicture | undefined;
  /** Where readers find a picture's fallback, with scheme and host. */
  url(path: string): string;
  /** Address of a file, of a picture's largest form; undefined when it cannot be published. */
  address(path: string): string | undefined;
  /** Every file with its path below the site's root, for those media that were asked for. */
  files(paths: Iterable<string>): readonly { readonly path: string; readonly file: PublishedFile }[];
  /** Stands for all that was asked for and what came of it. */
  key(): string;
}

/** How gathering is watched and called off: what was begun is finished and kept, nothing more is begun. */
export interface GatherMediaOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
}

/** Gathers what is published of each path. `addressOf` turns a path below the site's root into what pages write. */
export async function gatherMedia(
  media: Media,
  paths: Iterable<string>,
  addressOf: (sitePath: string) => string,
  urlOf: (sitePath: string) => string,
  { signal, onProgress }: GatherMediaOptions = {},
): Promise<MediaIndex> {
  const found = new Map<string, PublishedMedia>();
  const asked = new Set(paths);
  const waiting = [...asked].sort();
  const total = waiting.length;
  // A hundred steps are enough to see it move, however many pictures there are.
  const step = Math.ceil(total / 100);
  let done = 0;
  const worker = async () => {
    for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
      signal?.throwIfAborted();
      const published = await media.published(path);
      if (published !== undefined && published.files.length > 0) found.set(path, published);
      done += 1;
      if (done % step === 0) onProgress?.(done, total);
    }
  };
  await Promise.all(Array.from({ length: 8 }, worker));
  return mediaIndex([...asked], found, addressOf, urlOf);
}

function mediaIndex(
  asked: readonly string[],
  found: ReadonlyMap<string, PublishedMedia>,
  addressOf: (sitePath: string) => string,
  urlOf: (sitePath: string) => string,
): MediaIndex {
  const addressOfFile = (path: string, file: PublishedFile) => addressOf(publishedPath(path, file));
  // A comma would end an address in a list of them.
  const sourceSet = (path: string, files: readonly PublishedFile[]) =>
    files.map((file) => `${addressOfFile(path, file).replaceAll(',', '%2C')} ${file.width ?? 0}w`).join(', ');
  const fallbackOf = (path: string) => {
    const published = found.get(path);
    return published === undefined ? undefined : fallbackFiles(path, published.files).at(-1);
  };

  return {
    picture: (path, sizes) => {
      const published = found.get(path);
      if (published?.kind !== 'image') return undefined;
      const own = fallbackFiles(path, published.files);
      const fallback = own.at(-1);
      if (fallback === undefined) return undefined;
      const width = published.width ?? fallback.width;
      const height = published.height ?? fallback.height;
      const sources = betterSets(published.files, fallback.type).map((files) => ({
        type: files[0]?.type ?? '',
        srcset: sourceSet(path, files),
      }));
      const hasWidths = own.length > 1 && isScaled(own);
      return {
        src: addressOfFile(path, fallback),
        ...(width === undefined ? {} : { width }),
        ...(height === undefined ? {} : { height }),
        ...(hasWidths ? { srcset: sourceSet(path, own) } : {}),
        ...(sources.length > 0 || hasWidths ? { sizes } : {}),
        ...(sources.length > 0 ? { sources } : {}),
        ...(published.focus === undefined ? {} : { focus: published.focus }),
        ...(published.placeholder === undefined ? {} : { placeholder: published.placeholder }),
      };
    },
    url: (path) => {
      const file = fallbackOf(path);
      return file === undefined ? '' : urlOf(publishedPath(path, file));
    },
    address: (path) => {
      const file = fallbackOf(path);
      return file === undefined ? undefined : addressOfFile(path, file);
    },
    files: (paths) =>
      [...new Set(paths)].flatMap((path) =>
        (found.get(path)?.files ?? []).map((file) => ({ path: publishedPath(path, file), file })),
      ),
    key: () => keyOf(JSON.stringify(asked.map((path) => [path, found.get(path)]))),
  };
}

/**
 * Where a file is published: at its place in the site folder, its width and the start of its hash in the name, so that no
 * file ever changes under its address.
 */
function publishedPath(path: string, file: PublishedFile): string {
  const slash = path.lastIndexOf('/');
  const dot = path.lastIndexOf('.');
  const stem = dot > slash + 1 ? path.slice(0, dot) : path;
  const width = file.width === undefined ? '' : `-${file.width}`;
  return `${stem}${width}.${file.sha256.slice(0, 10)}${file.extension}`.normalize('NFC');
}

const newerTypes: readonly string[] = ['image/avif', 'image/webp'];

/** The files of the original's own format, for browsers that know no newer one; smallest first. */
function fallbackFiles(path: string, files: readonly PublishedFile[]): readonly PublishedFile[] {
  const older = files.filter((file) => !newerTypes.includes(file.type));
  const wanted = path.toLowerCase().endsWith('.avif') ? 'image/avif' : 'image/webp';
  const type = (older.at(-1) ?? files.findLast((file) => file.type === wanted) ?? files.at(-1))?.type;
  return files.filter((file) => file.type === type);
}

/** The sets of files in newer formats than the fallback's, best first. */
function betterSets(files: readonly PublishedFile[], fallbackType: string): readonly (readonly PublishedFile[])[] {
  return newerTypes
    .filter((type) => type !== fallbackType)
    .map((type) => files.filter((file) => file.type === type))
    .filter((set) => set.length > 0 && isScaled(set));
}

function isScaled(files: readonly PublishedFile[]): boolean {
  return files.every((file) => file.width !== undefined);
}
