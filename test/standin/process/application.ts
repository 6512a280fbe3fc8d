import { EventEmitter } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { takeInstanceLock } from './instance-lock.ts';

/** What the application must do with windows when it quits; given by the window module, which knows them. */
export interface WindowKeeper {
  /** Asks every window to close. False as soon as one stays. */
  closeAll(): Promise<boolean>;
  /** Ends the connection to Chromium. */
  disconnect(): Promise<void>;
}

type Offered = Pick<
  Electron.App,
  | 'whenReady'
  | 'isReady'
  | 'getName'
  | 'getVersion'
  | 'getAppPath'
  | 'getPath'
  | 'setPath'
  | 'getLocale'
  | 'getPreferredSystemLanguages'
  | 'requestSingleInstanceLock'
  | 'enableSandbox'
  | 'setAboutPanelOptions'
  | 'showAboutPanel'
  | 'addRecentDocument'
  | 'clearRecentDocuments'
  | 'isPackaged'
  | 'quit'
  | 'exit'
>;

/** Electron's `app`: life, folders and instances of the program. */
export class ApplicationStandIn extends EventEmitter implements Offered {
  readonly isPackaged = false;
  readonly recentDocuments: string[] = [];
  /** Whether the program asked that every page run in Chromium’s sandbox. */
  isSandboxed = false;
  aboutPanel: Electron.AboutPanelOptionsOptions = {};
  readonly #paths = new Map<string, string>();
  readonly #package: { readonly name: string; readonly productName?: string; readonly version: string };
  readonly #appPath: string;
  #windows: WindowKeeper | undefined;
  #isReady = false;
  #hasQuit = false;
  #startReady: () => void = () => {};
  readonly #ready = new Promise<void>((resolve) => {
    this.#startReady = resolve;
  });

  constructor(appPath: string, home: string) {
    super();
    this.#appPath = appPath;
    this.#package = JSON.parse(readFileSync(path.join(appPath, 'package.json'), 'utf8'));
    const configuration = path.join(home, '.config');
    this.#paths.set('home', home);
    this.#paths.set('appData', configuration);
    this.#paths.set('userData', path.join(configuration, this.getName()));
    this.#paths.set('temp', os.tmpdir());
    process.on('SIGTERM', () => this.quit());
  }

  /** Called once the program's main file has run to its end, as Electron is ready no sooner. */
  becomeReady(windows: WindowKeeper): void {
    this.#windows = windows;
    setImmediate(() => {
      if (this.#hasQuit) return;
      this.#isReady = true;
      this.#startReady();
      this.emit('ready', {}, {});
    });
  }

  whenReady(): Promise<void> {
    return this.#ready;
  }

  isReady(): boolean {
    return this.#isReady;
  }

  getName(): string {
    return this.#package.productName ?? this.#package.name;
  }

  getVersion(): string {
    return this.#package.version;
  }

  getAppPath(): string {
    return this.#appPath;
  }

  getLocale(): string {
    return 'en-GB';
  }

  getPreferredSystemLanguages(): string[] {
    return ['en-GB'];
  }

  getPath(name: string): string {
    const found = this.#paths.get(name);
    if (found === undefined) throw new Error(`Failed to get '${name}' path`);
    return found;
  }

  setPath(name: string, to: string): void {
    if (!path.isAbsolute(to)) throw new Error('Path must be absolute');
    if (!existsSync(to)) throw new Error(`Failed to set path: ${to} does not exist`);
    this.#paths.set(name, to);
  }

  requestSingleInstanceLock(sent?: Record<PropertyKey, unknown>): boolean {
    return takeInstanceLock(this.getPath('userData'), sent ?? {}, (fromLater) => {
      this.emit('second-instance', {}, [], process.cwd(), fromLater);
    });
  }

  enableSandbox(): void {
    if (this.#isReady) throw new Error('app.enableSandbox() can only be called before app is ready');
    this.isSandboxed = true;
  }

  setAboutPanelOptions(options: Electron.AboutPanelOptionsOptions): void {
    this.aboutPanel = options;
  }

  showAboutPanel(): void {}

  addRecentDocument(file: string): void {
    this.recentDocuments.unshift(file);
  }

  clearRecentDocuments(): void {
    this.recentDocuments.length = 0;
  }

  quit(): void {
    if (!this.#hasQuit) void this.#quit();
  }

  exit(code = 0): void {
    this.#hasQuit = true;
    const disconnected = this.#windows?.disconnect() ?? Promise.resolve();
    void disconnected.finally(() => process.exit(code));
  }

  /** Electron's order: before-quit, every window closes, will-quit, quit. Any of them may stop it. */
  async #quit(): Promise<void> {
    if (!this.#emitStoppable('before-quit')) return;
    if (this.#windows !== undefined && !(await this.#windows.closeAll())) return;
    if (this.#hasQuit || !this.#emitStoppable('will-quit')) return;
    this.emit('quit', {}, 0);
    this.exit(0);
  }

  #emitStoppable(name: string): boolean {
    const event = { defaultPrevented: false, preventDefault: () => Object.assign(event, { defaultPrevented: true }) };
    this.emit(name, event);
    return !event.defaultPrevented;
  }
}
