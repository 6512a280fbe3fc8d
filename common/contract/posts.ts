import type {
  MatterChanges,
  PostId,
  PostMatter,
  PostProblem,
  PostSummary,
  TextChange,
  UnreadableFile,
} from '../post.ts';
import type { Failure } from '../result.ts';
import { type Check, flag, integer, list, nothing, oneOf, optional, orNull, record, text } from '../validate.ts';
import type { Call, Checks } from './call.ts';
import type { NoSiteOpen, ReadOnlySite, WriteFailed } from './site.ts';

/** Everything in the library, newest first, and what could not be read. */
export interface PostList {
  readonly posts: readonly PostSummary[];
  readonly unreadable: readonly UnreadableFile[];
}

/** A post opened for writing. */
export interface OpenDraft {
  readonly id: PostId;
  /** The text without its front matter, line ends as `\n`. When the header is broken: the whole file. */
  readonly body: string;
  readonly matter: PostMatter;
  readonly problem?: PostProblem;
  /** Number of the last edit the host has; the next one is `sequence + 1`. */
  readonly sequence: number;
  readonly saveState: SaveState;
  /** Set when text was brought back from the journal after a crash; `fileBody` is what the file itself holds. */
  readonly recovered?: { readonly fileBody: string };
}

/** `failed` keeps the text in memory and journal; `reason` is a failure's kind and data, to be shown at once. */
export type SaveState =
  | { readonly kind: 'saved' }
  | { readonly kind: 'unsaved' }
  | { readonly kind: 'failed'; readonly failure: WriteFailed | ReadOnlySite | ChangedOutside };

/** No post has this id. */
export interface PostMissing extends Failure {
  readonly kind: 'post-missing';
  readonly id: PostId;
}

/** An edit arrived out of order; the page opens the draft again. */
export interface OutOfStep extends Failure {
  readonly kind: 'out-of-step';
  readonly expected: number;
}

/** The file was changed by another program in the same place as here; both texts are kept. */
export interface ChangedOutside extends Failure {
  readonly kind: 'changed-outside';
  readonly id: PostId;
}

/** The id names no place where a post may lie. */
export interface BadPostId extends Failure {
  readonly kind: 'bad-post-id';
  readonly id: PostId;
}

type Closed = NoSiteOpen | PostMissing | BadPostId;

/** Calls about posts: the list, and the draft being written. */
export interface PostCalls {
  /** All posts and pages. */
  'posts.list': Call<void, PostList, NoSiteOpen>;
  /** Makes a new draft with a file of its own. The file's name follows the title, made unique. */
  'posts.create': Call<
    { readonly kind: 'post' | 'page'; readonly title: string },
    PostSummary,
    NoSiteOpen | WriteFailed | ReadOnlySite
  >;
  /** Moves a post to the trash folder of the application's data; it can be brought back. */
  'posts.trash': Call<{ readonly id: PostId }, void, Closed | WriteFailed | ReadOnlySite>;
  /** Places in a post's text that links may lead to, as the checks know them. */
  'posts.anchors': Call<{ readonly id: PostId }, readonly string[], Closed>;
  /** Opens a post for writing, with what the journal still holds of it. */
  'drafts.open': Call<{ readonly id: PostId }, OpenDraft, Closed>;
  /** Records an edit in the journal; answered when it is written there. At most one call a frame. */
  'drafts.edit': Call<
    {
      readonly id: PostId;
      readonly sequence: number;
      readonly changes: readonly TextChange[];
      readonly matter?: MatterChanges;
    },
    { readonly sequence: number; readonly matter: PostMatter },
    Closed | OutOfStep | WriteFailed | ReadOnlySite
  >;
  /** Writes the draft to its file now (on blur, close and publish); answered when it is durable. */
  'drafts.save': Call<{ readonly id: PostId }, SaveState, Closed>;
  /** Drops what was recovered after a crash and goes back to the file; the dropped text is kept as a revision. */
  'drafts.revertToFile': Call<{ readonly id: PostId }, OpenDraft, Closed | WriteFailed | ReadOnlySite>;
}

/** Events about posts. */
export interface PostEvents {
  /** The list is no longer what it was. */
  'posts.changed': Record<string, never>;
  /** A post's file has another name now; an open draft of it goes on under `to`. */
  'posts.renamed': { readonly from: PostId; readonly to: PostId };
  /** A draft was written, failed to be written, or was edited. */
  'drafts.saveStateChanged': { readonly id: PostId; readonly sequence: number; readonly saveState: SaveState };
  /** Another program, or the program itself, changed an open draft: it is now `body` at `sequence`. */
  'drafts.changedOutside': {
    readonly id: PostId;
    readonly body: string;
    readonly matter: PostMatter;
    readonly sequence: number;
  };
}

const postId = text({ minLength: 1, maxLength: 1_000 });
const maxTextLength = 20_000_000;

const textChange: Check<TextChange> = record({
  from: integer(0),
  to: integer(0),
  insert: text({ maxLength: maxTextLength }),
});

const matterChanges: Check<MatterChanges> = record({
  title: optional(orNull(text({ maxLength: 2_000 }))),
  draft: optional(orNull(flag)),
  date: optional(orNull(text({ maxLength: 100 }))),
  updated: optional(orNull(text({ maxLength: 100 }))),
  slug: optional(orNull(text({ maxLength: 500 }))),
  permalink: optional(orNull(text({ maxLength: 1_000 }))),
  description: optional(orNull(text({ maxLength: 10_000 }))),
  categories: optional(orNull(list(text({ maxLength: 500 })))),
  tags: optional(orNull(list(text({ maxLength: 200 })))),
  cover: optional(
    orNull(
      record({
        src: text({ maxLength: 2_000 }),
        alt: optional(text({ maxLength: 2_000 })),
        caption: optional(text({ maxLength: 5_000 })),
        credit: optional(text({ maxLength: 1_000 })),
      }),
    ),
  ),
  aliases: optional(orNull(list(text({ maxLength: 1_000 })))),
  author: optional(orNull(text({ maxLength: 300 }))),
  language: optional(orNull(text({ maxLength: 40 }))),
  comments: optional(orNull(flag)),
  series: optional(orNull(text({ maxLength: 300 }))),
  weight: optional(orNull(integer(-1_000_000, 1_000_000))),
});

/** Argument checks of `PostCalls`. */
export const postChecks: Checks<PostCalls> = {
  'posts.list': nothing,
  'posts.create': record({ kind: oneOf('post', 'page'), title: text({ maxLength: 2_000 }) }),
  'posts.trash': record({ id: postId }),
  'posts.anchors': record({ id: postId }),
  'drafts.open': record({ id: postId }),
  'drafts.edit': record({
    id: postId,
    sequence: integer(1),
    changes: list(textChange, 10_000),
    matter: optional(matterChanges),
  }),
  'drafts.save': record({ id: postId }),
  'drafts.revertToFile': record({ id: postId }),
};
