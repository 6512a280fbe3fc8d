/** What an import did, said so that an author can check it against what she had. */
export interface ImportReport {
  /** The file or folder that was read. */
  readonly source: string;
  /** The site folder it went to. */
  readonly folder: string;
  /** True when nothing was written. */
  readonly isDryRun: boolean;
  readonly counts: readonly ImportCount[];
  /** Posts and pages, in the order of the source. */
  readonly entries: readonly ImportedEntry[];
  readonly missingMedia: readonly MissingMedia[];
  /** Ill-formed places of the source that were read past. */
  readonly problems: readonly { readonly line: number; readonly reason: string }[];
}

/** One kind of thing, counted on both sides. */
export interface ImportCount {
  readonly what: 'posts' | 'pages' | 'comments' | 'pingbacks' | 'categories' | 'tags' | 'media' | 'menus' | 'other';
  readonly inSource: number;
  readonly imported: number;
}

/** What became of one post or page. */
export interface ImportedEntry {
  readonly title: string;
  readonly kind: 'post' | 'page';
  /** As the source called it: `publish`, `draft`, `private`. */
  readonly sourceStatus: string;
  readonly status: 'draft' | 'scheduled' | 'published' | 'trashed';
  /** Path inside the site folder. */
  readonly file: string;
  /** Address it keeps, when it had one. */
  readonly address?: string;
  readonly outcome: 'new' | 'updated' | 'unchanged' | 'kept-edited' | 'kept-removed' | 'failed';
  readonly comments: number;
  /** What was made different on purpose. */
  readonly changed: readonly ImportNote[];
  /** What the author should look at. */
  readonly look: readonly ImportNote[];
}

/** A remark about one entry. `detail` is the thing it is about: a shortcode's name, an address, a field. */
export interface ImportNote {
  readonly note:
    | 'status-private'
    | 'status-password'
    | 'status-pending'
    | 'cut'
    | 'unknown-shortcode'
    | 'missing-media'
    | 'address-changed'
    | 'slug-made'
    | 'title-empty'
    | 'unknown-type'
    | 'write-failed';
  readonly detail: string;
}

/** A picture or file that the text names and that was not found. */
export interface MissingMedia {
  readonly url: string;
  readonly usedBy: readonly string[];
}
