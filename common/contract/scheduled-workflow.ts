import { record, text } from '../validate.ts';
import type { Call, Checks } from './call.ts';
import type { TargetMissing, TargetRefused } from './publish.ts';
import type { NoSiteOpen, ReadOnlySite, WriteFailed } from './site.ts';

/** Git hosts that can make a site again at set times. */
export type SchedulingHost = 'github' | 'gitlab' | 'forgejo';

/** How a host that makes the site is told to do so when the date of a post comes. */
export type ShownWorkflow =
  | {
      readonly kind: 'file';
      /** Path below the blog's folder. */
      readonly file: string;
      /** What is or would be in it. */
      readonly text: string;
      /** `foreign`: somebody else wrote or changed the file; it is never touched. */
      readonly state: 'absent' | 'written' | 'foreign';
    }
  | {
      /** The host, or the workflow that is there already, wants it said elsewhere. */
      readonly kind: 'by-hand';
      readonly host: SchedulingHost;
      /** The author's own workflow that makes the site, where that is what has to be changed. */
      readonly file?: string;
      /** What has to be written there. */
      readonly text: string;
    };

type Refusals = NoSiteOpen | TargetMissing | TargetRefused;

/** Calls about the scheduled workflow of a place whose host makes the site. Undefined where there is none to write. */
export interface ScheduledWorkflowCalls {
  /** Shows it before anything is written. */
  'publish.workflow': Call<{ readonly target: string }, ShownWorkflow | undefined, Refusals>;
  /** Writes the file into the blog's folder, unless one is there; the next publish sends it. */
  'publish.writeWorkflow': Call<
    { readonly target: string },
    ShownWorkflow | undefined,
    Refusals | ReadOnlySite | WriteFailed
  >;
  /** Takes the file away, if it is as it was written. */
  'publish.removeWorkflow': Call<
    { readonly target: string },
    ShownWorkflow | undefined,
    Refusals | ReadOnlySite | WriteFailed
  >;
}

const named = record({ target: text({ minLength: 1, maxLength: 200 }) });

/** Argument checks of `ScheduledWorkflowCalls`. */
export const scheduledWorkflowChecks: Checks<ScheduledWorkflowCalls> = {
  'publish.workflow': named,
  'publish.writeWorkflow': named,
  'publish.removeWorkflow': named,
};
