import type { ChildProcess } from 'node:child_process';
import type { ControlRequest, Done, LogEntry } from './messages.ts';

/** The test's end of the channel to a program on the stand-in. */
export interface ProgramTalk {
  /** Everything reported so far, in order. */
  readonly log: readonly LogEntry[];
  /** Has something done; rejects when that failed, or when the program ends before it is done. */
  ask(request: ControlRequest): Promise<unknown>;
  /** The first entry, old or new, that passes; rejects when the program ends before there is one. */
  waitForLog(passes: (entry: LogEntry, index: number) => boolean): Promise<LogEntry>;
}

/** Opens the channel to a child that was started with `ipc`. */
export function talkToProgram(child: ChildProcess): ProgramTalk {
  const log: LogEntry[] = [];
  const readers = new Set<() => void>();
  const waiting = new Map<number, (done: Done) => void>();
  let lastId = 0;

  child.on('message', (message: Done | { readonly log: LogEntry }) => {
    if ('done' in message) {
      waiting.get(message.done)?.(message);
      waiting.delete(message.done);
      return;
    }
    log.push(message.log);
    for (const read of readers) read();
  });

  const untilEnd = <Value>(
    what: string,
    start: (resolve: (value: Value) => void, reject: (error: Error) => void) => void,
  ) =>
    new Promise<Value>((resolve, reject) => {
      const onExit = () => reject(new Error(`The program ended before ${what}.`));
      if (child.exitCode !== null || child.signalCode !== null) return onExit();
      child.once('exit', onExit);
      start(
        (value) => {
          child.off('exit', onExit);
          resolve(value);
        },
        (error) => {
          child.off('exit', onExit);
          reject(error);
        },
      );
    });

  return {
    log,
    ask: (request) =>
      untilEnd(`it did ${request.kind}`, (resolve, reject) => {
        lastId += 1;
        waiting.set(lastId, ({ value, error }) => (error === undefined ? resolve(value) : reject(new Error(error))));
        child.send({ id: lastId, request });
      }),
    waitForLog: (passes) =>
      untilEnd('that happened', (resolve) => {
        const read = () => {
          const found = log.find(passes);
          if (found === undefined) return;
          readers.delete(read);
          resolve(found);
        };
        readers.add(read);
        read();
      }),
  };
}
