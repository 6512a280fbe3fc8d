import type { Failure } from '../result.ts';
import type { Check } from '../validate.ts';

/** One call of the contract: its argument, the value it answers and the failures its caller must be ready for. */
export interface Call<Argument, Value, Expected extends Failure = never> {
  readonly argument: Argument;
  readonly value: Value;
  readonly failure: Expected;
}

/** A table with one argument check for each call; the compiler refuses a missing, extra or mismatched one. */
export type Checks<Calls> = {
  readonly [Name in keyof Calls]: Calls[Name] extends { readonly argument: infer Argument } ? Check<Argument> : never;
};
