/** What is brought in: an export, another program's folder, or a saved page. */
export type ImportKind =
  | 'wordpress'
  | 'hugo'
  | 'jekyll'
  | 'hexo'
  | 'eleventy'
  | 'astro'
  | 'ghost'
  | 'medium'
  | 'markdown'
  | 'html'
  | 'web-page';

/** What an import did, said so that an author can check it against what she had. */
export interface ImportReport {
  readonly kind: ImportKind;
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
  /** Former addresses that lead on now, besides those that posts name themselves. */
  readonly redirects: number;
  /** Pictures and files that were fetched from the old blog. */
  readonly fetched: number;
  /** Ill-formed places of the source that were read past. */
  readonly problems: readonly { readonly line: number; readonly reason: string }[];
}

/** One kind of thing, counted on both sides. */
export interface ImportCount {
  readonly what:
    | 'posts'
    | 'pages'
    | 'comments'
    | 'pingbacks'
    | 'categories'
    | 'tags'
    | 'terms'
    | 'media'
    | 'menus'
    | 'data';
  readonly inSource: number;
  readonly imported: number;
}

/** What became of one post or page. */
export interface ImportedEntry {
  readonly title: string;
  readonly kind: 'post' | 'page';
  /** As the source called it: `publish`, `draft`, `private`; empty where it has no word for it. */
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
    | 'empty-block'
    | 'script-removed'
    | 'include-missing'
    | 'component-kept'
    | 'front-matter-broken'
    | 'date-missing'
    | 'missing-media'
    | 'embedded-picture'
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
  /** Files of posts; empty for what lies in the old blog's library and no post shows. */
  readonly usedBy: readonly string[];
  /** Set when it was tried to fetch it. */
  readonly problem?: FetchProblem;
}

/** Why a missing file was not fetched: the address is not public, it is not there, it is no kind of file that is published, it is too large, or the network failed. */
export type FetchProblem = 'refused' | 'not-found' | 'wrong-type' | 'too-large' | 'unreachable';
