import type { WordsProblem } from '../media-words.ts';
import type { PostId } from '../post.ts';
import { type Failure, fail, ok } from '../result.ts';
import { type Check, flag, nothing, optional, record, text } from '../validate.ts';
import type { Call, Checks } from './call.ts';
import { type IntakeGone, intakeName, type MediaIntakeCalls, mediaIntakeChecks } from './media-intake.ts';
import type { NoSiteOpen, ReadOnlySite, WriteFailed } from './site.ts';

/** A file the program took in, or already had. */
export interface MediaItem {
  /** Path inside the site folder, forward slashes: `media/2026/11/harbour.jpg`. */
  readonly path: string;
  /** How the post it was taken for writes it, `/media/2026/11/harbour.jpg`; absent in lists, see `MediaList.tops`. */
  readonly address?: string;
  readonly kind: 'image' | 'audio' | 'video' | 'document';
  /** As found in the content, `image/jpeg`. */
  readonly type: string;
  readonly size: number;
  /** In pixels, as shown (orientation applied); images only. */
  readonly width?: number;
  readonly height?: number;
  /** Set for pictures that move, in lists: they are published whole, so that turning and cropping would change nothing. */
  readonly isAnimated?: boolean;
  /** Set when the site had this content already and nothing was written. */
  readonly isKnown?: boolean;
  /** Words the same picture has where it is used already, to be proposed again. */
  readonly words?: PictureWords;
}

/** What stands at a picture. */
export interface PictureWords {
  readonly alt?: string;
  readonly caption?: string;
  readonly credit?: string;
}

/** How a picture is shown other than it is: turned first, then cropped. Kept as values; the file is never changed. */
export interface PictureEdit {
  /** Degrees, clockwise. */
  readonly turn?: 90 | 180 | 270;
  /** Shares of the turned picture, 0 to 1. */
  readonly crop?: { readonly left: number; readonly top: number; readonly width: number; readonly height: number };
  /** The point that stays in sight where a theme cuts the picture: shares of the turned picture, across and down. */
  readonly focus?: { readonly x: number; readonly y: number };
}

/** One place where a post or page names a file. `line` counts from 1 in the text; a cover has none. */
export interface MediaUse extends PictureWords {
  readonly postId: PostId;
  readonly title: string;
  readonly role: 'picture' | 'link' | 'cover';
  readonly line?: number;
  readonly problem?: WordsProblem;
}

/** A file of the library. */
export interface MediaEntry extends MediaItem {
  /** UTC milliseconds of its last change. */
  readonly changedMs: number;
  readonly uses: readonly MediaUse[];
  /** How the picture is shown, when it is not shown whole; its width and height are the file's. */
  readonly edit?: PictureEdit;
}

/** A file that posts name and that is not there. `movedTo` has the same content under another path. */
export interface MissingFile {
  readonly path: string;
  readonly uses: readonly MediaUse[];
  readonly movedTo?: string;
}

/** Everything in the library of pictures and attachments, by path. */
export interface MediaList {
  readonly items: readonly MediaEntry[];
  readonly missing: readonly MissingFile[];
  /** Folders whose inside lies at the top of the published blog; `mediaAddress` makes addresses with them. */
  readonly tops: readonly string[];
}

/** What readers get of a file, and what they do not. Sizes in bytes. */
export interface MediaReceipt {
  readonly path: string;
  /** Kinds of what was taken out: `location`, `serial-number`, `camera`, `time`, `author`, `thumbnail`, and others. */
  readonly removed: readonly string[];
  readonly originalSize: number;
  readonly files: readonly {
    readonly type: string;
    readonly size: number;
    readonly width?: number;
    readonly height?: number;
  }[];
}

/** What a change of a file's path did. */
export interface MediaMoved {
  readonly path: string;
  /** Posts whose links were changed and saved. */
  readonly posts: readonly PostId[];
  /** What brings back content that was replaced. */
  readonly trashKey?: string;
}

/** A file in the trash of the application's data. */
export interface TrashedMedia {
  /** What brings it back. */
  readonly key: string;
  /** Where it was in the site folder. */
  readonly path: string;
  readonly size: number;
  /** UTC milliseconds; 0 when it is not known. */
  readonly trashedMs: number;
}

/** The bytes are no file that Offprint can publish; `reason` says which part was wrong. */
export interface MediaRefused extends Failure {
  readonly kind: 'media-refused';
  readonly name: string;
  readonly reason: 'empty' | 'unknown-type' | 'damaged' | 'too-large' | 'heic' | 'dangerous' | 'keeps-places';
}

/** No such file in the library. */
export interface MediaMissing extends Failure {
  readonly kind: 'media-missing';
  readonly path: string;
}

/** Posts name this file and would show nothing. */
export interface MediaInUse extends Failure {
  readonly kind: 'media-in-use';
  readonly path: string;
  readonly uses: readonly MediaUse[];
}

/** Another file has this name already. */
export interface MediaNameTaken extends Failure {
  readonly kind: 'media-name-taken';
  readonly path: string;
}

/** Some posts could not be changed; the file is still there under its old name as well, so nothing is broken. */
export interface LinksNotChanged extends Failure {
  readonly kind: 'links-not-changed';
  readonly path: string;
  readonly posts: readonly PostId[];
}

type MoveFailure = NoSiteOpen | MediaMissing | LinksNotChanged | WriteFailed | ReadOnlySite;

/** Calls about pictures and attachments. */
export interface MediaCalls extends MediaIntakeCalls {
  /** All files below `media/`, where each is used, and files that are named and missing. */
  'media.list': Call<void, MediaList, NoSiteOpen>;
  /** Where a file is used, by post. */
  'media.whereUsed': Call<{ readonly path: string }, readonly MediaUse[], NoSiteOpen>;
  /** Files that posts name and that are not there, with where they went if their content is still known. */
  'media.missing': Call<void, readonly MissingFile[], NoSiteOpen>;
  /** What is published of a file. Makes it when it was not made yet. */
  'media.receipt': Call<{ readonly path: string }, MediaReceipt, NoSiteOpen | MediaMissing>;
  /** Gives a file another name (without folder or ending) in the same folder; every link follows. */
  'media.rename': Call<{ readonly path: string; readonly name: string }, MediaMoved, MoveFailure | MediaNameTaken>;
  /** Puts a file whose bytes have come in another's place, everywhere it is used; the old content goes into the trash. */
  'media.replace': Call<
    { readonly path: string; readonly intake: string },
    MediaMoved,
    MoveFailure | IntakeGone | MediaRefused
  >;
  /** Moves a file to the trash of the application's data; refused while posts use it, unless `evenIfUsed`. */
  'media.trash': Call<
    { readonly path: string; readonly evenIfUsed?: boolean },
    { readonly key: string },
    NoSiteOpen | MediaMissing | MediaInUse | WriteFailed | ReadOnlySite
  >;
  /** Files in the trash, latest first. */
  'media.trashed': Call<void, readonly TrashedMedia[], NoSiteOpen>;
  /** Brings a file back from the trash, to its old path or beside the file that is there by now. */
  'media.restore': Call<
    { readonly key: string },
    { readonly path: string },
    NoSiteOpen | MediaMissing | WriteFailed | ReadOnlySite
  >;
  /** Turns and crops a picture wherever it is shown, and says what stays in sight; what is not given is taken back. */
  'media.edit': Call<
    {
      readonly path: string;
      readonly turn?: 90 | 180 | 270;
      readonly crop?: readonly [number, number, number, number];
      readonly focus?: readonly [number, number];
    },
    void,
    NoSiteOpen | MediaMissing | WriteFailed | ReadOnlySite
  >;
  /** Lets every link to `from` (usually missing) lead to the file `to`. */
  'media.relink': Call<{ readonly from: string; readonly to: string }, MediaMoved, MoveFailure>;
}

/** Events about pictures and attachments. */
export interface MediaEvents {
  /** Files, or how pictures are shown, are no longer what they were. */
  'media.changed': Record<string, never>;
}

const mediaPath = text({ minLength: 1, maxLength: 1_000 });

const quarterTurn: Check<90 | 180 | 270> = (value, path = '') =>
  value === 90 || value === 180 || value === 270
    ? ok(value)
    : fail({ kind: 'invalid-argument', path, expected: '90, 180 or 270' });

/** Left, top, width and height as shares that stay inside the picture. */
const cropShares: Check<readonly [number, number, number, number]> = (value, path = '') => {
  const shares: readonly unknown[] = Array.isArray(value) ? value : [];
  const [left, top, width, height] = shares.map((share) =>
    typeof share === 'number' && share >= 0 && share <= 1 ? share : Number.NaN,
  );
  const isInside =
    left !== undefined && top !== undefined && width !== undefined && height !== undefined && shares.length === 4;
  if (!isInside || !(width > 0.001 && height > 0.001 && left + width <= 1.0001 && top + height <= 1.0001)) {
    return fail({ kind: 'invalid-argument', path, expected: 'left, top, width and height inside the picture' });
  }
  return ok([left, top, width, height]);
};

/** Across and down, as shares of the picture. */
const focusShares: Check<readonly [number, number]> = (value, path = '') => {
  const [x, y, ...more]: readonly unknown[] = Array.isArray(value) ? value : [];
  const isShare = (share: unknown) => typeof share === 'number' && share >= 0 && share <= 1;
  return typeof x === 'number' && typeof y === 'number' && isShare(x) && isShare(y) && more.length === 0
    ? ok([x, y])
    : fail({ kind: 'invalid-argument', path, expected: 'two shares from 0 to 1' });
};

/** Argument checks of `MediaCalls`. */
export const mediaChecks: Checks<MediaCalls> = {
  ...mediaIntakeChecks,
  'media.list': nothing,
  'media.whereUsed': record({ path: mediaPath }),
  'media.missing': nothing,
  'media.receipt': record({ path: mediaPath }),
  'media.rename': record({ path: mediaPath, name: text({ minLength: 1, maxLength: 300 }) }),
  'media.replace': record({ path: mediaPath, intake: intakeName }),
  'media.trash': record({ path: mediaPath, evenIfUsed: optional(flag) }),
  'media.trashed': nothing,
  'media.restore': record({ key: text({ minLength: 1, maxLength: 200 }) }),
  'media.edit': record({
    path: mediaPath,
    turn: optional(quarterTurn),
    crop: optional(cropShares),
    focus: optional(focusShares),
  }),
  'media.relink': record({ from: mediaPath, to: mediaPath }),
};
