import type { PostId, PostMatter, PostSummary } from '../post.ts';
import type { Failure } from '../result.ts';
import { nothing, oneOf, optional, record, text } from '../validate.ts';
import type { Call, Checks } from './call.ts';
import type { BadPostId, OpenDraft, PostMissing } from './posts.ts';
import type { NoSiteOpen, ReadOnlySite, WriteFailed } from './site.ts';

/** One kept version of a post. */
export interface Revision {
  /** Names the version; the same content has the same name. */
  readonly revision: string;
  /** UTC milliseconds at which the next version took its place. */
  readonly keptMs: number;
  /** Why it was kept: replaced by a save, found on the disk, given up by the author, put in the trash. */
  readonly reason: 'saved' | 'changed-outside' | 'dropped' | 'trashed';
  /** In bytes. */
  readonly size: number;
}

/** What a version says, to be compared with the post as it is. */
export interface RevisionText {
  readonly body: string;
  readonly matter: PostMatter;
}

/** A deleted post that can be brought back. */
export interface TrashedPost {
  /** Names it in the trash; sorts by time. */
  readonly key: string;
  /** Where it was. */
  readonly id: PostId;
  readonly title: string;
  /** UTC milliseconds. */
  readonly trashedMs: number;
}

/** Two texts of one post that could not be put together: what is being written here, and what the file holds. */
export interface DraftComparison {
  readonly mine: RevisionText;
  readonly theirs: RevisionText;
  /** The text piece by piece; empty when one side's header cannot be read, so that there is only one whole against the other. */
  readonly pieces: readonly MergePiece[];
  /** True when both gave a header key different values: then those of the side to keep are taken. */
  readonly isMatterDisputed: boolean;
}

/** A piece of two texts: one on which both agree or that only one changed, or one to choose from. Whole lines, `\n` line ends. */
export type MergePiece =
  | { readonly kind: 'agreed'; readonly text: string }
  | { readonly kind: 'disputed'; readonly mine: string; readonly theirs: string };

/** No such version is kept any more. */
export interface RevisionMissing extends Failure {
  readonly kind: 'revision-missing';
  readonly id: PostId;
}

/** The trash has no such post any more. */
export interface TrashMissing extends Failure {
  readonly kind: 'trash-missing';
  readonly key: string;
}

/** Another post has this name. */
export interface SlugTaken extends Failure {
  readonly kind: 'slug-taken';
  readonly slug: string;
}

type Closed = NoSiteOpen | PostMissing | BadPostId;
type Unwritten = WriteFailed | ReadOnlySite;

/** Calls about what posts were, and about bringing it back. */
export interface HistoryCalls {
  /** Kept versions of a post, latest first. Also for a post that is gone. */
  'revisions.list': Call<{ readonly id: PostId }, readonly Revision[], NoSiteOpen | BadPostId>;
  'revisions.read': Call<
    { readonly id: PostId; readonly revision: string },
    RevisionText,
    NoSiteOpen | BadPostId | RevisionMissing
  >;
  /** Makes a version the post's text; what it was becomes a version too. Brings back a post that is gone. */
  'revisions.restore': Call<
    { readonly id: PostId; readonly revision: string },
    OpenDraft,
    Closed | RevisionMissing | Unwritten
  >;
  /** Both texts after `changed-outside`. */
  'drafts.compare': Call<{ readonly id: PostId }, DraftComparison, Closed>;
  /**
   * Goes on with one of both texts; the other becomes a version. With `body`, goes on with that text, chosen piece by piece, and
   * both others become versions; header keys that both changed are then those of `keep`.
   */
  'drafts.resolve': Call<
    { readonly id: PostId; readonly keep: 'mine' | 'theirs'; readonly body?: string | undefined },
    OpenDraft,
    Closed | Unwritten
  >;
  /** Deleted posts, latest first. They stay for 30 days. */
  'trash.list': Call<void, readonly TrashedPost[], NoSiteOpen>;
  /** Puts a post back where it was, or beside what is there now. */
  'trash.restore': Call<{ readonly key: string }, PostSummary, NoSiteOpen | TrashMissing | Unwritten>;
  /** Makes a draft with the same text. */
  'posts.duplicate': Call<{ readonly id: PostId }, PostSummary, Closed | Unwritten>;
  /** Changes a post's slug: moves its file, keeps its history, and lets its old address lead to the new one. */
  'posts.rename': Call<{ readonly id: PostId; readonly slug: string }, PostSummary, Closed | SlugTaken | Unwritten>;
}

const id = text({ minLength: 1, maxLength: 1_000 });
const revision = text({ minLength: 64, maxLength: 64 });

/** Argument checks of `HistoryCalls`. */
export const historyChecks: Checks<HistoryCalls> = {
  'revisions.list': record({ id }),
  'revisions.read': record({ id, revision }),
  'revisions.restore': record({ id, revision }),
  'drafts.compare': record({ id }),
  'drafts.resolve': record({ id, keep: oneOf('mine', 'theirs'), body: optional(text({ maxLength: 20_000_000 })) }),
  'trash.list': nothing,
  'trash.restore': record({ key: text({ minLength: 1, maxLength: 100 }) }),
  'posts.duplicate': record({ id }),
  'posts.rename': record({ id, slug: text({ minLength: 1, maxLength: 500 }) }),
};
