import { type ReadonlySignal, signal } from '@preact/signals';
import type { ImportProgress, ImportSurvey } from '../../common/contract/import.ts';
import type { ImportReport } from '../../common/import-report.ts';
import type { Failure } from '../../common/result.ts';
import { inBackground } from '../background.ts';
import type { Client } from '../client.ts';

/** Where the author is on the way in. */
export type MoveInStep =
  | { readonly kind: 'reading-report' }
  | { readonly kind: 'choose' }
  | { readonly kind: 'looking' }
  | { readonly kind: 'found'; readonly survey: ImportSurvey }
  | { readonly kind: 'running'; readonly survey: ImportSurvey; readonly progress: ImportProgress }
  | { readonly kind: 'report'; readonly report: ImportReport | undefined };

/** What the author asks for, once something was found. */
export interface MoveInWishes {
  readonly folder: string;
  readonly mediaFolder: string;
  readonly fetchMedia: boolean;
}

/** The way from an old blog's export to the report of what came over. */
export interface MoveIn {
  readonly step: ReadonlySignal<MoveInStep>;
  readonly failure: ReadonlySignal<Failure | undefined>;
  look(source: string): Promise<void>;
  run(survey: ImportSurvey, wishes: MoveInWishes): Promise<void>;
  /** Runs the same once more and fetches what is missing. */
  fetchMissing(report: ImportReport): Promise<void>;
  stop(): Promise<void>;
  back(): void;
  /** Ends listening. */
  close(): void;
}

/** Starts at the choice of what to bring in; with `showsReport` at the report of the last time, which is asked for at once. */
export function createMoveIn(client: Client, showsReport: boolean): MoveIn {
  const step = signal<MoveInStep>({ kind: showsReport ? 'reading-report' : 'choose' });
  const failure = signal<Failure | undefined>(undefined);
  const stopListening = client.on('import.progressed', (progress) => {
    if (step.value.kind === 'running') step.value = { ...step.value, progress };
  });

  async function showReport(): Promise<void> {
    const kept = await client.call('import.report');
    step.value = { kind: 'report', report: kept.ok ? kept.value : undefined };
  }
  if (showsReport) inBackground(showReport());

  async function look(source: string): Promise<void> {
    failure.value = undefined;
    step.value = { kind: 'looking' };
    const found = await client.call('import.look', { source });
    if (found.ok) step.value = { kind: 'found', survey: found.value };
    else {
      failure.value = found.failure;
      step.value = { kind: 'choose' };
    }
  }

  async function run(survey: ImportSurvey, { folder, mediaFolder, fetchMedia }: MoveInWishes): Promise<void> {
    failure.value = undefined;
    step.value = { kind: 'running', survey, progress: { stage: 'reading', done: 0, total: 0 } };
    const done = await client.call('import.run', {
      source: survey.source,
      folder,
      ...(mediaFolder === '' ? {} : { mediaFolder }),
      fetchMedia,
    });
    if (done.ok) step.value = { kind: 'report', report: done.value };
    else {
      failure.value = done.failure;
      step.value = { kind: 'found', survey };
    }
  }

  return {
    step,
    failure,
    look,
    run,
    fetchMissing: async (report) => {
      failure.value = undefined;
      step.value = { kind: 'looking' };
      const found = await client.call('import.look', { source: report.source });
      if (found.ok) await run(found.value, { folder: report.folder, mediaFolder: '', fetchMedia: true });
      else {
        failure.value = found.failure;
        step.value = { kind: 'report', report };
      }
    },
    stop: async () => {
      await client.call('import.stop');
    },
    back: () => {
      failure.value = undefined;
      step.value = { kind: 'choose' };
    },
    close: stopListening,
  };
}
