import { fork } from 'node:child_process';
import os from 'node:os';

/** A process beside the program that works for it and ends with it. */
export interface SideProcess {
  /** Gives it plain data, which may hold bytes. Lost when the process is gone. */
  send(message: object): void;
  onMessage(listener: (message: unknown) => void): void;
  /** Called once, when the process is gone or could not be started; `how` is for the log. */
  onEnd(listener: (how: string) => void): void;
  kill(): void;
}

/** Starts a bundled script as such a process. */
export type StartSideProcess = (script: string) => SideProcess;

/**
 * What such a process is started with. On Linux, glibc keeps memory apart for each thread and gives large pieces back late;
 * with two arenas and a fixed threshold, work on pictures holds a third. Threads enough for each processor to read one thing and
 * write another, and two for what somebody waits for.
 */
export function sideEnvironment(environment: NodeJS.ProcessEnv): Record<string, string> {
  const { NODE_OPTIONS: _, ...kept } = environment;
  const given = Object.entries(kept).flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const]));
  return {
    ...Object.fromEntries(given),
    MALLOC_ARENA_MAX: '2',
    MALLOC_MMAP_THRESHOLD_: String(1024 * 1024),
    UV_THREADPOOL_SIZE: String(2 * os.availableParallelism() + 2),
  };
}

/** Has the system give a process time only when nothing else wants it; best effort. */
export function giveWay(pid: number | undefined): void {
  try {
    if (pid !== undefined) os.setPriority(pid, os.constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {
    // It is gone already, or the system does not allow it.
  }
}

/** Starts a script on this program's own Node, of low priority. */
export const forkSideProcess: StartSideProcess = (script) => {
  const child = fork(script, [], {
    env: sideEnvironment(process.env),
    execArgv: [],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  // At once, so that every thread it starts has it from the first.
  giveWay(child.pid);
  // What cannot be sent or started ends in `exit` or `close` as well, or never began.
  let failed: ((how: string) => void) | undefined;
  child.on('error', (error) => failed?.(error.message));
  return {
    send: (message) => {
      if (child.connected) child.send(message, () => undefined);
    },
    onMessage: (listener) => {
      child.on('message', listener);
    },
    onEnd: (listener) => {
      let isOver = false;
      const end = (how: string) => {
        if (!isOver) listener(how);
        isOver = true;
      };
      failed = end;
      child.once('exit', (code, signal) => end(signal ?? `code ${code}`));
    },
    kill: () => {
      child.kill('SIGKILL');
    },
  };
};
