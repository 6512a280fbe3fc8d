import { realpath } from 'node:fs/promises';
import type { NoSiteOpen } from '../common/contract/site.ts';
import { fail, ok, type Result } from '../common/result.ts';
import type { SiteSession } from './site-session.ts';

/** The one site that is open, if any. Opening and closing happen one after another, in the order asked. */
export interface CurrentSite {
  /** The open session, or a failure that a call can answer as it is. */
  session(): Result<SiteSession, NoSiteOpen>;
  /**
   * Puts what `open` makes of a folder in the place of what is open. When it fails, what was open stays open, unless it was
   * this very folder: one folder cannot be held twice.
   */
  replace<Opened extends Result<SiteSession>>(folder: string, open: () => Promise<Opened>): Promise<Opened>;
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
    replace: (folder, open) =>
      inTurn(async () => {
        const real = await realpath(folder).catch(() => undefined);
        if (current?.library.folder === real) await closeCurrent();
        const opened = await open();
        if (!opened.ok) return opened;
        await closeCurrent();
        current = opened.value;
        return opened;
      }),
    close: () => inTurn(closeCurrent),
  };
}
