import type { NoSiteOpen } from '../common/contract/site.ts';
import { fail, ok, type Result } from '../common/result.ts';
import type { SiteSession } from './site-session.ts';

/** The one site that is open, if any. Opening and closing happen one after another, in the order asked. */
export interface CurrentSite {
  /** The open session, or a failure that a call can answer as it is. */
  session(): Result<SiteSession, NoSiteOpen>;
  /** Closes what is open and puts what `open` makes in its place; when `open` fails, nothing is open. */
  replace<Opened extends Result<SiteSession>>(open: () => Promise<Opened>): Promise<Opened>;
  close(): Promise<void>;
}

/** Starts with no site open. */
export function createCurrentSite(): CurrentSite {
  let current: SiteSession | undefined;
  let turn: Promise<unknown> = Promise.resolve();

  const closeCurrent = async () => {
    const closing = current;
    current = undefined;
    await closing?.close();
  };
  const inTurn = <Value>(work: () => Promise<Value>): Promise<Value> => {
    const result = turn.then(work);
    turn = result.catch(() => undefined);
    return result;
  };

  return {
    session: () => (current === undefined ? fail({ kind: 'no-site-open' }) : ok(current)),
    replace: (open) =>
      inTurn(async () => {
        await closeCurrent();
        const opened = await open();
        if (opened.ok) current = opened.value;
        return opened;
      }),
    close: () => inTurn(closeCurrent),
  };
}
