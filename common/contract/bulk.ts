import type { PostId } from '../post.ts';
import type { Failure } from '../result.ts';
import { type Check, either, flag, list, oneOf, orNull, record, text } from '../validate.ts';
import type { Call, Checks } from './call.ts';
import type { NoSiteOpen, ReadOnlySite } from './site.ts';

/** One change to many posts. */
export type BulkChange = TextReplacement | TermChange | LinkChange;

/** Finds and replaces in the texts (not in front matter). */
export interface TextReplacement {
  readonly kind: 'text';
  readonly find: string;
  /** In a regular expression `$1` stands for its first group, `$&` for all that was found. */
  readonly replace: string;
  /** `word` finds whole words only; `regex` is a JavaScript regular expression in which `^` and `$` are a line's ends. */
  readonly match: 'plain' | 'word' | 'regex';
  readonly isCaseSensitive: boolean;
}

/** Renames a tag or a category (with all below it); to one that is there already is a merge, to null takes it out. */
export interface TermChange {
  readonly kind: 'term';
  readonly taxonomy: 'tags' | 'categories';
  readonly from: string;
  readonly to: string | null;
}

/**
 * Gives links and pictures another address, and only those: words that look alike stay. What follows a `#` or `?` behind `from`
 * is kept.
 */
export interface LinkChange {
  readonly kind: 'link';
  readonly from: string;
  readonly to: string;
}

/** What a change would do to one post. */
export interface BulkItem {
  readonly id: PostId;
  readonly title: string;
  /** How many places change. */
  readonly count: number;
  /** The first few of them. */
  readonly samples: readonly BulkSample[];
}

/** One place before and after; `line` counts from 1 in the text, 0 is front matter. */
export interface BulkSample {
  readonly line: number;
  readonly before: string;
  readonly after: string;
}

/** What became of a change. */
export interface BulkDone {
  readonly changed: readonly PostId[];
  /** Posts that could not be written; they are as they were. */
  readonly failed: readonly PostId[];
  /** Takes the whole change back with `bulk.undo`. */
  readonly undo: string;
}

/** The regular expression is none, or takes too long on a post. */
export interface PatternBroken extends Failure {
  readonly kind: 'pattern-broken';
  readonly reason: 'invalid' | 'too-slow' | 'empty';
}

/** The change can no longer be taken back. */
export interface UndoMissing extends Failure {
  readonly kind: 'undo-missing';
}

/** Calls that change many posts as one step. */
export interface BulkCalls {
  /** What a change would do, without doing it. Posts that stay as they are are left out. */
  'bulk.preview': Call<{ readonly change: BulkChange }, readonly BulkItem[], NoSiteOpen | PatternBroken>;
  /** Does it to the posts chosen. Each post gets a version in its history. */
  'bulk.apply': Call<
    { readonly change: BulkChange; readonly ids: readonly PostId[] },
    BulkDone,
    NoSiteOpen | PatternBroken | ReadOnlySite
  >;
  /** Takes a change back in all posts that have not been written since. */
  'bulk.undo': Call<{ readonly undo: string }, BulkDone, NoSiteOpen | UndoMissing | ReadOnlySite>;
}

const termOrLink: Check<TermChange | LinkChange> = either<TermChange, LinkChange>(
  record({
    kind: oneOf('term'),
    taxonomy: oneOf('tags', 'categories'),
    from: text({ minLength: 1, maxLength: 500 }),
    to: orNull(text({ minLength: 1, maxLength: 500 })),
  }),
  record({
    kind: oneOf('link'),
    from: text({ minLength: 1, maxLength: 2_000 }),
    to: text({ minLength: 1, maxLength: 2_000 }),
  }),
);

const change: Check<BulkChange> = either<TextReplacement, TermChange | LinkChange>(
  record({
    kind: oneOf('text'),
    find: text({ maxLength: 10_000 }),
    replace: text({ maxLength: 100_000 }),
    match: oneOf('plain', 'word', 'regex'),
    isCaseSensitive: flag,
  }),
  termOrLink,
);

/** Argument checks of `BulkCalls`. */
export const bulkChecks: Checks<BulkCalls> = {
  'bulk.preview': record({ change }),
  'bulk.apply': record({ change, ids: list(text({ minLength: 1, maxLength: 1_000 }), 100_000) }),
  'bulk.undo': record({ undo: text({ maxLength: 100 }) }),
};
