/**
 * Answers of everything that can fail in an expected way. Failures are values, because Electron's IPC keeps only an
 * error's message; exceptions are left for bugs.
 */
export type Result<Value, Expected extends Failure = Failure> = Success<Value> | Failed<Expected>;

/** The answer of a call that did what was asked. */
export interface Success<Value> {
  readonly ok: true;
  readonly value: Value;
}

/** The answer of a call that could not do what was asked, and why. */
export interface Failed<Expected extends Failure = Failure> {
  readonly ok: false;
  readonly failure: Expected;
}

/**
 * Why something expected went wrong. `kind` picks the sentence in `failure-text.ts`; the other fields are the data that
 * sentence shows and a retry needs. Only plain data: it crosses process borders.
 */
export interface Failure {
  readonly kind: string;
}

/** Wraps a value as a success. */
export function ok<Value>(value: Value): Success<Value> {
  return { ok: true, value };
}

/** Wraps a failure as an answer. */
export function fail<const Expected extends Failure>(failure: Expected): Failed<Expected> {
  return { ok: false, failure };
}

/** Proves to the compiler that a union was switched over completely; throws when a value slipped through anyway. */
export function assertNever(value: never): never {
  throw new Error(`Unexpected value: ${JSON.stringify(value)}`);
}
