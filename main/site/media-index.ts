import type { ResolvedPicture } from '../../common/markdown/context.ts';
import type { Media, PublishedFile, PublishedMedia } from '../media/media.ts';

/** What is published of the media that pages ask for, gathered before pages are planned. */
export interface MediaIndex {
  /** A picture's forms, or undefined when the path is no picture that can be published. */
  picture(path: string, sizes: string): ResolvedPicture | undefined;
  /** Address of a file, of a picture's largest form; undefined when it cannot be published. */
  address(path: string): string | undefined;
  /** Every file with its path below the site's root, for those media that were asked for. */
  files(paths: Iterable<string>): readonly { readonly path: string; readonly file: PublishedFile }[];
}

/** Gathers what is published of each path. `addressOf` turns a path below the site's root into what pages write. */
export async function gatherMedia(
  media: Media,
  paths: Iterable<string>,
  addressOf: (sitePath: string) => string,
): Promise<MediaIndex> {
  const found = new Map<string, PublishedMedia>();
  const waiting = [...new Set(paths)].sort();
  const worker = async () => {
    for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
      const published = await media.published(path);
      if (published !== undefined && published.files.length > 0) found.set(path, published);
    }
  };
  await Promise.all(Array.from({ length: 8 }, worker));
  return mediaIndex(found, addressOf);
}

function mediaIndex(found: ReadonlyMap<string, PublishedMedia>, addressOf: (sitePath: string) => string): MediaIndex {
  const addressOfFile = (path: string, file: PublishedFile) => addressOf(publishedPath(path, file));
  const sourceSet = (path: string, files: readonly PublishedFile[]) =>
    files.map((file) => `${addressOfFile(path, file).replaceAll(',', '%2C')} ${file.width ?? 0}w`).join(', ');

  return {
    picture: (path, sizes) => {
      const published = found.get(path);
      if (published?.kind !== 'image') return undefined;
      const fallbackType = published.files.at(-1)?.type;
      const own = ownFamily(path, published.files);
      const fallback = own.at(-1) ?? published.files.at(-1);
      if (fallback === undefined || fallbackType === undefined) return undefined;
      const others = [...new Set(published.files.map((file) => file.type))].filter((type) => type !== fallback.type);
      const width = published.width ?? fallback.width;
      const height = published.height ?? fallback.height;
      const isScaled = (files: readonly PublishedFile[]) => files.every((file) => file.width !== undefined);
      const sources = others
        .map((type) => published.files.filter((file) => file.type === type))
        .filter(isScaled)
        .sort((a, b) => rank(a[0]?.type) - rank(b[0]?.type))
        .map((files) => ({ type: files[0]?.type ?? '', srcset: sourceSet(path, files) }));
      return {
        src: addressOfFile(path, fallback),
        ...(width === undefined ? {} : { width }),
        ...(height === undefined ? {} : { height }),
        ...(own.length > 1 && isScaled(own) ? { srcset: sourceSet(path, own) } : {}),
        ...(sources.length > 0 || own.length > 1 ? { sizes } : {}),
        ...(sources.length > 0 ? { sources } : {}),
      };
    },
    address: (path) => {
      const published = found.get(path);
      const file =
        published === undefined ? undefined : (ownFamily(path, published.files).at(-1) ?? published.files.at(-1));
      return file === undefined ? undefined : addressOfFile(path, file);
    },
    files: (paths) =>
      [...new Set(paths)].flatMap((path) =>
        (found.get(path)?.files ?? []).map((file) => ({ path: publishedPath(path, file), file })),
      ),
  };
}

/**
 * Where a file is published: at its place in the site folder, its width and the start of its hash in the name, so that no
 * file ever changes under its address.
 */
export function publishedPath(path: string, file: PublishedFile): string {
  const slash = path.lastIndexOf('/');
  const dot = path.lastIndexOf('.');
  const stem = dot > slash + 1 ? path.slice(0, dot) : path;
  const width = file.width === undefined ? '' : `-${file.width}`;
  return `${stem}${width}.${file.sha256.slice(0, 10)}${file.extension}`.normalize('NFC');
}

/** The files of the original's own format; browsers that know no newer one get these. */
function ownFamily(path: string, files: readonly PublishedFile[]): readonly PublishedFile[] {
  const newer = files.filter((file) => file.type === 'image/avif' || file.type === 'image/webp');
  const older = files.filter((file) => !newer.includes(file));
  if (older.length > 0) return older.filter((file) => file.type === older.at(-1)?.type);
  return path.toLowerCase().endsWith('.avif')
    ? newer.filter((file) => file.type === 'image/avif')
    : newer.filter((file) => file.type === newer.at(-1)?.type);
}

function rank(type: string | undefined): number {
  return type === 'image/avif' ? 0 : 1;
}
