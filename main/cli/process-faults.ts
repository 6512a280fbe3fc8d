import { exitCodes } from './failures.ts';

/** The parts of a process that faults come from. */
export type FaultyProcess = Pick<NodeJS.Process, 'on' | 'exit'> & {
  readonly stdout: Pick<NodeJS.WriteStream, 'on'>;
  readonly stderr: Pick<NodeJS.WriteStream, 'on' | 'write'>;
};

/**
 * Lets a reader of the output leave early (`offprint history blog | head -1`) without that being a fault. Whoever closed
 * the pipe wants no more lines; the command itself goes on to its end.
 */
export function allowClosedPipes({ stdout, stderr }: Pick<FaultyProcess, 'stdout' | 'stderr'>): void {
  const onError = (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  };
  stdout.on('error', onError);
  stderr.on('error', onError);
}

/**
 * Has every fault that reaches nobody written to the log. One that was thrown ends the process with code 70, as nothing is
 * sure any more (what was typed is in the journal), and the user is told where it stands; a promise that failed unheard does not take the author's window away.
 */
export function logFaults(
  faulty: FaultyProcess,
  report: (message: string, cause: unknown) => string,
  sentence: (reference: string) => string,
): void {
  faulty.on('unhandledRejection', (cause) => {
    report('Something failed that nobody waited for', cause);
  });
  faulty.on('uncaughtException', (cause) => {
    faulty.stderr.write(`${sentence(report('Something was thrown that nobody caught', cause))}\n`);
    faulty.exit(exitCodes.internal);
  });
}
