import type { BuildNotice } from '../build-notice.ts';
import type { PostId, PostProblem } from '../post.ts';
import type { RebuildReason } from '../rebuild-reason.ts';
import type { Failure } from '../result.ts';
import { nothing, optional, record, text } from '../validate.ts';
import type { Call, Checks } from './call.ts';
import type { ThemeBroken } from './preview.ts';
import type { AddressClash, BrokenPosts } from './publish.ts';
import type { NoSiteOpen, WriteFailed } from './site.ts';

/** What a build made. */
export interface BuildReport {
  /** Files of the finished site, and how many of them are pages. */
  readonly files: number;
  readonly pages: number;
  /** Of all files together, in bytes. */
  readonly bytes: number;
  /** Pages made anew, and why; all others were still right from an earlier build. */
  readonly rendered: readonly { readonly address: string; readonly reason: RebuildReason }[];
  readonly warnings: readonly BuildWarning[];
  /** Where the files were written, when a folder was named. */
  readonly output?: BuildOutput;
}

/** Something to look at that did not stop the build: a missing picture, a link that leads nowhere. */
export interface BuildWarning {
  readonly postId?: PostId;
  readonly notice: BuildNotice;
}

/** A folder that holds the finished site. */
export interface BuildOutput {
  /** Absolute, symbolic links resolved. */
  readonly folder: string;
  /** Files that differed and were written, and files of an earlier build that were removed. */
  readonly written: number;
  readonly removed: number;
}

/** The finished site cannot be written there; nothing was touched. `files` are up to ten that are not ours. */
export interface OutputRefused extends Failure {
  readonly kind: 'output-refused';
  readonly folder: string;
  readonly reason: 'inside-source' | 'contains-source' | 'not-a-folder' | 'foreign-files';
  readonly files?: readonly string[];
}

/** Everything about a site that wants a look. */
export interface CheckReport {
  readonly posts: number;
  readonly pages: number;
  readonly drafts: number;
  readonly scheduled: number;
  /** False when a publish would be stopped, or would leave a post out. */
  readonly isPublishable: boolean;
  readonly findings: readonly Finding[];
}

/** `problem`: a file that cannot be understood. `stops`: the whole site cannot be built. `warning`: worth a look. */
export type Finding =
  | { readonly kind: 'problem'; readonly postId: PostId; readonly problem: PostProblem }
  | { readonly kind: 'stops'; readonly failure: ThemeBroken | AddressClash | BrokenPosts | WriteFailed }
  | ({ readonly kind: 'warning' } & BuildWarning);

/** Calls about the finished site on this machine. */
export interface BuildCalls {
  /**
   * Builds the open site; with `output` (absolute) also writes its files there: a missing or empty folder, or one an
   * earlier build was written to. Each file is replaced whole, in an order that never leaves a dead link.
   */
  'build.run': Call<
    { readonly output?: string | undefined },
    BuildReport,
    NoSiteOpen | ThemeBroken | AddressClash | BrokenPosts | WriteFailed | OutputRefused
  >;
  /** Looks the whole site over without publishing anything. */
  'build.check': Call<void, CheckReport, NoSiteOpen>;
}

/** Events about builds that were asked for by `BuildCalls`. */
export interface BuildEvents {
  /** Pictures are made first, then the pages that show them. */
  'build.progressed': { readonly done: number; readonly total: number; readonly step: 'pictures' | 'pages' };
}

/** Argument checks of `BuildCalls`. */
export const buildChecks: Checks<BuildCalls> = {
  'build.run': record({ output: optional(text({ minLength: 1, maxLength: 4_000 })) }),
  'build.check': nothing,
};
