import { type CallName, checks, type DispatchFailure } from '../common/contract.ts';
import { fail, type Result } from '../common/result.ts';
import type { Check } from '../common/validate.ts';
import type { Handlers } from './handlers/handlers.ts';
import type { Log } from './node/log.ts';

/** Answers calls by name, for arguments that nobody has checked yet. */
export type Dispatch = (name: unknown, argument: unknown) => Promise<Result<unknown>>;

/**
 * The one door for everything that comes from a page, a socket or a command line. Looks the name up among the contract's
 * own calls, checks the argument, runs the handler. Never rejects; what nobody foresaw is logged and answered `internal`.
 */
export function createDispatch(handlers: Handlers, log: Log): Dispatch {
  return async (name, argument) => {
    try {
      if (!isCallName(name)) return unknownCall(name);
      // Each name has its own check; the compiler cannot carry the pairing through a union.
      const checked = (checks[name] as Check<unknown>)(argument);
      if (!checked.ok) return checked;
      const handler = handlers[name] as (checkedArgument: unknown) => Promise<Result<unknown>>;
      return await handler(checked.value);
    } catch (error) {
      return fail({ kind: 'internal', reference: log.error(`The call ${String(name).slice(0, 100)} failed`, error) });
    }
  };
}

function isCallName(name: unknown): name is CallName {
  return typeof name === 'string' && Object.hasOwn(checks, name);
}

function unknownCall(name: unknown): Result<never, DispatchFailure> {
  return fail({ kind: 'unknown-call', name: typeof name === 'string' ? name.slice(0, 100) : typeof name });
}
