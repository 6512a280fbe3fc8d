import { randomBytes } from 'node:crypto';
import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs';
import path from 'node:path';

/** Where the program writes what a developer would want to know. Never a secret, never the author's text. */
export interface Log {
  info(message: string, detail?: Readonly<Record<string, unknown>>): void;
  /** Answers a short reference that finds this entry again. */
  error(message: string, cause: unknown): string;
}

/** A log that keeps nothing, for tests and short commands. References still differ. */
export const silentLog: Log = { info: () => {}, error: () => newReference() };

const maxLogBytes = 1_000_000;

/**
 * A log of one JSON object a line in `offprint.log` of this folder (made when missing), with one older file of the same
 * size, 1 MB each. Lines are written at once, so that the last words before a crash are there. A log that cannot be
 * written stays silent: it must never stop an author.
 */
export function fileLog(folder: string): Log {
  const file = path.join(folder, 'offprint.log');
  const write = (entry: Readonly<Record<string, unknown>>): void => {
    try {
      mkdirSync(folder, { recursive: true });
      turnOver(file);
      appendFileSync(file, `${withoutCredentials(JSON.stringify(entry))}\n`, { mode: 0o600 });
    } catch {
      // See above: nothing may depend on the log.
    }
  };
  return {
    info: (message, detail) => write({ time: new Date().toISOString(), level: 'info', message, ...detail }),
    error: (message, cause) => {
      const reference = newReference();
      write({ time: new Date().toISOString(), level: 'error', message, reference, cause: describe(cause) });
      return reference;
    },
  };
}

function turnOver(file: string): void {
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  if (size > maxLogBytes) renameSync(file, `${file}.1`);
}

function describe(cause: unknown): unknown {
  return cause instanceof Error ? (cause.stack ?? cause.message) : cause;
}

/** Addresses may carry a name and a password; those never reach a file. */
function withoutCredentials(line: string): string {
  return line.replace(/(\w:\/\/)[^\s/"@]+@/g, '$1…@');
}

function newReference(): string {
  return randomBytes(4).toString('hex');
}
