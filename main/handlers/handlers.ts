import type { ArgumentOf, CallName, Contract, ValueOf } from '../../common/contract.ts';
import type { Result } from '../../common/result.ts';

/** Answers one call whose argument was checked. May only fail as the contract says. */
export type Handler<Name extends CallName> = (
  argument: ArgumentOf<Name>,
) => Promise<Result<ValueOf<Name>, Contract[Name]['failure']>>;

/** One handler for each call. */
export type Handlers = { readonly [Name in CallName]: Handler<Name> };

/** The handlers of one noun's calls. */
export type HandlersOf<Calls> = { readonly [Name in keyof Calls & CallName]: Handler<Name> };
