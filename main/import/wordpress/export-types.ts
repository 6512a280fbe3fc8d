/**
 * What a WordPress export (WXR 1.0 to 1.2) says, item by item, as WordPress wrote it: nothing is interpreted, converted or
 * dropped here. Dates are WordPress's own `YYYY-MM-DD hh:mm:ss` or `0000-00-00 00:00:00`.
 */
export interface ExportItem {
  /** WordPress's own number, unique in the export. */
  readonly id: number;
  /** `post`, `page`, `attachment`, `nav_menu_item`, or a plugin's type. */
  readonly type: string;
  /** `publish`, `draft`, `pending`, `private`, `future`, `trash`, `inherit`, `auto-draft`. */
  readonly status: string;
  readonly title: string;
  readonly link: string;
  readonly guid: string;
  /** Login name of the author. */
  readonly creator: string;
  readonly content: string;
  readonly excerpt: string;
  /** In the blog's own zone. */
  readonly date: string;
  readonly dateGmt: string;
  readonly modified: string;
  readonly modifiedGmt: string;
  readonly areCommentsOpen: boolean;
  /** The slug, percent-encoded as WordPress had it. */
  readonly name: string;
  readonly parent: number;
  readonly menuOrder: number;
  readonly password: string;
  readonly isSticky: boolean;
  /** Address of the file, for attachments. */
  readonly attachmentUrl: string;
  readonly terms: readonly ItemTerm[];
  readonly meta: readonly ItemMeta[];
  readonly comments: readonly ExportComment[];
  /** Line of the export where the item begins, from 1. */
  readonly line: number;
  /** True when the export ends inside this item. */
  readonly isCut: boolean;
}

/** A category, tag or custom term on an item. */
export interface ItemTerm {
  /** `category`, `post_tag`, `post_format`, or a plugin's taxonomy. */
  readonly taxonomy: string;
  readonly slug: string;
  readonly name: string;
}

/** A custom field. Values can be serialized PHP; they are text here and never evaluated. */
export interface ItemMeta {
  readonly key: string;
  readonly value: string;
}

/** A comment, pingback or trackback. */
export interface ExportComment {
  readonly id: number;
  readonly parent: number;
  readonly author: string;
  readonly email: string;
  readonly url: string;
  readonly date: string;
  readonly dateGmt: string;
  readonly content: string;
  /** `1` approved, `0` waiting, `spam`, `trash`. */
  readonly approved: string;
  /** `comment` or empty, `pingback`, `trackback`. */
  readonly type: string;
}

/** What the export says about the whole blog. */
export interface ExportBlog {
  readonly title: string;
  readonly description: string;
  readonly language: string;
  /** Address of the blog's home. */
  readonly url: string;
  /** Address of the WordPress installation, where it differs. */
  readonly siteUrl: string;
  readonly version: string;
  readonly authors: readonly ExportAuthor[];
  readonly terms: readonly ExportTerm[];
}

/** Somebody who wrote in the blog. */
export interface ExportAuthor {
  readonly login: string;
  readonly name: string;
  readonly email: string;
}

/** A category, tag or custom term of the blog; `parent` is the slug of the one above it, or empty. */
export interface ExportTerm {
  /** WordPress's own number; 0 when the export does not tell. */
  readonly id: number;
  readonly taxonomy: string;
  readonly slug: string;
  readonly name: string;
  readonly parent: string;
  readonly description: string;
}

/** Something ill-formed that was read past. `line` counts from 1. */
export interface ExportProblem {
  readonly line: number;
  readonly reason: string;
}
