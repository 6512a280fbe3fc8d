import type { CallName, FailureOf } from './contract.ts';
import type { Failure } from './result.ts';
import type { Text } from './text/en.ts';

/** Every failure any call can answer. */
export type AnyFailure = FailureOf<CallName>;

/** One sentence maker a failure kind; a new kind in the contract is a compile error until each language has a sentence. */
export type FailureSentences = {
  readonly [Kind in AnyFailure['kind']]: (failure: Extract<AnyFailure, { readonly kind: Kind }>) => string;
};

/**
 * What happened, why, and what to do, for the author. A kind that this language does not know gives the general sentence,
 * so that a failure is always shown.
 */
export function failureText(failure: Failure, text: Text): string {
  if (!Object.hasOwn(text.failures, failure.kind)) return text.unknownFailure(failure.kind);
  // The kind was looked up just above, and each kind has one shape in the contract; only the compiler cannot pair them.
  const sentence = text.failures[failure.kind as AnyFailure['kind']] as (failure: Failure) => string;
  return sentence(failure);
}
