import type { ProblemReason } from './problem-reason.ts';

/**
 * What a post is, to everyone: the page, the library, the site build and the publisher. A post is one Markdown file with
 * front matter; nothing here knows about files beyond the `PostId`.
 */

/** Path of the post's file inside the site folder, with forward slashes: `posts/on-the-train.md`. */
export type PostId = string;

/** A post belongs to the stream of the blog; a page stands on its own (`/about/`). */
export type PostKind = 'post' | 'page';

/** `scheduled` is a post that is no draft and whose date is still ahead. */
export type PostStatus = 'draft' | 'scheduled' | 'published';

/** The picture that stands for a post. `src` is written like any picture's address in Markdown. */
export interface Cover {
  readonly src: string;
  readonly alt?: string;
  readonly caption?: string;
  readonly credit?: string;
}

/** What Offprint understands of a post's front matter. Unknown keys stay in the file and are not listed here. */
export interface PostMatter {
  readonly title: string;
  readonly draft: boolean;
  /** As written in the file: its form and zone are the author's. Parsed by `parsePostDate`. */
  readonly date?: string;
  readonly updated?: string;
  /** Last part of the address; made from the file's name when absent. */
  readonly slug?: string;
  /** A whole address of its own, `/about-me/`, instead of the permalink pattern. */
  readonly permalink?: string;
  readonly description?: string;
  /** Paths in the category tree, `Travel/Norway`. */
  readonly categories: readonly string[];
  readonly tags: readonly string[];
  readonly cover?: Cover;
  /** Former addresses, each answered with a redirect. */
  readonly aliases: readonly string[];
  readonly author?: string;
  readonly language?: string;
  /** Whether new comments are invited; default: as the site's settings say. */
  readonly comments?: boolean;
  readonly series?: string;
  readonly weight?: number;
}

/** Why a post's file could not be understood. `line` counts from 1 in the whole file. */
export interface PostProblem {
  readonly kind: 'front-matter' | 'unreadable' | 'encoding' | 'too-large';
  readonly reason: ProblemReason;
  readonly line?: number;
}

/** A row of the post list. */
export interface PostSummary {
  readonly id: PostId;
  readonly kind: PostKind;
  readonly status: PostStatus;
  readonly slug: string;
  readonly matter: PostMatter;
  /** UTC milliseconds of `matter.date` in the site's zone, when it is a date. */
  readonly dateMs?: number;
  /** UTC milliseconds of the file's last change. */
  readonly changedMs: number;
  /** First words of the text, for the list. */
  readonly excerpt: string;
  /** Another one whenever text or front matter say something else: the site build reads only posts whose version is new to it. */
  readonly version?: string;
  /** Set when the file is listed but cannot be published as it is. */
  readonly problem?: PostProblem;
}

/** A file in a place for posts that cannot be a post, listed so that it is not silently left out. */
export interface UnreadableFile {
  readonly id: PostId;
  readonly problem: PostProblem;
}

/** A replacement of `[from, to)` by `insert`; offsets in UTF-16 units of the text before the whole edit, `\n` line ends. */
export interface TextChange {
  readonly from: number;
  readonly to: number;
  readonly insert: string;
}

/** New values of front-matter keys; null takes the key out, a key not named stays as it is, byte for byte. */
export type MatterChanges = {
  readonly [Key in keyof PostMatter]?: PostMatter[Key] | null;
};
