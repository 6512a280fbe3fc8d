import { describe, expect, it } from 'vitest';
import { type ClosingParts, createClosing } from '../../../main/electron/closing.ts';
import { silentLog } from '../../../main/node/log.ts';

/** A promise with its ends outside. */
function promised<Value = void>() {
  let resolve: (value: Value) => void = () => {};
  let reject: (error: Error) => void = () => {};
  const promise = new Promise<Value>((give, refuse) => {
    resolve = give;
    reject = refuse;
  });
  return { promise, resolve, reject };
}

const never = () => new Promise<never>(() => {});

function parts(changes: Partial<ClosingParts> = {}): ClosingParts {
  return {
    flushPage: async () => {},
    closeApp: async () => {},
    failedSaves: () => [],
    limit: never,
    askWhenSlow: never,
    askAboutFailedSaves: never,
    log: silentLog,
    ...changes,
  };
}

describe('the window closes', () => {
  it('only after the page has handed over what it still had', async () => {
    const order: string[] = [];
    const flush = promised();
    const closing = createClosing(parts({ flushPage: () => flush.promise.then(() => void order.push('flushed')) }));
    const closed = closing.windowMayClose().then((may) => order.push(`may close: ${may}`));
    order.push('asked');
    flush.resolve();
    await closed;
    expect(order).toEqual(['asked', 'flushed', 'may close: true']);
  });

  it('once, however often its button is pressed', async () => {
    let flushes = 0;
    const flush = promised();
    const closing = createClosing(
      parts({
        flushPage: () => {
          flushes += 1;
          return flush.promise;
        },
      }),
    );
    const answers = [closing.windowMayClose(), closing.windowMayClose()];
    flush.resolve();
    expect(await Promise.all(answers)).toEqual([true, true]);
    expect(flushes).toBe(1);
  });

  it('not when a post could not be saved and the author goes back to it', async () => {
    const asked: (readonly string[])[] = [];
    const closing = createClosing(
      parts({
        failedSaves: () => ['posts/a.md'],
        askAboutFailedSaves: async (names) => {
          asked.push(names);
          return asked.length === 1 ? 'stay' : 'leave';
        },
      }),
    );
    expect(await closing.windowMayClose()).toBe(false);
    expect(await closing.windowMayClose()).toBe(true);
    expect(asked).toEqual([['posts/a.md'], ['posts/a.md']]);
  });
});

describe('a step that takes too long', () => {
  it('is shown to the author, who may wait until it is done', async () => {
    const close = promised();
    let questions = 0;
    const closing = createClosing(
      parts({
        closeApp: () => close.promise,
        limit: async () => {},
        askWhenSlow: async () => {
          questions += 1;
          if (questions === 3) {
            close.resolve();
            return never();
          }
          return 'wait';
        },
      }),
    );
    await closing.finish();
    expect(questions).toBe(3);
  });

  it('takes its question away when it is done before the answer', async () => {
    const close = promised();
    let over: AbortSignal | undefined;
    const closing = createClosing(
      parts({
        closeApp: () => close.promise,
        limit: async () => {},
        askWhenSlow: (signal) => {
          over = signal;
          close.resolve();
          return never();
        },
      }),
    );
    await closing.finish();
    expect(over?.aborted).toBe(true);
  });

  it('is waited for when the author cannot be asked', async () => {
    const close = promised();
    let questions = 0;
    const closing = createClosing(
      parts({
        closeApp: () => close.promise,
        limit: async () => {},
        askWhenSlow: async () => {
          questions += 1;
          if (questions === 2) close.resolve();
          throw new Error('no display');
        },
      }),
    );
    await closing.finish();
    expect(questions).toBeGreaterThanOrEqual(2);
  });

  it('is left when the author says so', async () => {
    const closing = createClosing(parts({ closeApp: never, limit: async () => {}, askWhenSlow: async () => 'leave' }));
    await closing.finish();
  });

  it('that fails is logged and is over', async () => {
    const complaints: string[] = [];
    const log = { ...silentLog, error: (message: string) => String(complaints.push(message)) };
    const closing = createClosing(
      parts({
        closeApp: async () => {
          throw new Error('a bug');
        },
        log,
      }),
    );
    await closing.finish();
    expect(complaints).toEqual(['the program did not close']);
  });
});
