/**
 * A finished build, described: every file of the site with its content's hash. Bytes are kept apart, under the hash, so
 * that a build can be sent, compared, put back and never changes while that happens.
 */
export interface Manifest {
  readonly version: 1;
  /** Sorted by path. */
  readonly files: readonly ManifestFile[];
}

/** One file of the finished site. */
export interface ManifestFile {
  /** Path below the site's root, forward slashes, no leading slash: `2026/11/on-the-train/index.html`. */
  readonly path: string;
  /** Lower-case hexadecimal. */
  readonly sha256: string;
  /** In bytes. */
  readonly size: number;
  readonly role: FileRole;
  /** Address of the page relative to the site's root, `/2026/11/on-the-train/`, for pages only. */
  readonly page?: PageDescription;
}

/** What an author calls this page. */
export interface PageDescription {
  readonly address: string;
  readonly title: string;
  /** The post or page it was made from; absent for lists and archives. */
  readonly postId?: string;
}

/** Decides the order of sending: hashed assets first, then posts, lists, feeds, and what only humans' tools ask for. */
export type FileRole = 'asset' | 'post' | 'list' | 'feed' | 'other';
