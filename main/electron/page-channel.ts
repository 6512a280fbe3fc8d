import type { IpcMain, WebContents } from 'electron';
import type { Events } from '../../common/contract.ts';
import type { App } from '../app.ts';
import type { Log } from '../node/log.ts';
import { isFromPage } from './sender.ts';

/** The only two channels there are; the preload knows the same two. */
const callChannel = 'call';
const eventChannel = 'event';
/** The page asks this when all its listeners are in place: which blog to show. */
const firstCall = 'site.current';

/** The program's line to the page that is shown now. */
export interface PageChannel {
  /** Tells the page something. Without a page nobody hears it. */
  send<Name extends keyof Events>(name: Name, detail: Events[Name]): void;
  /** Tells the page something as soon as it listens, for what it must not miss while it starts. */
  sendOnceListening<Name extends keyof Events>(name: Name, detail: Events[Name]): void;
  /** Tells the page something and resolves when its listeners have done what they had to, or when the page is gone. */
  sendAndWait<Name extends keyof Events>(name: Name, detail: Events[Name]): Promise<void>;
}

/** What the channel needs: Electron's side, the program, and the page of the moment. */
export interface PageChannelParts {
  readonly ipcMain: Pick<IpcMain, 'handle' | 'on'>;
  readonly app: Pick<App, 'call' | 'on'>;
  /** The contents of the program's window; undefined while there is none. */
  readonly page: () => WebContents | undefined;
  readonly log: Log;
}

/** Opens both channels. A message from any other frame or window is refused and logged; its sender learns nothing. */
export function openPageChannel({ ipcMain, app, page, log }: PageChannelParts): PageChannel {
  const waiting = new Map<number, () => void>();
  const listening = new WeakSet<WebContents>();
  const early: (() => void)[] = [];
  let lastReceipt = 0;

  ipcMain.handle(callChannel, async (event, name: unknown, argument: unknown) => {
    if (!isFromPage(event, page())) {
      log.info('refused a call from a foreign frame', { url: event.senderFrame?.url ?? 'gone' });
      throw new Error('Refused');
    }
    const answer = await app.call(name, argument);
    if (name === firstCall) pageListens(event.sender);
    return answer;
  });
  ipcMain.on(eventChannel, (event, receipt: unknown) => {
    if (!isFromPage(event, page()) || typeof receipt !== 'number') return;
    waiting.get(receipt)?.();
  });

  const pageListens = (contents: WebContents) => {
    if (listening.has(contents)) return;
    listening.add(contents);
    contents.once('did-navigate', () => listening.delete(contents));
    for (const tell of early.splice(0)) tell();
  };
  const send: PageChannel['send'] = (name, detail) => page()?.send(eventChannel, name, detail);
  app.on(send);

  return {
    send,
    sendOnceListening: (name, detail) => {
      const contents = page();
      if (contents === undefined || listening.has(contents)) send(name, detail);
      else early.push(() => send(name, detail));
    },
    sendAndWait: (name, detail) => {
      const contents = page();
      if (contents === undefined || contents.isCrashed() || contents.isLoadingMainFrame()) return Promise.resolve();
      lastReceipt += 1;
      const receipt = lastReceipt;
      return new Promise<void>((resolve) => {
        const settle = () => {
          waiting.delete(receipt);
          contents.off('render-process-gone', settle);
          contents.off('destroyed', settle);
          resolve();
        };
        waiting.set(receipt, settle);
        contents.on('render-process-gone', settle);
        contents.on('destroyed', settle);
        contents.send(eventChannel, name, detail, receipt);
      });
    },
  };
}
