import type { LayoutName } from '../../common/contract/site.ts';
import type { PostId, PostKind } from '../../common/post.ts';

export type { LayoutName } from '../../common/contract/site.ts';

/** Where a kind of site keeps its posts. A layout is data: recognising one writes nothing. */
export interface Layout {
  readonly name: LayoutName;
  /** Folders with posts and pages, relative to the site folder; a nested one comes before the one it lies in. */
  readonly places: readonly Place[];
  /** A new post's file begins with its date, `2026-11-22-`. Default false. */
  readonly hasDatedNames?: boolean;
  /** Drafts are marked with `published: false` instead of `draft: true`. Default false. */
  readonly marksUnpublished?: boolean;
}

/** One folder of posts or pages. */
export interface Place {
  /** With forward slashes; empty for the site folder itself. */
  readonly folder: string;
  readonly kind: PostKind;
  /** Every post in it is a draft whatever its header says (Jekyll's and Hexo's `_drafts`). */
  readonly isDrafts?: boolean;
  /** Only files directly in it count, and only those with front matter. Default: any depth, any Markdown. */
  readonly isFlat?: boolean;
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
const postEndings: readonly string[] = ['.md', '.markdown', '.mdx'];

/** The place in which a post lies; undefined when no post may lie there. */
export function placeOf(layout: Layout, id: PostId): Place | undefined {
  const slash = id.lastIndexOf('/');
  if (id.startsWith('.') || id.includes('/.') || !isPostName(id.slice(slash + 1))) return undefined;
  return placeOfFolder(layout, slash === -1 ? '' : id.slice(0, slash));
}

/** The place of the posts in a folder, given by its path below the site's; undefined when none may lie there. */
export function placeOfFolder(layout: Layout, above: string): Place | undefined {
  const place = layout.places.find(({ folder, isFlat }) =>
    isFlat === true ? above === folder : folder !== '' && (above === folder || above.startsWith(`${folder}/`)),
  );
  // A folder that begins with `_` is never part of the place around it: it is data, templates or a place of its own.
  const isElsewhere = place !== undefined && above.slice(place.folder.length).includes('/_');
  return isElsewhere ? undefined : place;
}

/** True for a file's name that can hold a post: a known ending, not hidden, no list page of Hugo's. */
export function isPostName(name: string): boolean {
  const dot = name.lastIndexOf('.');
  const first = name.charCodeAt(0);
  if (dot <= 0 || first === dotCode || !postEndings.includes(name.slice(dot).toLowerCase())) return false;
  return first !== lineCode || !name.toLowerCase().startsWith('_index.');
}

const dotCode = '.'.charCodeAt(0);
const lineCode = '_'.charCodeAt(0);

/** The place where new posts or pages go. */
export function newPlace(layout: Layout, kind: PostKind): Place {
  const fitting = layout.places.filter((place) => place.kind === kind && place.isDrafts !== true);
  return fitting.find((place) => place.isFlat !== true) ?? fitting[0] ?? { folder: `${kind}s`, kind };
}

/** True for the copies that Dropbox, Nextcloud and Syncthing make when two machines changed one file. */
export function isConflictCopy(id: PostId): boolean {
  return /\([^()]*conflicted copy[^()]*\)|\.sync-conflict-\d{8}-/i.test(id.slice(id.lastIndexOf('/') + 1));
}
