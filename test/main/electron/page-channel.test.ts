import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import { ok } from '../../../common/result.ts';
import { openPageChannel } from '../../../main/electron/page-channel.ts';
import { silentLog } from '../../../main/node/log.ts';
import { IpcMainStandIn } from '../../standin/process/ipc-main.ts';

function opened() {
  const ipcMain = new IpcMainStandIn();
  const sent: unknown[][] = [];
  const state = { isLoading: false };
  const contents = Object.assign(new EventEmitter(), {
    send: (...given: unknown[]) => sent.push(given),
    isCrashed: () => false,
    isLoadingMainFrame: () => state.isLoading,
  });
  const calls: unknown[][] = [];
  let tell: (name: string, detail: unknown) => void = () => {};
  const app = {
    call: async (...given: unknown[]) => {
      calls.push(given);
      return ok('answer');
    },
    on: (listener: never) => {
      tell = listener;
      return () => {};
    },
  };
  let page: typeof contents | undefined = contents;
  const channel = openPageChannel({ ipcMain: ipcMain as never, app, page: () => page as never, log: silentLog });
  const fromPage = { sender: contents, senderFrame: { url: 'app://offprint/', parent: null } };
  return {
    channel,
    ipcMain,
    contents,
    sent,
    calls,
    state,
    fromPage,
    tell: (name: string, detail: unknown) => tell(name, detail),
    closeWindow: () => {
      page = undefined;
    },
  };
}

describe('the page’s channel', () => {
  it('has two names and no more', () => {
    expect(opened().ipcMain.channels()).toEqual(['call', 'event']);
  });

  it('hands a call of the page to the program, and the answer back', async () => {
    const { ipcMain, fromPage, calls } = opened();
    expect(await ipcMain.invoke('call', fromPage, ['host.describe', null])).toEqual(ok('answer'));
    expect(calls).toEqual([['host.describe', null]]);
  });

  it('refuses a call of anybody else, who learns nothing', async () => {
    const { ipcMain, contents, calls } = opened();
    const foreign = { sender: contents, senderFrame: { url: 'https://example.com/', parent: null } };
    await expect(ipcMain.invoke('call', foreign, ['host.describe'])).rejects.toThrow(/^Refused$/);
    expect(calls).toEqual([]);
  });

  it('tells the page every event of the program, and nobody when there is no page', () => {
    const { tell, sent, closeWindow } = opened();
    tell('posts.changed', {});
    closeWindow();
    tell('posts.changed', {});
    expect(sent).toEqual([['event', 'posts.changed', {}]]);
  });

  it('keeps what the page must not miss until it listens, also after the page was loaded again', async () => {
    const { channel, contents, ipcMain, fromPage, sent } = opened();
    for (const command of ['post.new', 'page.new']) {
      channel.sendOnceListening('command.chosen', { command });
      await ipcMain.invoke('call', fromPage, ['host.describe', null]);
      expect(sent).toEqual([]);
      await ipcMain.invoke('call', fromPage, ['site.current', null]);
      channel.sendOnceListening('command.chosen', { command: 'later' });
      expect(sent.splice(0).map(([, , detail]) => detail)).toEqual([{ command }, { command: 'later' }]);
      contents.emit('did-navigate');
    }
  });
});

describe('a question to the page', () => {
  it('is over when the page sends its receipt, and not when another frame does', async () => {
    const { channel, ipcMain, sent, fromPage } = opened();
    let isOver = false;
    const asked = channel.sendAndWait('host.closing', {}).then(() => {
      isOver = true;
    });
    const receipt = sent[0]?.[3];
    ipcMain.emit('event', { ...fromPage, senderFrame: { url: 'app://offprint/', parent: {} } }, receipt);
    ipcMain.emit('event', fromPage, 'not a receipt');
    ipcMain.emit('event', fromPage, 99);
    await Promise.resolve();
    expect(isOver).toBe(false);
    ipcMain.emit('event', fromPage, receipt);
    await asked;
  });

  it('is over when the page is gone', async () => {
    const { channel, contents } = opened();
    const asked = channel.sendAndWait('host.closing', {});
    contents.emit('render-process-gone');
    await asked;
    const again = channel.sendAndWait('host.closing', {});
    contents.emit('destroyed');
    await again;
  });

  it('is not asked of a page that is loading or has crashed', async () => {
    const { channel, sent, state, closeWindow } = opened();
    state.isLoading = true;
    await channel.sendAndWait('host.closing', {});
    closeWindow();
    await channel.sendAndWait('host.closing', {});
    expect(sent).toEqual([]);
  });
});
