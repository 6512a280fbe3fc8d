import type { Log } from '../../node/log.ts';
import type { SideProcess } from '../../node/side-process.ts';
import { createWorkGate } from '../work-gate.ts';
import type { PictureReply, PictureRequest } from './messages.ts';
import type { PictureTasks, PictureWork } from './picture-work.ts';

/** What working in a process beside the program needs. */
export interface PicturesBesideParts {
  readonly start: () => SideProcess;
  /** Does the work where no such process can be started. */
  readonly here: PictureWork;
  readonly log: Log;
  /** The process ends when nothing was asked of it for so long, in milliseconds; default one minute. */
  readonly idleMs?: number;
  /** A picture that takes longer is given up, in milliseconds; default five minutes. */
  readonly patienceMs?: number;
}

/** A request that has no answer yet. */
interface Waiting {
  readonly answer: (value: unknown) => void;
  readonly refuse: (error: Error) => void;
  readonly patience: NodeJS.Timeout;
}

/** The running process. */
interface Running {
  readonly process: SideProcess;
  readonly waiting: Map<number, Waiting>;
  /** Whether it has the picture library; undefined when it ended before it could say. */
  readonly hasEngine: Promise<boolean | undefined>;
}

/** More than there is room for: such work runs alone. */
const alone = 2;
const room = 1;

/**
 * Does the work in one process of low priority, started when it is first needed and ended when nothing is: neither a
 * decoder's memory nor its crash reaches the program. What was under way when the process died is tried once more, each picture
 * alone, so that only the one that kills it is refused.
 */
export function picturesBeside({
  start,
  here,
  log,
  idleMs = 60_000,
  patienceMs = 300_000,
}: PicturesBesideParts): PictureWork {
  const gate = createWorkGate({ room, lanes: Number.POSITIVE_INFINITY });
  let running: Running | undefined;
  let idle: NodeJS.Timeout | undefined;
  let isClosed = false;
  let cannotStart = false;
  let last = 0;

  const rest = () => {
    clearTimeout(idle);
    if (running?.waiting.size === 0) idle = setTimeout(() => running?.process.kill(), idleMs).unref();
  };
  const open = (): Running => {
    const waiting = new Map<number, Waiting>();
    let isReady = false;
    let ready: (hasEngine: boolean | undefined) => void = () => undefined;
    const hasEngine = new Promise<boolean | undefined>((resolve) => {
      ready = resolve;
    });
    const process = start();
    const opened: Running = { process, waiting, hasEngine };
    process.onMessage((message) => {
      // Sent by `picture-process.ts` alone, over a channel of its own.
      const reply = message as PictureReply;
      if (reply.said === 'ready') {
        isReady = true;
        ready(reply.hasEngine);
        return;
      }
      const asked = waiting.get(reply.number);
      waiting.delete(reply.number);
      clearTimeout(asked?.patience);
      if (reply.said === 'done') asked?.answer(reply.answer);
      else asked?.refuse(new Error(reply.message));
      rest();
    });
    process.onEnd((how) => {
      if (running === opened) running = undefined;
      if (!isReady && !isClosed) {
        cannotStart = true;
        log.error('the process for pictures does not start', how);
      } else if (waiting.size > 0 && !isClosed) log.error('the process for pictures ended over its work', how);
      ready(undefined);
      for (const { refuse, patience } of waiting.values()) {
        clearTimeout(patience);
        refuse(new ProcessLost(how));
      }
    });
    return opened;
  };
  const opened = () => {
    running ??= open();
    rest();
    return running;
  };
  const ask = (kind: PictureRequest['kind'], asked: PictureRequest['asked']) =>
    new Promise<unknown>((answer, refuse) => {
      if (isClosed) {
        refuse(new Error('The blog is closed'));
        return;
      }
      const { process, waiting } = opened();
      last += 1;
      const patience = setTimeout(() => process.kill(), patienceMs).unref();
      waiting.set(last, { answer, refuse, patience });
      clearTimeout(idle);
      const request: PictureRequest = { number: last, kind, asked };
      process.send(request);
    });

  return {
    isThere: async () => {
      const hasEngine = cannotStart || isClosed ? undefined : await opened().hasEngine;
      return hasEngine ?? here.isThere();
    },
    run: async (kind, asked) => {
      for (const weight of [0, alone]) {
        if (cannotStart) break;
        try {
          // The other side answers each kind as `PictureTasks` says.
          return (await gate.run(weight, () => ask(kind, asked))) as PictureTasks[typeof kind]['answer'];
        } catch (error) {
          if (!(error instanceof ProcessLost) || isClosed) throw error;
          if (weight === alone) throw error;
        }
      }
      return here.run(kind, asked);
    },
    warm: () => {
      if (!cannotStart && !isClosed) opened();
    },
    close: async () => {
      isClosed = true;
      clearTimeout(idle);
      running?.process.kill();
      await here.close();
    },
  };
}

/** The process ended before it answered; the message is its exit code, its signal or what kept it from starting. */
class ProcessLost extends Error {}
