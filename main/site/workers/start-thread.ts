import { Worker } from 'node:worker_threads';
import type { ThreadStart } from './messages.ts';

/** What threads are started from. */
export interface ThreadScript {
  /** Absolute path of the bundled `site-worker.ts`. */
  readonly file: string;
  /** Where their compiled code is kept from start to start; default: nowhere. */
  readonly codeFile?: string | undefined;
  /** One that was started before, to be taken once; see `startEarly`. */
  readonly early?: (() => Worker | undefined) | undefined;
}

/** Fewer pages are made sooner than threads start. */
export const minPagesForPool = 200;

/** Rendering leaves much short-lived garbage; room for it saves an eighth of the time. */
const maxYoungGenerationSizeMb = 64;

/** Takes or starts one thread of a large build. */
export function startThread({ file, codeFile, early }: ThreadScript): Worker {
  const start: ThreadStart = { codeFile };
  return early?.() ?? new Worker(file, { resourceLimits: { maxYoungGenerationSizeMb }, workerData: start });
}
