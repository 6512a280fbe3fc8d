import { EventEmitter } from 'node:events';
import { report } from './control.ts';
import { PageContentsStandIn, type PageSurroundings } from './page-contents.ts';

type Offered = Pick<
  Electron.BrowserWindow,
  | 'loadURL'
  | 'show'
  | 'focus'
  | 'isVisible'
  | 'isFocused'
  | 'isMinimized'
  | 'restore'
  | 'maximize'
  | 'isMaximized'
  | 'isFullScreen'
  | 'getBounds'
  | 'getNormalBounds'
  | 'setBounds'
  | 'getTitle'
  | 'setTitle'
  | 'setDocumentEdited'
  | 'isDocumentEdited'
  | 'setRepresentedFilename'
  | 'getRepresentedFilename'
  | 'setBackgroundColor'
  | 'isDestroyed'
  | 'close'
  | 'destroy'
>;

/** What all windows of the program share. */
export interface WindowsSurroundings extends PageSurroundings {
  readonly isReady: () => boolean;
  readonly onCreated: (window: BrowserWindowStandIn) => void;
  readonly onAllClosed: () => void;
}

/** Electron's `BrowserWindow`: bounds and states as data, its contents in a tab of the test's Chromium. */
export class BrowserWindowStandIn extends EventEmitter implements Offered {
  static readonly all = new Set<BrowserWindowStandIn>();
  /** Set once by the module that puts the stand-in together, as Electron's class takes no such argument. */
  static surroundings: WindowsSurroundings;

  static getAllWindows(): BrowserWindowStandIn[] {
    return [...BrowserWindowStandIn.all];
  }

  static getFocusedWindow(): BrowserWindowStandIn | null {
    return [...BrowserWindowStandIn.all].find((window) => window.isFocused()) ?? null;
  }

  static fromWebContents(contents: unknown): BrowserWindowStandIn | null {
    return [...BrowserWindowStandIn.all].find((window) => window.webContents === contents) ?? null;
  }

  readonly webContents: PageContentsStandIn;
  #bounds: Electron.Rectangle;
  #title: string;
  #isVisible: boolean;
  #isFocused = false;
  #isMaximised = false;
  #isDestroyed = false;
  #isDocumentEdited = false;
  #representedFilename = '';

  constructor(options: Electron.BrowserWindowConstructorOptions = {}) {
    super();
    const { surroundings } = BrowserWindowStandIn;
    if (!surroundings.isReady()) throw new Error('Cannot create BrowserWindow before app is ready');
    const preferences = { sandbox: true, contextIsolation: true, nodeIntegration: false, ...options.webPreferences };
    if (!preferences.sandbox || !preferences.contextIsolation || preferences.nodeIntegration) {
      throw new Error('The stand-in shows sandboxed, isolated pages only.');
    }
    const { x = 0, y = 0, width = 800, height = 600 } = options;
    this.#bounds = { x, y, width, height };
    this.#title = options.title ?? '';
    this.#isVisible = options.show !== false;
    this.webContents = new PageContentsStandIn(preferences, surroundings);
    this.webContents.once('did-finish-load', () => this.emit('ready-to-show', {}));
    this.webContents.once('stand-in-target-gone', () => this.destroy());
    this.webContents.on('page-title-updated', (event: { readonly defaultPrevented: boolean }, title: string) => {
      this.emit('page-title-updated', event, title);
      if (!event.defaultPrevented) this.#title = title;
    });
    BrowserWindowStandIn.all.add(this);
    this.#showBounds();
    surroundings.onCreated(this);
  }

  loadURL(address: string): Promise<void> {
    return this.webContents.loadURL(address);
  }

  show(): void {
    this.#isVisible = true;
    this.emit('show');
    this.focus();
  }

  focus(): void {
    for (const window of BrowserWindowStandIn.all) window.#isFocused = window === this;
    this.emit('focus');
  }

  isVisible(): boolean {
    return this.#isVisible;
  }

  isFocused(): boolean {
    return this.#isFocused;
  }

  isMinimized(): boolean {
    return false;
  }

  restore(): void {}

  maximize(): void {
    this.#isMaximised = true;
    this.emit('maximize');
  }

  isMaximized(): boolean {
    return this.#isMaximised;
  }

  isFullScreen(): boolean {
    return false;
  }

  getBounds(): Electron.Rectangle {
    return { ...this.#bounds };
  }

  getNormalBounds(): Electron.Rectangle {
    return { ...this.#bounds };
  }

  setBounds(bounds: Partial<Electron.Rectangle>): void {
    this.#bounds = { ...this.#bounds, ...bounds };
    this.#showBounds();
    this.emit('resize');
  }

  getTitle(): string {
    return this.#title;
  }

  setTitle(title: string): void {
    this.#title = title;
  }

  setDocumentEdited(edited: boolean): void {
    this.#isDocumentEdited = edited;
  }

  isDocumentEdited(): boolean {
    return this.#isDocumentEdited;
  }

  setRepresentedFilename(name: string): void {
    this.#representedFilename = name;
  }

  getRepresentedFilename(): string {
    return this.#representedFilename;
  }

  setBackgroundColor(): void {}

  isDestroyed(): boolean {
    return this.#isDestroyed;
  }

  close(): void {
    const event = { defaultPrevented: false, preventDefault: () => Object.assign(event, { defaultPrevented: true }) };
    this.emit('close', event);
    if (!event.defaultPrevented) this.destroy();
  }

  destroy(): void {
    if (this.#isDestroyed) return;
    this.#isDestroyed = true;
    this.webContents.hasGone = true;
    BrowserWindowStandIn.all.delete(this);
    const { devtools, onAllClosed } = BrowserWindowStandIn.surroundings;
    const { targetId } = this.webContents;
    // The tab may be gone already, when it was Chromium that ended it.
    void devtools()
      .then(({ browser }) => browser.send('Target.closeTarget', { targetId }))
      .catch(() => {});
    this.webContents.emit('destroyed');
    this.emit('closed');
    if (BrowserWindowStandIn.all.size === 0) onAllClosed();
  }

  #showBounds(): void {
    const { width, height } = this.#bounds;
    this.webContents.prepared
      .then((tab) =>
        tab.send('Emulation.setDeviceMetricsOverride', { width, height, deviceScaleFactor: 1, mobile: false }),
      )
      .catch((error: unknown) => report({ kind: 'stand-in-fault', text: String(error) }));
  }
}
