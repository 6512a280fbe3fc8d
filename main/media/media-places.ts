import path from 'node:path';
import { belowTop, type MediaTops, mediaPaths } from '../../common/media-address.ts';
import type { LayoutName } from '../library/layout.ts';
import { nodeFileSystem } from '../node/file-system.ts';
import { monthFolder } from './file-name.ts';

/** Where a site keeps its pictures and attachments: Offprint's own way, or that of the program the folder was made for. */
export interface MediaPlaces {
  /** Folders that are looked through for files, relative to the site's. */
  readonly roots: readonly string[];
  /** Folders whose inside is published at the top of the blog. */
  readonly tops: MediaTops;
  /** The folder for a new file that `postId` shows; UTC milliseconds. */
  folderFor(postId: string, nowMs: number): string;
}

/** Offprint's own: `media/<year>/<month>/`. */
const ownPlaces: MediaPlaces = { roots: ['media'], tops: [''], folderFor: (_postId, nowMs) => monthFolder(nowMs) };

/** What is known of a layout's places for media. The first of `homes` that exists takes new files, else the first of all. */
interface PlacesOfLayout {
  readonly roots: readonly string[];
  readonly tops: readonly string[];
  readonly homes: readonly string[];
  /** A post that is the index of its own folder keeps its pictures beside it. */
  readonly hasBundles?: boolean;
}

/**
 * As their documentation says: Hugo's page bundles and `static`, Jekyll's `assets`, Hexo's `source`, what Eleventy's starters
 * copy through, Astro's `src/assets` and `public`.
 */
const layouts: Readonly<Record<Exclude<LayoutName, 'offprint'>, PlacesOfLayout>> = {
  hugo: {
    roots: ['static', 'assets', 'content', 'media'],
    tops: ['static', 'assets'],
    homes: ['static/images', 'static/img', 'static/media', 'static/uploads'],
    hasBundles: true,
  },
  jekyll: {
    roots: ['assets', 'images', 'img', 'uploads', 'media'],
    tops: [''],
    homes: ['assets/images', 'assets/img', 'assets/media', 'assets/uploads', 'images', 'img'],
  },
  hexo: {
    roots: ['source', 'media'],
    tops: ['source'],
    homes: ['source/images', 'source/img', 'source/uploads', 'source/media'],
  },
  eleventy: {
    roots: ['public', 'img', 'images', 'assets', 'static', 'src', 'content', 'posts', 'blog', 'media'],
    tops: ['public', 'src', ''],
    homes: ['public/img', 'public/images', 'src/img', 'src/images', 'src/assets', 'img', 'images', 'assets'],
  },
  astro: {
    roots: ['public', 'src/assets', 'src/images', 'src/content', 'src/data', 'src/pages', 'media'],
    tops: ['public'],
    homes: ['src/assets', 'src/images', 'public/images', 'public/img', 'public/assets'],
    hasBundles: true,
  },
};

/** Where no home is there yet, this one is made: it works without a change to the other program's settings. */
const madeHomes: Readonly<Partial<Record<LayoutName, string>>> = { eleventy: 'img', astro: 'public/images' };

/** Finds the places of a site's layout. Only looks. */
export async function findMediaPlaces(folder: string, layout: LayoutName): Promise<MediaPlaces> {
  if (layout === 'offprint') return ownPlaces;
  const known = layouts[layout];
  const isThere = await Promise.all(known.homes.map((home) => isFolder(path.join(folder, home))));
  const home = known.homes.find((_home, index) => isThere[index]) ?? madeHomes[layout] ?? known.homes[0] ?? 'media';
  return {
    roots: known.roots,
    tops: known.tops,
    folderFor: (postId, nowMs) => {
      const isBundle = known.hasBundles === true && /(?:^|\/)index\.[a-z]+$/i.test(postId);
      return isBundle ? path.posix.dirname(postId) : `${home}/${monthFolder(nowMs).slice('media/'.length)}`;
    },
  };
}

/** Endings of files that are media wherever they lie among posts, templates and style sheets. */
const mediaEnding =
  /\.(?:jpe?g|png|gif|webp|avif|svg|mp3|m4a|flac|ogg|wav|mp4|mov|webm|pdf|zip|epub|docx|xlsx|pptx|odt|ods|odp)$/i;

/** True for a path that can be a file of the library: below a root, not hidden, and outside `media/` with a known ending. */
export function isMediaPath(places: MediaPlaces, relative: string): boolean {
  const names = relative.split('/');
  if (names.some((name) => name.startsWith('.') || name === 'node_modules')) return false;
  if (!places.roots.some((root) => relative.startsWith(`${root}/`))) return false;
  return relative.startsWith('media/') || mediaEnding.test(relative);
}

/** The file among `known` that an address means; the address itself when there is none. */
export function fileMeant(places: MediaPlaces, known: ReadonlySet<string>, addressed: string): string {
  return mediaPaths(addressed, places.tops).find((candidate) => known.has(candidate)) ?? addressed;
}

/** True for an address that means a file of the blog which should be there. */
export function isMediaAddress(places: MediaPlaces, addressed: string, role: 'picture' | 'link' | 'cover'): boolean {
  return (
    addressed.startsWith('media/') || (places.roots.length > 1 && (role !== 'link' || mediaEnding.test(addressed)))
  );
}

/** True when a post in its place can show the file: it lies below a top, or beside the post, or in reach of a relative way. */
export function isInReach(places: MediaPlaces, file: string, postId: string): boolean {
  if (belowTop(file, places.tops) !== undefined) return true;
  const bundle = path.posix.dirname(file);
  return path.posix.dirname(postId) === bundle || !/^(?:content|src\/content|src\/data|src\/pages)\//.test(file);
}

async function isFolder(place: string): Promise<boolean> {
  const facts = await nodeFileSystem.stat(place).catch(() => undefined);
  return facts?.kind === 'folder';
}
