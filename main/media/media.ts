import type { MediaItem, MediaRefused } from '../../common/contract/media.ts';
import type { ReadOnlySite, WriteFailed } from '../../common/contract/site.ts';
import type { Result } from '../../common/result.ts';
import type { RemovedPart } from './removed-parts.ts';

/** The pictures and attachments of one site: originals as the author gave them, and what is published of them. */
export interface Media {
  /** Takes content into the site durably, never twice; `name` is a hint for the new file's name. */
  take(name: string, content: Uint8Array): Promise<Result<MediaItem, MediaRefused | WriteFailed | ReadOnlySite>>;
  /**
   * What to publish for a file under the site folder (`media/2026/11/harbour.jpg`): variants for a picture, one cleaned
   * or identical copy for anything else. Undefined when the file is not there or is no file that may be published.
   * Made once and kept by content.
   */
  published(path: string): Promise<PublishedMedia | undefined>;
  close(): Promise<void>;
}

/** What readers get for one original. */
export interface PublishedMedia {
  readonly kind: MediaItem['kind'];
  /** In pixels, as shown; pictures only. */
  readonly width?: number;
  readonly height?: number;
  /** A blurred picture of about a hundred bytes as a `data:` address; still pictures only. */
  readonly placeholder?: string;
  /** What the original carries and readers do not get; absent for files published byte for byte. */
  readonly removed?: readonly RemovedPart[];
  /** Smallest first; the last of the original's own format family is the fallback. At least one. */
  readonly files: readonly PublishedFile[];
}

/** One file to publish. Its name in the site is made from `sha256` by the site build. */
export interface PublishedFile {
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
