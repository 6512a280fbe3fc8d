import { EventEmitter } from 'node:events';
import type { SchemesStandIn } from './schemes.ts';

type Offered = Pick<
  Electron.Session,
  | 'setPermissionRequestHandler'
  | 'setPermissionCheckHandler'
  | 'resolveProxy'
  | 'setDevicePermissionHandler'
  | 'setDisplayMediaRequestHandler'
  | 'setSpellCheckerLanguages'
  | 'setSpellCheckerEnabled'
  | 'addWordToSpellCheckerDictionary'
  | 'availableSpellCheckerLanguages'
  | 'setSpellCheckerDictionaryDownloadURL'
>;

type RequestHandler = Parameters<Electron.Session['setPermissionRequestHandler']>[0];
type CheckHandler = Parameters<Electron.Session['setPermissionCheckHandler']>[0];

/** Electron's session: what pages may do. Without a handler everything is granted, as in Electron. */
export class SessionStandIn extends EventEmitter implements Offered {
  readonly protocol: SchemesStandIn;
  readonly availableSpellCheckerLanguages = ['de', 'en-GB', 'en-US'];
  spellCheckerLanguages: string[] = [];
  isSpellCheckerEnabled = true;
  dictionaryAddress = '';
  readonly dictionary: string[] = [];
  #request: RequestHandler = null;
  #check: CheckHandler = null;

  constructor(protocol: SchemesStandIn) {
    super();
    this.protocol = protocol;
  }

  setPermissionRequestHandler(handler: RequestHandler): void {
    this.#request = handler;
  }

  setPermissionCheckHandler(handler: CheckHandler): void {
    this.#check = handler;
  }

  /** What the system says, in the words of Electron; no proxy unless a test sets one. */
  async resolveProxy(): Promise<string> {
    return process.env.OFFPRINT_STANDIN_PROXY ?? 'DIRECT';
  }

  setDevicePermissionHandler(): void {}

  setDisplayMediaRequestHandler(): void {}

  setSpellCheckerLanguages(languages: string[]): void {
    this.spellCheckerLanguages = languages;
  }

  setSpellCheckerEnabled(enabled: boolean): void {
    this.isSpellCheckerEnabled = enabled;
  }

  setSpellCheckerDictionaryDownloadURL(address: string): void {
    this.dictionaryAddress = address;
  }

  addWordToSpellCheckerDictionary(word: string): boolean {
    this.dictionary.push(word);
    return true;
  }

  /** Whether a page gets a permission when it asks: both doors have to open. */
  grants(contents: unknown, permission: string, origin: string): boolean {
    // The stand-in's contents and the names of permissions are what Electron would hand over.
    const page = contents as Electron.WebContents;
    const name = permission as Parameters<NonNullable<CheckHandler>>[1];
    if (this.#check !== null && !this.#check(page, name, origin, { isMainFrame: true })) return false;
    if (this.#request === null) return true;
    let granted = false;
    const details = { isMainFrame: true, requestingUrl: origin } as Electron.PermissionRequest;
    this.#request(
      page,
      name as Parameters<NonNullable<RequestHandler>>[1],
      (answer) => {
        granted = answer;
      },
      details,
    );
    return granted;
  }
}
