import type { ImportReport } from '../import-report.ts';
import type { Failure } from '../result.ts';
import { flag, optional, record, text } from '../validate.ts';
import type { Call, Checks } from './call.ts';
import type { FolderNotEmpty, FolderRefused, NotASite, ReadOnlySite, SettingsBroken, WriteFailed } from './site.ts';

/** The file is no WordPress export, or one that no honest WordPress writes. `line` counts from 1. */
export interface ExportRefused extends Failure {
  readonly kind: 'export-refused';
  readonly file: string;
  readonly reason: 'missing' | 'unreadable' | 'not-an-export' | 'doctype' | 'too-deep';
  readonly line?: number;
}

/** Where a running import is. */
export interface ImportProgress {
  readonly done: number;
  readonly total: number;
}

/** Calls about moving in. */
export interface ImportCalls {
  /**
   * Brings a WordPress export into a site and opens that site. `folder` is a site, or missing or empty: then it becomes one,
   * with the old blog's title, address and permalinks. A dry run says the same and writes nothing.
   */
  'import.wordpress': Call<
    {
      readonly file: string;
      readonly folder: string;
      /** The old blog's `wp-content/uploads`, where the author has a copy. */
      readonly uploadsFolder?: string;
      readonly isDryRun?: boolean;
    },
    ImportReport,
    ExportRefused | NotASite | SettingsBroken | FolderNotEmpty | FolderRefused | WriteFailed | ReadOnlySite
  >;
}

/** Events about moving in. */
export interface ImportEvents {
  'import.progressed': ImportProgress;
}

const path = text({ minLength: 1, maxLength: 4_000 });

/** Argument checks of `ImportCalls`. */
export const importChecks: Checks<ImportCalls> = {
  'import.wordpress': record({ file: path, folder: path, uploadsFolder: optional(path), isDryRun: optional(flag) }),
};
