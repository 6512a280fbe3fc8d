import type { ReadOnlySite } from '../../common/contract/site.ts';
import type { PostId } from '../../common/post.ts';
import type { FileSystem } from '../node/file-system.ts';
import type { LibraryEvent } from './library.ts';
import type { Revisions } from './revisions.ts';

/** What all drafts of a library share. */
export interface DraftContext {
  readonly fileSystem: FileSystem;
  /** The site folder: absolute, links resolved. */
  readonly folder: string;
  readonly journalFolder: string;
  readonly revisions: Revisions;
  /** Quiet time after which a draft is written to its file, in milliseconds. */
  readonly autosaveMs: number;
  readonly emit: (event: LibraryEvent) => void;
  /** Awaited when a post's file was written, before anybody is told: the list must know it. */
  readonly wrote: (id: PostId) => Promise<void>;
  /** Why nothing may be written now; undefined when it may. */
  readonly refusal: () => ReadOnlySite | undefined;
}

/** How a draft begins, when it does not begin as its file. */
export interface RecoveredDraft {
  readonly sequence: number;
  /** The whole text that was brought back. */
  readonly source: string;
  /** Journals it was brought back from. */
  readonly journals: readonly string[];
}

/** After this time a save that failed is tried again, in milliseconds: the author may have made room. */
export const saveRetryMs = 5_000;
