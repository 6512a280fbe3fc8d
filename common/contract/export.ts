import type { Failure } from '../result.ts';
import { oneOf, record, text } from '../validate.ts';
import type { Call, Checks } from './call.ts';
import type { NoSiteOpen, WriteFailed } from './site.ts';

/** Programs that a blog can be written for. `wxr` is WordPress's own export format. */
export const exportFormats = ['hugo', 'jekyll', 'eleventy', 'wxr'] as const;

/** One of `exportFormats`. */
export type ExportFormat = (typeof exportFormats)[number];

/** The folder cannot take an export: it holds files already, or lies inside the blog or around it. */
export interface ExportRefused extends Failure {
  readonly kind: 'export-refused';
  readonly folder: string;
  readonly reason: 'not-empty' | 'inside-blog' | 'holds-blog' | 'not-a-folder';
}

/** Something that is otherwise there than here. `file` is the post's; `detail` what it is about. */
export interface ExportNote {
  readonly file: string;
  readonly note: 'media-missing' | 'query-address' | 'unreadable';
  readonly detail: string;
}

/** What was written for another program. */
export interface ExportReport {
  readonly format: ExportFormat;
  /** Absolute. */
  readonly folder: string;
  readonly posts: number;
  readonly pages: number;
  readonly comments: number;
  /** Pictures and files. */
  readonly media: number;
  /** Former addresses that lead on there. */
  readonly redirects: number;
  readonly notes: readonly ExportNote[];
}

/** Calls about moving out. */
export interface ExportCalls {
  /** Writes the open blog for another program into a new or empty folder. The blog itself stays as it is. */
  'export.run': Call<
    { readonly format: ExportFormat; readonly folder: string },
    ExportReport,
    NoSiteOpen | ExportRefused | WriteFailed
  >;
}

/** Events about moving out. */
export interface ExportEvents {
  'export.progressed': { readonly done: number; readonly total: number };
}

/** Argument checks of `ExportCalls`. */
export const exportChecks: Checks<ExportCalls> = {
  'export.run': record({ format: oneOf(...exportFormats), folder: text({ minLength: 1, maxLength: 4_000 }) }),
};
