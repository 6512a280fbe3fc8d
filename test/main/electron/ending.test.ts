import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import { endAfterLastWrite } from '../../../main/electron/ending.ts';

function program(isMac: boolean) {
  let finish: () => void = () => {};
  const finished = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const quits: number[] = [];
  const app = Object.assign(new EventEmitter(), { quit: () => quits.push(1) });
  endAfterLastWrite(app as never, { finish: () => finished }, isMac);
  const willQuit = () => {
    let isPrevented = false;
    app.emit('will-quit', { preventDefault: () => (isPrevented = true) });
    return !isPrevented;
  };
  return { app, quits, finish, finished, willQuit };
}

describe('the program ends', () => {
  it('only after its last write', async () => {
    const { quits, finish, finished, willQuit } = program(false);
    expect(willQuit()).toBe(false);
    expect(quits).toEqual([]);
    finish();
    await finished;
    expect(quits).toEqual([1]);
    expect(willQuit()).toBe(true);
  });

  it('with its window, but not on a Mac', () => {
    const linux = program(false);
    linux.app.emit('window-all-closed');
    expect(linux.quits).toEqual([1]);
    const mac = program(true);
    mac.app.emit('window-all-closed');
    expect(mac.quits).toEqual([]);
  });

  it('on a Mac when the author quit and the window went', () => {
    const { app, quits } = program(true);
    app.emit('before-quit');
    app.emit('window-all-closed');
    expect(quits).toEqual([1]);
  });
});
