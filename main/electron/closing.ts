import type { Log } from '../node/log.ts';

/** What closing needs from the window, the program and the author. */
export interface ClosingParts {
  /** Asks the page to send and save what it still has; resolves when it has. */
  readonly flushPage: () => Promise<void>;
  /** Resolves after the program's last write. */
  readonly closeApp: () => Promise<void>;
  /** Names of posts whose text could not be written to their files. */
  readonly failedSaves: () => readonly string[];
  /** Resolves when a step has taken so long that the author must hear of it. */
  readonly limit: () => Promise<void>;
  /** Shown after `limit`; `over` aborts the question when it has answered itself. */
  readonly askWhenSlow: (over: AbortSignal) => Promise<'wait' | 'leave'>;
  readonly askAboutFailedSaves: (names: readonly string[]) => Promise<'stay' | 'leave'>;
  readonly log: Log;
}

/** The way out: each step waits for the last write, or for the author's word. */
export interface Closing {
  /** Before the window goes. False when the author wants to stay. Asking again while it runs answers the same. */
  windowMayClose(): Promise<boolean>;
  /** Before the program ends, when no window is left. */
  finish(): Promise<void>;
}

/**
 * Closes without losing a word. The page sends what it has, the posts are written, then the program closes. A step that
 * takes longer than the limit is shown to the author, who may wait or leave: what she typed is in the journal either way.
 */
export function createClosing(parts: ClosingParts): Closing {
  let closingWindow: Promise<boolean> | undefined;
  let finishing: Promise<void> | undefined;

  const closeWindow = async (): Promise<boolean> => {
    await settle('the page did not hand over its last words', parts.flushPage, parts);
    const names = parts.failedSaves();
    return names.length === 0 || (await parts.askAboutFailedSaves(names)) === 'leave';
  };

  return {
    windowMayClose: () => {
      closingWindow ??= closeWindow().finally(() => {
        closingWindow = undefined;
      });
      return closingWindow;
    },
    finish: () => {
      finishing ??= settle('the program did not close', parts.closeApp, parts);
      return finishing;
    },
  };
}

/** The author's word; when she cannot be asked, nothing is left behind. */
async function ask(over: AbortSignal, { askWhenSlow, log }: ClosingParts): Promise<'wait' | 'leave'> {
  try {
    return await askWhenSlow(over);
  } catch (error) {
    log.error('the author could not be asked about a slow closing', error);
    return 'wait';
  }
}

/** Waits for a step until it is done, or until the author would rather leave. A step that fails is logged and is over. */
async function settle(complaint: string, step: () => Promise<void>, parts: ClosingParts): Promise<void> {
  const over = new AbortController();
  const work = step()
    .catch((error: unknown) => parts.log.error(complaint, error))
    .then(() => {
      over.abort();
      return 'done' as const;
    });
  for (;;) {
    const first = await Promise.race([work, parts.limit().then(() => 'slow' as const)]);
    if (first === 'done') return;
    const answer = await Promise.race([work, ask(over.signal, parts)]);
    if (answer === 'done') return;
    if (answer === 'leave') {
      parts.log.info(`${complaint} in time; the author left`);
      return;
    }
  }
}
