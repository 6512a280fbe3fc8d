import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { ThemeBroken } from '../../../common/contract/preview.ts';
import { assertNever, fail, ok, type Result } from '../../../common/result.ts';
import type { BodyNeeds } from '../body.ts';
import type { PageTask } from '../page-task.ts';
import type { RenderSetting } from '../render-tools.ts';
import type { MadePage, WorkerAnswer, WorkerRequest } from './messages.ts';

/** Threads for one large build. */
export interface RenderPool {
  /** What texts ask for, in their order. */
  needs(texts: readonly string[]): Promise<readonly BodyNeeds[]>;
  /** Must be called before pages are made. */
  use(setting: RenderSetting, objectsFolder: string): void;
  /** Makes pages; rejects with what the disk said. */
  make(
    tasks: readonly PageTask[],
    texts: ReadonlyMap<string, string>,
    inFeeds: ReadonlySet<string>,
  ): Promise<Result<readonly MadePage[], ThemeBroken>>;
  /** How many requests keep every thread busy. */
  readonly width: number;
  /** Ends the threads, finished or not. */
  close(): Promise<void>;
}

/** Rendering leaves much short-lived garbage; room for it saves an eighth of the time. */
const maxYoungGenerationSizeMb = 64;

/** More threads than this only fight over the disk. */
const maxThreads = 8;

/**
 * Starts a thread for each processor besides the one that the calling thread, which makes pages too, is on. `script` is the
 * bundled `render-worker.ts`.
 */
export function startRenderPool(script: string, threads = spareProcessors()): RenderPool {
  const waiting = new Map<number, { answer: (answer: WorkerAnswer) => void; fail: (error: unknown) => void }>();
  let last = 0;
  let isBroken = false;
  const breakAll = (error: unknown) => {
    isBroken = true;
    for (const { fail: refuse } of waiting.values()) refuse(error);
    waiting.clear();
  };
  const workers = Array.from({ length: threads }, () => {
    const worker = new Worker(script, { resourceLimits: { maxYoungGenerationSizeMb } });
    let load = 0;
    worker.on('message', (answer: WorkerAnswer) => {
      load -= 1;
      waiting.get(answer.number)?.answer(answer);
      waiting.delete(answer.number);
    });
    worker.on('error', (error) => breakAll(threadLost(error)));
    worker.on('exit', () => breakAll(threadLost(undefined)));
    return {
      worker,
      get load() {
        return load;
      },
      send: (request: WorkerRequest) => {
        if (request.kind !== 'setting') load += 1;
        worker.postMessage(request);
      },
    };
  });
  const ask = (request: (number: number) => WorkerRequest) =>
    new Promise<WorkerAnswer>((resolve, reject) => {
      if (isBroken) {
        reject(threadLost(undefined));
        return;
      }
      last += 1;
      waiting.set(last, { answer: resolve, fail: reject });
      const idlest = workers.reduce((best, worker) => (worker.load < best.load ? worker : best));
      idlest.send(request(last));
    });

  return {
    width: threads * 2,
    needs: async (texts) => {
      const answer = await ask((number) => ({ kind: 'needs', number, texts }));
      if (answer.kind === 'needs') return answer.needs;
      throw failure(answer);
    },
    use: (setting, objectsFolder) => {
      for (const worker of workers) worker.send({ kind: 'setting', setting, objectsFolder });
    },
    make: async (tasks, texts, inFeeds) => {
      const answer = await ask((number) => ({ kind: 'render', number, tasks, texts, inFeeds }));
      switch (answer.kind) {
        case 'rendered':
          return ok(answer.pages);
        case 'broken':
          return fail(answer.failure);
        case 'needs':
        case 'failed':
          throw failure(answer);
        default:
          return assertNever(answer);
      }
    },
    close: async () => {
      waiting.clear();
      await Promise.all(workers.map(({ worker }) => worker.terminate()));
    },
  };
}

function spareProcessors(): number {
  return Math.min(maxThreads, Math.max(1, availableParallelism() - 1));
}

/** True for the end of a thread: what it had in hand can be made elsewhere. */
export function isThreadLost(error: unknown): boolean {
  return error instanceof Error && (error as { code?: unknown }).code === lostCode;
}

const lostCode = 'THREAD_LOST';

function threadLost(cause: unknown): Error {
  return Object.assign(new Error('A thread of the build ended', { cause }), { code: lostCode });
}

function failure(answer: WorkerAnswer): Error {
  if (answer.kind !== 'failed') return new Error(`A thread answered ${answer.kind}`);
  return Object.assign(new Error(answer.message), answer.code === undefined ? {} : { code: answer.code });
}
