import { availableParallelism } from 'node:os';
import type { Worker } from 'node:worker_threads';
import type { ThemeBroken } from '../../../common/contract/preview.ts';
import { fail, ok, type Result } from '../../../common/result.ts';
import type { BodySource } from '../body.ts';
import type { RenderedBody, RenderSetting } from '../render-tools.ts';
import type { NamedText, TextFacts } from '../text-facts.ts';
import type { MadePage, WorkerAnswer, WorkerRequest } from './messages.ts';
import { startThread, type ThreadScript } from './start-thread.ts';

/** Threads for one large build. */
export interface RenderPool {
  /**
   * What is known of texts, in their order. The thread that answers keeps them, as far as there is room, and renders them while it has
   * nothing else to do.
   */
  read(texts: readonly NamedText[]): Promise<readonly TextFacts[]>;
  /** Must be called before pages are made. */
  use(setting: RenderSetting, objectsFolder: string): void;
  readonly threads: readonly RenderThread[];
  /** Ends the threads: at once, or once they kept what helps the next ones to start. */
  close(isDone: boolean): Promise<void>;
}

/** One of them. */
export interface RenderThread {
  /** Whether it keeps the text of a post. */
  holds(postId: string): boolean;
  /** HTML of texts that it keeps, in their order. */
  bodies(sources: readonly BodySource[]): Promise<readonly RenderedBody[]>;
  /** Makes pages. Rejects with what the disk said. */
  make(work: ThreadWork): Promise<Result<readonly MadePage[], ThemeBroken>>;
}

/** Pages for a thread, with what it does not have of them. */
export type ThreadWork = Omit<Extract<WorkerRequest, { kind: 'render' }>, 'kind' | 'number'>;

/** Texts that all threads keep together, in UTF-16 units; the rest is read twice. */
const maxKept = 60_000_000;

/** More threads than this only fight over the disk. */
const maxThreads = 8;

/** Starts a thread for each processor besides the one that the calling thread, which makes pages too, is on. */
export function startRenderPool(script: ThreadScript, count = spareProcessors()): RenderPool {
  const waiting = new Map<number, { answer: (answer: WorkerAnswer) => void; fail: (error: unknown) => void }>();
  let last = 0;
  let reads = 0;
  let kept = 0;
  let isBroken = false;
  const breakAll = (error: unknown) => {
    isBroken = true;
    for (const { fail: refuse } of waiting.values()) refuse(error);
    waiting.clear();
  };
  const threads = Array.from({ length: count }, () => {
    const worker = startThread(script);
    const ended = new Promise<void>((resolve) => worker.once('exit', () => resolve()));
    worker.on('message', (answer: WorkerAnswer) => {
      waiting.get(answer.number)?.answer(answer);
      waiting.delete(answer.number);
    });
    worker.on('error', (error) => breakAll(threadLost(error)));
    worker.on('exit', () => breakAll(threadLost(undefined)));
    return { worker, ended, held: new Set<string>() };
  });
  const ask = <Kind extends WorkerAnswer['kind']>(
    worker: Worker,
    kinds: readonly Kind[],
    request: (number: number) => WorkerRequest,
  ) =>
    new Promise<Extract<WorkerAnswer, { kind: Kind }>>((resolve, reject) => {
      if (isBroken) {
        reject(threadLost(undefined));
        return;
      }
      last += 1;
      const take = (answer: WorkerAnswer) => (isOneOf(kinds, answer) ? resolve(answer) : reject(failure(answer)));
      waiting.set(last, { answer: take, fail: reject });
      worker.postMessage(request(last));
    });

  return {
    read: async (texts) => {
      const next = threads[reads % threads.length];
      if (next === undefined) throw threadLost(undefined);
      reads += 1;
      const { worker, held } = next;
      const isKept = kept <= maxKept;
      for (const { postId, text } of texts) {
        // A text that changed meanwhile is read again, maybe by another thread.
        for (const other of threads) other.held.delete(postId);
        if (!isKept) continue;
        held.add(postId);
        kept += text.length;
      }
      return (await ask(worker, ['read'], (number) => ({ kind: 'read', number, texts, isKept }))).facts;
    },
    use: (setting, objectsFolder) => {
      for (const { worker } of threads) worker.postMessage({ kind: 'setting', setting, objectsFolder });
    },
    threads: threads.map(({ worker, held }) => ({
      holds: (postId) => held.has(postId),
      bodies: async (sources) =>
        (await ask(worker, ['bodies'], (number) => ({ kind: 'bodies', number, sources }))).bodies,
      make: async (work) => {
        const answer = await ask(worker, ['rendered', 'broken'], (number) => ({ kind: 'render', number, ...work }));
        return answer.kind === 'rendered' ? ok(answer.pages) : fail(answer.failure);
      },
    })),
    close: async (isDone) => {
      waiting.clear();
      const end = ({ worker, ended }: (typeof threads)[number], index: number) => {
        if (!isDone || isBroken) return worker.terminate();
        worker.postMessage({ kind: 'end', keepsCode: index === 0 } satisfies WorkerRequest);
        return ended;
      };
      await Promise.all(threads.map(end));
    },
  };
}

function isOneOf<Kind extends WorkerAnswer['kind']>(
  kinds: readonly Kind[],
  answer: WorkerAnswer,
): answer is Extract<WorkerAnswer, { kind: Kind }> {
  return kinds.some((kind) => kind === answer.kind);
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
