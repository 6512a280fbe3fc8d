import type { PostId } from '../post.ts';
import type { Failure } from '../result.ts';
import { bytes, integer, nothing, record, text } from '../validate.ts';
import type { Call, Checks } from './call.ts';
import type { MediaItem, MediaRefused } from './media.ts';
import type { NoSiteOpen, ReadOnlySite, WriteFailed } from './site.ts';

/** A file that was announced did not come in whole: a piece was lost, or nothing came for ten minutes. */
export interface IntakeGone extends Failure {
  readonly kind: 'intake-gone';
  readonly intake: string;
}

/** A file on its way into the site. */
export interface BegunMedia {
  /** Names it in the calls that bring its bytes. */
  readonly intake: string;
  /** As it will be, unless the site turns out to have its content already, or its place is taken meanwhile. */
  readonly item: MediaItem;
}

/** A file that was named in a text and had not come in whole when the program ended. */
export interface LostMedia {
  /** Where it would have been. */
  readonly path: string;
  /** As the author's computer calls it. */
  readonly name: string;
}

/** Largest file that is taken in, in bytes. */
export const maxMediaBytes = 2 * 1024 * 1024 * 1024;

/** Most bytes of a file that one call brings: memory is bounded by this, however large the file is. */
export const maxPieceBytes = 4 * 1024 * 1024;

/**
 * How a file comes in: announced, sent piece by piece, then taken. The same on every host; no message is large, and the place
 * of the file is known before its bytes have come.
 */
export interface MediaIntakeCalls {
  /**
   * Announces a file and answers where it will be, before its bytes have come: `name` is a hint for its new name, `size` is
   * in bytes, `head` are its first 4 kB or more. Then `media.add` brings all of it in order, and `media.take` or
   * `media.replace` ends it.
   */
  'media.begin': Call<
    { readonly name: string; readonly size: number; readonly head: Uint8Array; readonly postId: PostId },
    BegunMedia,
    NoSiteOpen | MediaRefused | WriteFailed | ReadOnlySite
  >;
  /** Brings the piece that begins at `from`. After a failure the file is forgotten. */
  'media.add': Call<
    { readonly intake: string; readonly from: number; readonly content: Uint8Array },
    void,
    NoSiteOpen | IntakeGone | MediaRefused | WriteFailed
  >;
  /** Takes a file whose bytes have come into the site, once per content, durably; answers where it lies. */
  'media.take': Call<
    { readonly intake: string },
    MediaItem,
    NoSiteOpen | IntakeGone | MediaRefused | WriteFailed | ReadOnlySite
  >;
  /** Gives up a file whose bytes could not be read to the end. */
  'media.stop': Call<{ readonly intake: string }, void, NoSiteOpen>;
  /** Files that were on their way when the program ended without its will. Each is answered once. */
  'media.lost': Call<void, readonly LostMedia[], NoSiteOpen>;
}

/** Check of an intake's name. */
export const intakeName = text({ minLength: 1, maxLength: 100 });

/** Argument checks of `MediaIntakeCalls`. */
export const mediaIntakeChecks: Checks<MediaIntakeCalls> = {
  'media.begin': record({
    name: text({ maxLength: 1_000 }),
    size: integer(0),
    head: bytes(maxPieceBytes),
    postId: text({ maxLength: 1_000 }),
  }),
  'media.add': record({ intake: intakeName, from: integer(0), content: bytes(maxPieceBytes) }),
  'media.take': record({ intake: intakeName }),
  'media.stop': record({ intake: intakeName }),
  'media.lost': nothing,
};
