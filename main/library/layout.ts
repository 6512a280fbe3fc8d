import type { PostId, PostKind } from '../../common/post.ts';

/** Where a kind of site keeps its posts. A layout is data: recognising one writes nothing. */
export interface Layout {
  readonly name: 'offprint' | 'hugo' | 'jekyll' | 'hexo' | 'eleventy' | 'astro';
  /** Folders with posts and pages, relative to the site folder; a nested one comes before the one it lies in. */
  readonly places: readonly Place[];
}

/** One folder of posts or pages. */
export interface Place {
  /** With forward slashes. */
  readonly folder: string;
  readonly kind: PostKind;
  /** Every post in it is a draft whatever its header says (Jekyll's and Hexo's `_drafts`). */
  readonly isDrafts?: boolean;
}

/** Offprint's own: `posts/` and `pages/`. */
export const offprintLayout: Layout = {
  name: 'offprint',
  places: [
    { folder: 'posts', kind: 'post' },
    { folder: 'pages', kind: 'page' },
  ],
};

/** Endings of files that hold posts. */
export const postEndings: readonly string[] = ['.md', '.markdown'];

/** The place in which a post lies; undefined when no post may lie there. */
export function placeOf(layout: Layout, id: PostId): Place | undefined {
  if (!isPostName(id.slice(id.lastIndexOf('/') + 1))) return undefined;
  return layout.places.find((place) => id.startsWith(`${place.folder}/`));
}

/** True for a file's name that can hold a post: a known ending, and not hidden. */
export function isPostName(name: string): boolean {
  const lower = name.toLowerCase();
  return !name.startsWith('.') && postEndings.some((ending) => lower.length > ending.length && lower.endsWith(ending));
}

/** The place where new posts or pages go. */
export function newPlace(layout: Layout, kind: PostKind): Place {
  const place = layout.places.find((candidate) => candidate.kind === kind && candidate.isDrafts !== true);
  return place ?? { folder: kind === 'post' ? 'posts' : 'pages', kind };
}

/** True for the copies that Dropbox, Nextcloud and Syncthing make when two machines changed one file. */
export function isConflictCopy(id: PostId): boolean {
  return /\([^()]*conflicted copy[^()]*\)|\.sync-conflict-\d{8}-/i.test(id.slice(id.lastIndexOf('/') + 1));
}
