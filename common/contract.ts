import { type BuildCalls, type BuildEvents, buildChecks } from './contract/build.ts';
import { type BulkCalls, bulkChecks } from './contract/bulk.ts';
import type { Checks } from './contract/call.ts';
import { type ExportCalls, type ExportEvents, exportChecks } from './contract/export.ts';
import { type HistoryCalls, historyChecks } from './contract/history.ts';
import { type HostCalls, type HostEvents, hostChecks, type Preferences } from './contract/host.ts';
import { type ImportCalls, type ImportEvents, importChecks } from './contract/import.ts';
import { type MediaCalls, type MediaEvents, mediaChecks } from './contract/media.ts';
import { type MemoryCalls, memoryChecks } from './contract/memory.ts';
import { type PostCalls, type PostEvents, postChecks } from './contract/posts.ts';
import { type PreviewCalls, previewChecks } from './contract/preview.ts';
import { type PublishCalls, type PublishEvents, publishChecks } from './contract/publish.ts';
import { type PublishTargetCalls, publishTargetChecks } from './contract/publish-targets.ts';
import { type ScheduledWorkflowCalls, scheduledWorkflowChecks } from './contract/scheduled-workflow.ts';
import { type SearchCalls, searchChecks } from './contract/search.ts';
import { type SiteCalls, siteChecks } from './contract/site.ts';
import { type SpellingCalls, type SpellingEvents, spellingChecks } from './contract/spelling.ts';
import type { Failure, Result } from './result.ts';
import type { InvalidArgument } from './validate.ts';

/**
 * Everything the page can ask of the program, and all it can be told: one typed contract for every host. Each noun has a
 * file under `contract/`. Adding a call touches three places: its type and its check there, its handler in
 * `main/handlers/`. The preload and the client never change.
 */
export interface Contract
  extends HostCalls,
    ImportCalls,
    ExportCalls,
    SiteCalls,
    PostCalls,
    HistoryCalls,
    SearchCalls,
    BulkCalls,
    MediaCalls,
    MemoryCalls,
    PreviewCalls,
    PublishCalls,
    PublishTargetCalls,
    ScheduledWorkflowCalls,
    SpellingCalls,
    BuildCalls {}

/** Everything the program tells the page unasked. Events are past: by the time one arrives it has happened. */
export interface Events
  extends HostEvents,
    ImportEvents,
    ExportEvents,
    MediaEvents,
    PostEvents,
    PublishEvents,
    BuildEvents,
    SpellingEvents {
  /** The author chose this command from the system's menu. */
  'command.chosen': { readonly command: string };
  /** The program's own settings are these now. */
  'preferences.changed': Preferences;
  /** Another site is open now, or none, or its settings changed. */
  'site.changed': Record<string, never>;
}

/** One argument check a call. */
export const checks: Checks<Contract> = {
  ...hostChecks,
  ...importChecks,
  ...exportChecks,
  ...siteChecks,
  ...postChecks,
  ...historyChecks,
  ...searchChecks,
  ...bulkChecks,
  ...mediaChecks,
  ...memoryChecks,
  ...previewChecks,
  ...publishChecks,
  ...publishTargetChecks,
  ...scheduledWorkflowChecks,
  ...spellingChecks,
  ...buildChecks,
};

/** Name of a call, `noun.verb`. */
export type CallName = keyof Contract;
/** What a call is given. */
export type ArgumentOf<Name extends CallName> = Contract[Name]['argument'];
/** What a call answers when it could do what was asked. */
export type ValueOf<Name extends CallName> = Contract[Name]['value'];
/** What any call can answer besides its own failures: a bad argument, an unknown name, a bug, or nobody left to answer. */
export type DispatchFailure = InvalidArgument | UnknownCall | InternalFailure | HostGone;
/** What a call answers. */
export type AnswerOf<Name extends CallName> = Result<ValueOf<Name>, FailureOf<Name>>;
/** Every failure a call's caller must be ready for. */
export type FailureOf<Name extends CallName> = Contract[Name]['failure'] | DispatchFailure;

/** The contract has no such call. */
export interface UnknownCall extends Failure {
  readonly kind: 'unknown-call';
  readonly name: string;
}

/** A bug. `reference` finds the full report in the log; the author is told nothing she could not use. */
export interface InternalFailure extends Failure {
  readonly kind: 'internal';
  readonly reference: string;
}

/**
 * The program ended or cannot be reached, so nobody knows whether the call was carried out. Answered by the page's side
 * of a transport, never by the program.
 */
export interface HostGone extends Failure {
  readonly kind: 'host-gone';
}

/** The page's way to the program; a preload or the loopback client provides it. `call` never rejects. */
export interface Bridge {
  call(name: string, argument: unknown): Promise<unknown>;
  /** Listens to all events; answers how to stop. What a listener answers to `host.closing` is waited for. */
  on(listener: (name: string, detail: unknown) => void): () => void;
}
