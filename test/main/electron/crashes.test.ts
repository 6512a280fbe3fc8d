import { EventEmitter } from 'node:events';
import { describe, expect, it, vi } from 'vitest';
import { revivePage } from '../../../main/electron/crashes.ts';
import { silentLog } from '../../../main/node/log.ts';

vi.mock('electron', () => import('../../standin/process/electron.ts'));

function page(answers: { readonly afterCrashes?: 'reload' | 'quit'; readonly whenHanging?: 'wait' | 'reload' } = {}) {
  const done: string[] = [];
  let time = 0;
  const contents = Object.assign(new EventEmitter(), {
    isDestroyed: () => false,
    reload: () => done.push('reload'),
    forcefullyCrashRenderer: () => done.push('crash'),
  });
  revivePage(contents as never, {
    askAfterCrashes: async () => {
      done.push('ask');
      return answers.afterCrashes ?? 'reload';
    },
    askWhenHanging: async () => answers.whenHanging ?? 'wait',
    quit: () => done.push('quit'),
    now: () => time,
    log: silentLog,
  });
  /** Lets the listeners run to their end. */
  const emit = async (name: string, ...details: unknown[]) => {
    contents.emit(name, {}, ...details);
    await new Promise((resolve) => setImmediate(resolve));
  };
  return {
    done,
    emit,
    wait: (ms: number) => {
      time += ms;
    },
  };
}

const crashed = { reason: 'crashed', exitCode: 1 };

describe('a page that stopped working', () => {
  it('is loaded again', async () => {
    const { emit, done } = page();
    await emit('render-process-gone', crashed);
    expect(done).toEqual(['reload']);
  });

  it('is left alone when it ended by itself', async () => {
    const { emit, done } = page();
    await emit('render-process-gone', { reason: 'clean-exit', exitCode: 0 });
    expect(done).toEqual([]);
  });

  it('is asked about at the third crash within a minute', async () => {
    const { emit, done } = page({ afterCrashes: 'quit' });
    for (let crash = 0; crash < 3; crash += 1) await emit('render-process-gone', crashed);
    expect(done).toEqual(['reload', 'reload', 'ask', 'quit']);
  });

  it('is loaded again without a question when its crashes are far apart', async () => {
    const { emit, done, wait } = page();
    for (let crash = 0; crash < 5; crash += 1) {
      await emit('render-process-gone', crashed);
      wait(60_001);
    }
    expect(done).toEqual(['reload', 'reload', 'reload', 'reload', 'reload']);
  });

  it('is ended when it hangs and the author does not want to wait', async () => {
    const waiting = page({ whenHanging: 'wait' });
    await waiting.emit('unresponsive');
    expect(waiting.done).toEqual([]);
    const ended = page({ whenHanging: 'reload' });
    await ended.emit('unresponsive');
    expect(ended.done).toEqual(['crash']);
  });
});
