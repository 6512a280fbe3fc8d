import type { BulkChange, BulkDone, BulkItem, PatternBroken, UndoMissing } from '../../common/contract/bulk.ts';
import type {
  DraftComparison,
  Revision,
  RevisionMissing,
  RevisionText,
  SlugTaken,
  TrashedPost,
  TrashMissing,
} from '../../common/contract/history.ts';
import type {
  BadPostId,
  ChangedOutside,
  OpenDraft,
  OutOfStep,
  PostList,
  PostMissing,
  SaveState,
} from '../../common/contract/posts.ts';
import type { SearchAnswer } from '../../common/contract/search.ts';
import type {
  LayoutName,
  LayoutQuestion,
  ReadOnlySite,
  SettingsBroken,
  WriteFailed,
} from '../../common/contract/site.ts';
import type { MatterChanges, PostId, PostKind, PostMatter, PostSummary, TextChange } from '../../common/post.ts';
import type { Result } from '../../common/result.ts';
import type { SiteSettings } from '../../common/site-settings.ts';
import type { NewSettings } from './settings-file.ts';

/** Everything an author wrote in one site folder: posts, pages, settings, and the drafts being written. */
export interface Library {
  /** Absolute, symbolic links resolved. */
  readonly folder: string;
  /** This site's sub-folder of the application's data: journal, revisions, index, trash. */
  readonly dataFolder: string;
  /** Set when another program holds the folder; then every write answers `read-only`. */
  readonly readOnly?: { readonly holder: string } | undefined;

  /** Whose folder this is: Offprint's own, or that of the program it was made for, which then opens as it is. */
  readonly layout: LayoutName;

  /** What the folder does not tell of itself, until the author has answered. */
  readonly question?: LayoutQuestion | undefined;
  /** Keeps the answer in the settings; it holds from the next opening on. */
  answerLayout(
    name: LayoutName,
    postFolders: readonly string[],
  ): Promise<Result<SiteSettings, WriteFailed | ReadOnlySite | SettingsBroken>>;

  settings(): SiteSettings;
  changeSettings(changes: NewSettings): Promise<Result<SiteSettings, WriteFailed | ReadOnlySite | SettingsBroken>>;

  /**
   * Everything as it is on the disk now; `forShow` trusts the watch on the folder instead of looking at every file, and what changed
   * a moment ago may be missing in it. `listener` hears of what had to be read for it, so that it need not be read again.
   */
  list(options?: { readonly forShow?: boolean; readonly listener?: ListListener }): Promise<PostList>;
  /** The post as the author sees it now: text of an open draft where there is one, else of the file. */
  read(id: PostId): Promise<Result<Post, PostMissing | BadPostId>>;
  /**
   * Like `read`, of listed posts, in the order of their ids; undefined for one that cannot be read. At half of what `read` costs for
   * those that lie as they were listed.
   */
  readPosts(ids: readonly PostId[]): Promise<readonly (Post | undefined)[]>;
  /**
   * Texts of listed posts as the author sees them now, without front matter, in the order of their ids; undefined for one that
   * cannot be read. At a fraction of what `read` costs.
   */
  readBodies(ids: readonly PostId[]): Promise<readonly (string | undefined)[]>;
  create(kind: PostKind, title: string): Promise<Result<PostSummary, WriteFailed | ReadOnlySite>>;
  /** Makes a draft with the same text. */
  duplicate(id: PostId): Promise<Result<PostSummary, PostMissing | BadPostId | WriteFailed | ReadOnlySite>>;
  /** Changes a post's slug: its file moves, its history with it; `oldAddress` is added to its former addresses. */
  rename(
    id: PostId,
    slug: string,
    oldAddress?: string,
  ): Promise<Result<PostSummary, PostMissing | BadPostId | SlugTaken | WriteFailed | ReadOnlySite>>;
  trash(id: PostId): Promise<Result<void, PostMissing | BadPostId | WriteFailed | ReadOnlySite>>;
  /** Deleted posts, latest first; forgotten after 30 days. */
  trashed(): Promise<readonly TrashedPost[]>;
  restoreTrashed(key: string): Promise<Result<PostSummary, TrashMissing | WriteFailed | ReadOnlySite>>;

  /** Posts that hold these words, best first; see `posts.search`. */
  search(query: string, limit: number, isPatient: boolean): Promise<SearchAnswer>;

  /** What a change of many posts would do; see `bulk.preview`, `bulk.apply` and `bulk.undo`. */
  previewBulk(change: BulkChange): Promise<Result<readonly BulkItem[], PatternBroken>>;
  applyBulk(change: BulkChange, ids: readonly PostId[]): Promise<Result<BulkDone, PatternBroken | ReadOnlySite>>;
  undoBulk(undo: string): Promise<Result<BulkDone, UndoMissing | ReadOnlySite>>;

  /** Kept versions of a post, latest first. */
  revisions(id: PostId): Promise<Result<readonly Revision[], BadPostId>>;
  revision(id: PostId, revision: string): Promise<Result<RevisionText, BadPostId | RevisionMissing>>;
  /** Makes a version the post's text; what it was becomes a version. Brings back a post that is gone. */
  restoreRevision(
    id: PostId,
    revision: string,
  ): Promise<Result<OpenDraft, PostMissing | BadPostId | RevisionMissing | WriteFailed | ReadOnlySite>>;
  /** Both texts of a draft whose file was changed in the same place. */
  compareDraft(id: PostId): Promise<Result<DraftComparison, PostMissing | BadPostId>>;
  /** Goes on with one of both, or with `body`; what is not gone on with becomes a version. See `drafts.resolve`. */
  resolveDraft(
    id: PostId,
    keep: 'mine' | 'theirs',
    body?: string,
  ): Promise<Result<OpenDraft, PostMissing | BadPostId | WriteFailed | ReadOnlySite>>;

  openDraft(id: PostId): Promise<Result<OpenDraft, PostMissing | BadPostId>>;
  editDraft(edit: DraftEdit): Promise<Result<DraftEdited, DraftEditFailure>>;
  saveDraft(id: PostId): Promise<Result<SaveState, PostMissing | BadPostId>>;
  revertDraft(id: PostId): Promise<Result<OpenDraft, PostMissing | BadPostId | WriteFailed | ReadOnlySite>>;

  /** Writes every draft; answers the first failure. */
  saveAll(): Promise<Result<void, WriteFailed | ReadOnlySite | ChangedOutside>>;
  /** Saves, stops watching, gives the folder back. */
  close(): Promise<void>;
}

/** Hears what is found while a list is made. */
export interface ListListener {
  /** How many files lie in places for posts; comes first, and not at all where nothing had to be looked at. */
  readonly found: (files: number) => void;
  /** Posts whose files were read because they are new or have changed, a few at a time. */
  readonly read: (posts: readonly Post[]) => void;
}

/** One post, whole. */
export interface Post {
  readonly summary: PostSummary;
  /** Markdown without front matter, `\n` line ends. */
  readonly body: string;
  /** Front matter keys that Offprint gives no meaning, for themes and other programs. */
  readonly otherKeys: Readonly<Record<string, unknown>>;
}

/** One step of writing. */
export interface DraftEdit {
  readonly id: PostId;
  readonly sequence: number;
  readonly changes: readonly TextChange[];
  readonly matter?: MatterChanges;
}

/** What the host has after an edit. */
export interface DraftEdited {
  readonly sequence: number;
  readonly matter: PostMatter;
}

/** Why an edit was not recorded. */
export type DraftEditFailure = PostMissing | BadPostId | OutOfStep | WriteFailed | ReadOnlySite;

/** What the library tells its owner unasked. */
export type LibraryEvent =
  | { readonly kind: 'posts-changed' }
  | { readonly kind: 'settings-changed' }
  /** The program that held the folder has ended, and this one writes now. */
  | { readonly kind: 'became-writer' }
  | { readonly kind: 'renamed'; readonly from: PostId; readonly to: PostId }
  | { readonly kind: 'save-state'; readonly id: PostId; readonly sequence: number; readonly saveState: SaveState }
  | {
      readonly kind: 'changed-outside';
      readonly id: PostId;
      readonly body: string;
      readonly matter: PostMatter;
      readonly sequence: number;
    };
