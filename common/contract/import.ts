import type { ImportKind, ImportReport } from '../import-report.ts';
import type { Failure } from '../result.ts';
import { flag, nothing, optional, record, text } from '../validate.ts';
import type { Call, Checks } from './call.ts';
import type {
  FolderNotEmpty,
  FolderRefused,
  NoSiteOpen,
  NotASite,
  ReadOnlySite,
  SettingsBroken,
  WriteFailed,
} from './site.ts';

/** The file or folder is nothing that can be brought in, or something that no honest program writes. `line` counts from 1. */
export interface ImportRefused extends Failure {
  readonly kind: 'import-refused';
  readonly file: string;
  readonly reason:
    | 'missing'
    | 'unreadable'
    | 'not-an-export'
    | 'doctype'
    | 'too-deep'
    | 'too-large'
    | 'empty'
    | 'inside';
  readonly line?: number;
}

/** An import was stopped by its author. What came over until then stays; importing again goes on from there. */
export interface ImportStopped extends Failure {
  readonly kind: 'import-stopped';
}

/** What a file or folder holds, before anything is brought in. */
export interface ImportSurvey {
  readonly kind: ImportKind;
  /** Absolute. */
  readonly source: string;
  readonly title: string;
  /** Public address of the old blog; empty when it is not told. */
  readonly url: string;
  readonly posts: number;
  readonly pages: number;
  readonly comments: number;
  /** Pictures and files. */
  readonly media: number;
  /** The old blog's uploads, found beside the export. */
  readonly mediaFolder?: string;
  /** A folder that does not exist yet, fit for the new blog. */
  readonly suggestedFolder: string;
}

/** Where a running import is. `total` is 0 while it is not known. */
export interface ImportProgress {
  readonly stage: 'reading' | 'fetching' | 'writing';
  readonly done: number;
  readonly total: number;
}

/** What lies in a folder of this machine, for choosing what to bring in. */
export interface FolderListing {
  /** Absolute. */
  readonly folder: string;
  /** The folder around it; absent at the top. */
  readonly parent?: string;
  /** Folders first, each kind by name; hidden ones and files that cannot be brought in are left out. */
  readonly entries: readonly { readonly name: string; readonly kind: 'folder' | 'file' }[];
}

/** Calls about moving in. */
export interface ImportCalls {
  /** Lists a folder, default the author's own. One that cannot be read is refused. */
  'import.browse': Call<{ readonly folder?: string | undefined }, FolderListing, ImportRefused>;
  /** Recognises what lies at a path: an export, another program's folder, a saved page. Writes nothing. */
  'import.look': Call<{ readonly source: string }, ImportSurvey, ImportRefused>;
  /**
   * Brings it into a site and opens that site. `folder` is a site, or missing or empty: then it becomes one, with the old
   * blog's title, address and permalinks. A dry run says the same and writes nothing.
   */
  'import.run': Call<
    {
      readonly source: string;
      readonly folder: string;
      /** The old blog's `wp-content/uploads`, or wherever its pictures lie. */
      readonly mediaFolder?: string;
      /** Fetch what is missing from the old blog, if it is public. Default false: nothing leaves this machine. */
      readonly fetchMedia?: boolean;
      readonly isDryRun?: boolean;
    },
    ImportReport,
    | ImportRefused
    | ImportStopped
    | NotASite
    | SettingsBroken
    | FolderNotEmpty
    | FolderRefused
    | WriteFailed
    | ReadOnlySite
  >;
  /** Stops a running import after the post it is at; does nothing when there is none. */
  'import.stop': Call<void, void>;
  /** The report of the last import into the open site; undefined when there was none. */
  'import.report': Call<void, ImportReport | undefined, NoSiteOpen>;
}

/** Events about moving in. */
export interface ImportEvents {
  'import.progressed': ImportProgress;
}

const path = text({ minLength: 1, maxLength: 4_000 });

/** Argument checks of `ImportCalls`. */
export const importChecks: Checks<ImportCalls> = {
  'import.browse': record({ folder: optional(path) }),
  'import.look': record({ source: path }),
  'import.run': record({
    source: path,
    folder: path,
    mediaFolder: optional(path),
    fetchMedia: optional(flag),
    isDryRun: optional(flag),
  }),
  'import.stop': nothing,
  'import.report': nothing,
};
