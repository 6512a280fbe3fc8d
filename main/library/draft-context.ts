import type { ReadOnlySite } from '../../common/contract/site.ts';
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
  /** Why nothing may be written now; undefined when it may. */
  readonly refusal: () => ReadOnlySite | undefined;
}
