import type {
  MediaItem,
  MediaMissing,
  MediaNameTaken,
  MediaRefused,
  PictureEdit,
  TrashedMedia,
} from '../../common/contract/media.ts';
import type { ReadOnlySite, WriteFailed } from '../../common/contract/site.ts';
import type { Result } from '../../common/result.ts';
import type { IncomingFile } from './incoming-file.ts';
import type { Intakes } from './intakes.ts';
import type { MediaPlaces } from './media-places.ts';
import type { SmallPicture } from './pictures/picture-work.ts';
import type { RemovedPart } from './removed-parts.ts';
import type { SocialCard } from './social-card.ts';

/** The pictures and attachments of one site: originals as the author gave them, and what is published of them. */
export interface Media {
  /** Files that come in piece by piece. */
  readonly intakes: Intakes;
  /** Takes a file that has come into the site durably, never twice. */
  take(file: IncomingFile): Promise<Result<MediaItem, MediaRefused | WriteFailed | ReadOnlySite>>;
  /**
   * Takes content that is in memory already; `name` is a hint for the new file's name, `postId` the post that shows it,
   * which in some layouts decides where it goes.
   */
  takeContent(
    name: string,
    content: Uint8Array,
    postId?: string,
  ): Promise<Result<MediaItem, MediaRefused | WriteFailed | ReadOnlySite>>;
  /**
   * What to publish for a file under the site folder (`media/2026/11/harbour.jpg`): variants for a picture, one cleaned
   * or identical copy for anything else. Undefined when the file is not there or is no file that may be published.
   * Made once and kept by content.
   */
  published(path: string): Promise<PublishedMedia | undefined>;
  /**
   * Like `published`, but never waits for pictures: one that is not made yet is answered with its size and one file that
   * stands for all (`isOutline`), and is made in the background.
   */
  outline(path: string): Promise<PublishedMedia | undefined>;
  /**
   * One small form of a file, soon: for the preview of a picture just pasted, and for lists. Cleaned like what is
   * published. `width` in pixels is what it should have at least, if the original does. A picture whose bytes have come is
   * answered before it is in its place.
   */
  glance(path: string, width: number): Promise<Glance | undefined>;
  /** The card that other sites show beside a link to a post without a picture; undefined where it cannot be drawn. */
  card(card: SocialCard): Promise<PublishedFile | undefined>;
  close(): Promise<void>;
}

/** The same, with what the library of pictures needs of the files themselves. */
export interface MediaStore extends Media {
  /** Where this site keeps its media. */
  places(): Promise<MediaPlaces>;
  /** Every file of the library with what it is, by path. */
  files(): Promise<readonly MediaFileFacts[]>;
  /** A file below `media/` that has the content which `missing` had when it was last looked at. */
  findMoved(missing: string): Promise<string | undefined>;
  /** Puts the same content under a second name in the same folder, in steps that leave one of both whole at any moment. */
  copyTo(
    path: string,
    name: string,
  ): Promise<Result<string, MediaMissing | MediaNameTaken | WriteFailed | ReadOnlySite>>;
  /**
   * Puts a file that has come in the place of another, which goes into the trash; answers what brings it back.
   */
  replace(
    path: string,
    file: IncomingFile,
  ): Promise<Result<string, MediaMissing | MediaRefused | WriteFailed | ReadOnlySite>>;
  /** How a picture is shown; undefined for whole. */
  editOf(path: string): Promise<PictureEdit | undefined>;
  /** Shows a picture otherwise from now on; undefined shows it whole. */
  edit(path: string, edit: PictureEdit | undefined): Promise<Result<void, WriteFailed | ReadOnlySite>>;
  /** Moves a file to the trash; answers what brings it back. */
  trash(path: string): Promise<Result<string, MediaMissing | WriteFailed | ReadOnlySite>>;
  /** What lies in the trash, latest first. */
  trashed(): Promise<readonly TrashedMedia[]>;
  /** Takes out of the trash what is kept elsewhere too. */
  forget(key: string): Promise<void>;
  /** Brings a file back to the path it had, or beside the file that is there by now; answers the path. */
  restore(key: string): Promise<Result<string, MediaMissing | WriteFailed | ReadOnlySite>>;
}

/** One file of the media folder. */
export type MediaFileFacts = MediaItem & { readonly changedMs: number };

/** What readers get for one original. */
export interface PublishedMedia {
  readonly kind: MediaItem['kind'];
  /** In pixels, as shown; pictures only. */
  readonly width?: number;
  readonly height?: number;
  /** A blurred picture of about a hundred bytes as a `data:` address; still pictures without transparency only. */
  readonly placeholder?: string;
  /** What stays in sight when a theme cuts the picture, as `object-position`: `30% 20%`. */
  readonly focus?: string;
  /** What the original carries and readers do not get; absent for files published byte for byte. */
  readonly removed?: readonly RemovedPart[];
  /** Smallest first; the last of the original's own format family is the fallback. At least one. */
  readonly files: readonly PublishedFile[];
}

/** One form of a file to look at: kept in a file, or made this moment. */
export type Glance = PublishedFile | (SmallPicture & { readonly type: string });

/** One file to publish. Its name in the site is made from `sha256` by the site build. */
export interface PublishedFile {
  /** True for the original itself, standing for files that are not made yet. Never to be published. */
  readonly isOutline?: boolean;
  /** Absolute path of the bytes, in the variants store or the site folder. */
  readonly source: string;
  readonly sha256: string;
  /** In bytes. */
  readonly size: number;
  readonly type: string;
  /** With its dot, `.webp`. */
  readonly extension: string;
  /** In pixels; pictures only. */
  readonly width?: number;
  readonly height?: number;
}
