import { randomBytes } from 'node:crypto';
import { EventEmitter } from 'node:events';
import { readFileSync } from 'node:fs';
import { decodeClone, encodeClone } from '../page/clone-codec.ts';
import { report } from './control.ts';
import type { Devtools, DevtoolsTarget } from './devtools.ts';
import type { IpcMainStandIn } from './ipc-main.ts';
import { followPage } from './page-events.ts';
import { grantPermissions } from './page-permissions.ts';
import { answerRequests } from './page-requests.ts';
import type { SessionStandIn } from './session.ts';

/** Name Electron gives to the preload's world. */
export const preloadWorld = 'Electron Isolated Context';

/** What every page needs of the process it lives in. */
export interface PageSurroundings {
  readonly devtools: () => Promise<Devtools>;
  readonly ipcMain: IpcMainStandIn;
  readonly session: SessionStandIn;
  /** Dark, light, or as Chromium has it. */
  readonly themeSource: () => string;
}

/** A frame as IPC and navigation events show it. */
export interface FrameStandIn {
  url: string;
  readonly parent: FrameStandIn | null;
}

type Offered = Pick<
  Electron.WebContents,
  | 'loadURL'
  | 'reload'
  | 'send'
  | 'isCrashed'
  | 'isDestroyed'
  | 'isLoadingMainFrame'
  | 'getURL'
  | 'forcefullyCrashRenderer'
  | 'setWindowOpenHandler'
  | 'replaceMisspelling'
  | 'setZoomLevel'
  | 'getZoomLevel'
>;

type WindowOpenHandler = Parameters<Electron.WebContents['setWindowOpenHandler']>[0];

/** Electron's `webContents`: one page in a tab of the test's Chromium, with the real preload in a world of its own. */
export class PageContentsStandIn extends EventEmitter implements Offered {
  readonly session: SessionStandIn;
  readonly mainFrame: FrameStandIn = { url: '', parent: null };
  /** Resolves when the tab is there and everything is prepared for its first page. */
  readonly prepared: Promise<DevtoolsTarget>;
  targetId = '';
  mainFrameId = '';
  /** The address that the program itself is loading, which no navigation guard is asked about. */
  expectedAddress: string | undefined;
  preloadContext: number | undefined;
  isLoading = false;
  hasCrashed = false;
  hasGone = false;
  windowOpenHandler: WindowOpenHandler = () => ({ action: 'allow' });
  #zoomLevel = 0;
  readonly #surroundings: PageSurroundings;

  constructor(preferences: Electron.WebPreferences, surroundings: PageSurroundings) {
    super();
    this.#surroundings = surroundings;
    this.session = surroundings.session;
    this.prepared = this.#prepare(preferences);
    this.prepared.catch((error: unknown) => report({ kind: 'stand-in-fault', text: String(error) }));
  }

  async loadURL(address: string): Promise<void> {
    // At once, as in Electron: a program may ask right after it began to load.
    this.isLoading = true;
    const tab = await this.prepared;
    const shown = this.session.protocol.toShown(address);
    this.expectedAddress = shown;
    const finished = new Promise((resolve) => this.once('did-finish-load', resolve));
    const { errorText } = await tab.send('Page.navigate', { url: shown });
    if (errorText !== undefined) {
      this.isLoading = false;
      throw new Error(`${errorText} loading '${address}'`);
    }
    await finished;
  }

  reload(): void {
    const address = this.getURL();
    if (address !== '')
      void this.loadURL(address).catch((error: unknown) => report({ kind: 'stand-in-fault', text: String(error) }));
  }

  send(channel: string, ...given: unknown[]): void {
    this.#deliver(encodeClone({ kind: 'event', channel, given }));
  }

  isCrashed(): boolean {
    return this.hasCrashed;
  }

  isDestroyed(): boolean {
    return this.hasGone;
  }

  isLoadingMainFrame(): boolean {
    return this.isLoading;
  }

  getURL(): string {
    return this.mainFrame.url;
  }

  forcefullyCrashRenderer(): void {
    // Chromium answers a crash with an error, as nobody is left to answer.
    void this.prepared.then((tab) => tab.send('Page.crash')).catch(() => {});
  }

  setWindowOpenHandler(handler: WindowOpenHandler): void {
    this.windowOpenHandler = handler;
  }

  replaceMisspelling(text: string): void {
    void this.prepared.then((tab) => tab.send('Input.insertText', { text }));
  }

  setZoomLevel(level: number): void {
    this.#zoomLevel = level;
  }

  getZoomLevel(): number {
    return this.#zoomLevel;
  }

  /** A message that the preload sent, as its frame. */
  async receive(text: string): Promise<void> {
    const message = decodeClone(text) as {
      readonly kind: 'invoke' | 'send' | 'title';
      readonly id: number;
      readonly channel: string;
      readonly given: readonly unknown[];
    };
    if (message.kind === 'title') {
      const title = { defaultPrevented: false, preventDefault: () => Object.assign(title, { defaultPrevented: true }) };
      this.emit('page-title-updated', title, String(message.given[0]), true);
      return;
    }
    const event = { sender: this, senderFrame: this.mainFrame, processId: 1, frameId: 1 };
    if (message.kind === 'send') {
      this.#surroundings.ipcMain.emit(message.channel, event, ...message.given);
      return;
    }
    const reply = await this.#surroundings.ipcMain.invoke(message.channel, event, message.given).then(
      (value) => encodeClone({ kind: 'reply', id: message.id, value }),
      (error: unknown) => encodeClone({ kind: 'reply', id: message.id, error: String(error) }),
    );
    this.#deliver(reply);
  }

  #deliver(text: string): void {
    const { preloadContext } = this;
    if (preloadContext === undefined) return;
    const expression = `standInReceive(${JSON.stringify(text)})`;
    // A page that goes away in between hears nothing, in Electron too.
    void this.prepared
      .then((tab) => tab.send('Runtime.evaluate', { contextId: preloadContext, expression }))
      .catch(() => {});
  }

  async #prepare(preferences: Electron.WebPreferences): Promise<DevtoolsTarget> {
    const devtools = await this.#surroundings.devtools();
    const { targetId } = await devtools.browser.send('Target.createTarget', { url: 'about:blank', newWindow: true });
    this.targetId = targetId;
    const { sessionId } = await devtools.browser.send('Target.attachToTarget', { targetId, flatten: true });
    const tab = devtools.target(sessionId);
    this.mainFrameId = (await tab.send('Page.getFrameTree')).frameTree.frame.id;
    followPage(this, tab, devtools);
    await tab.send('Page.enable');
    await tab.send('Runtime.enable');
    await answerRequests(this, tab, devtools);
    await grantPermissions(this, devtools);
    await tab.send('Runtime.addBinding', { name: 'standInSend', executionContextName: preloadWorld });
    const token = `standInToken = 't${randomBytes(8).toString('hex')}'`;
    await tab.send('Page.addScriptToEvaluateOnNewDocument', {
      source: `{const ${token};${script('page-world.js')}}`,
    });
    const preload = preferences.preload === undefined ? '' : readFileSync(preferences.preload, 'utf8');
    await tab.send('Page.addScriptToEvaluateOnNewDocument', {
      worldName: preloadWorld,
      source: `if (self === top && location.href !== 'about:blank') {const ${token};${script('preload-world.js')}
;(function (require, module, exports) {${preload}
})(standInRequire, { exports: {} }, {});}`,
    });
    await this.applyTheme(tab);
    return tab;
  }

  /** Shows the page as light or dark as the program's `nativeTheme` says. */
  async applyTheme(tab: DevtoolsTarget): Promise<void> {
    const source = this.#surroundings.themeSource();
    await tab.send('Emulation.setEmulatedMedia', {
      features: source === 'system' ? [] : [{ name: 'prefers-color-scheme', value: source }],
    });
  }
}

function script(name: string): string {
  return readFileSync(new URL(`./${name}`, import.meta.url), 'utf8');
}
