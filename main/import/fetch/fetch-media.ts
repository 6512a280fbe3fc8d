import type { FetchProblem } from '../../../common/import-report.ts';

/** A file of the old blog that is not on this machine. */
export interface WantedFile {
  /** What it is called in what is answered. */
  readonly path: string;
  /** Where it can be, best first (the original before a resized copy), each with the path to keep it at below the folder. */
  readonly candidates: readonly { readonly url: string; readonly path: string }[];
}

/** How a run of fetching is watched and stopped. */
export interface FetchWatch {
  readonly onProgress: (done: number, total: number) => void;
  readonly isStopped: () => boolean;
}

/**
 * Fetches files into `folder` (absolute), the first candidate of each that is there. What is
 * there already is not asked for again, so that an interrupted run goes on. Answers why files did not come, by `path`.
 */
export type FetchMedia = (
  wanted: readonly WantedFile[],
  folder: string,
  watch: FetchWatch,
) => Promise<{ readonly fetched: number; readonly problems: ReadonlyMap<string, FetchProblem> }>;
