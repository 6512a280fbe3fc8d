import type { WordsProblem } from '../media-words.ts';
import type { PostId, TextChange } from '../post.ts';

/** Something in a post's text that the author would want to know before readers do. Offsets in UTF-16 units. */
export type TextFinding = FindingPlace & FindingKind;

interface FindingPlace {
  readonly from: number;
  readonly to: number;
  /** Changes that put it right, where that is certain. */
  readonly fix?: readonly TextChange[];
  /** Where the author has to write, when that is less than the whole place. */
  readonly write?: { readonly from: number; readonly to: number };
}

/** What was found; `kind` picks the sentence. */
export type FindingKind =
  | { readonly kind: 'repeated-word'; readonly word: string }
  | { readonly kind: 'skipped-heading'; readonly level: number; readonly expected: number }
  | { readonly kind: 'unclosed-fence' }
  | { readonly kind: 'duplicate-footnote'; readonly label: string }
  | { readonly kind: 'missing-footnote'; readonly label: string }
  | { readonly kind: 'unused-footnote'; readonly label: string }
  | { readonly kind: 'picture-words'; readonly problem: WordsProblem }
  | { readonly kind: 'missing-file'; readonly path: string }
  | { readonly kind: 'empty-link' }
  | { readonly kind: 'broken-link'; readonly target: string }
  /** `title` is the post that has no such heading; absent for the text's own. */
  | { readonly kind: 'broken-anchor'; readonly anchor: string; readonly title?: string }
  | { readonly kind: 'link-to-draft'; readonly title: string }
  | { readonly kind: 'unfinished'; readonly word: string };

/** What the checks ask about the rest of the blog. An answer of `unknown` is never a finding. */
export interface CheckSurroundings {
  readonly postId: PostId;
  /** The post that a link to a file (`posts/a.md`), or `[[a title]]`, means. */
  readonly findPost: (target: string, form: 'file' | 'name') => LinkedPost | undefined | 'unknown';
  /** Whether another post can be reached at this anchor, as `textAnchors` knows it. */
  readonly hasAnchor: (postId: PostId, anchor: string) => boolean | 'unknown';
  /** Whether a file of the site is there, by its path inside the site folder. */
  readonly hasFile: (path: string) => boolean | 'unknown';
  /** The path, as posts address it from the top, of the only file with this name; undefined for none and for several. */
  readonly findFile: (name: string) => string | undefined;
}

/** A post that is linked to. */
export interface LinkedPost {
  readonly id: PostId;
  readonly title: string;
  readonly isDraft: boolean;
}
