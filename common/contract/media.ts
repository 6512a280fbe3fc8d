import type { PostId } from '../post.ts';
import type { Failure } from '../result.ts';
import { bytes, record, text } from '../validate.ts';
import type { Call, Checks } from './call.ts';
import type { NoSiteOpen, ReadOnlySite, WriteFailed } from './site.ts';

/** A file the program took in, or already had. */
export interface MediaItem {
  /** Path inside the site folder, forward slashes: `media/2026/11/harbour.jpg`. */
  readonly path: string;
  readonly kind: 'image' | 'audio' | 'video' | 'document';
  /** As found in the content, `image/jpeg`. */
  readonly type: string;
  readonly size: number;
  /** In pixels, as shown (orientation applied); images only. */
  readonly width?: number;
  readonly height?: number;
}

/** The bytes are no file that Offprint can publish; `reason` says which part was wrong. */
export interface MediaRefused extends Failure {
  readonly kind: 'media-refused';
  readonly name: string;
  readonly reason: 'empty' | 'unknown-type' | 'damaged' | 'too-large' | 'heic' | 'dangerous';
}

/** Largest file one call takes in, in bytes. */
export const maxMediaBytes = 256 * 1024 * 1024;

/** Calls about pictures and attachments. */
export interface MediaCalls {
  /** Takes a file into the site, once per content, durably; answers where it lies. `name` is a hint for its new name. */
  'media.take': Call<
    { readonly name: string; readonly content: Uint8Array; readonly postId: PostId },
    MediaItem,
    NoSiteOpen | MediaRefused | WriteFailed | ReadOnlySite
  >;
}

/** Argument checks of `MediaCalls`. */
export const mediaChecks: Checks<MediaCalls> = {
  'media.take': record({
    name: text({ maxLength: 1_000 }),
    content: bytes(maxMediaBytes),
    postId: text({ maxLength: 1_000 }),
  }),
};
