type Handler = (request: Request) => Response | Promise<Response>;

/**
 * Electron's `protocol`. Chromium's debugging protocol cannot intercept a scheme of our own, so a page at `app://host/…`
 * is shown at `https://host.app.invalid/…`, an address that leads nowhere outside; everything the program sees is
 * translated back.
 */
export class SchemesStandIn
  implements Pick<Electron.Protocol, 'registerSchemesAsPrivileged' | 'handle' | 'unhandle' | 'isProtocolHandled'>
{
  readonly #schemes = new Set<string>();
  readonly #handlers = new Map<string, Handler>();
  readonly #isReady: () => boolean;

  constructor(isReady: () => boolean) {
    this.#isReady = isReady;
  }

  registerSchemesAsPrivileged(schemes: Electron.CustomScheme[]): void {
    if (this.#isReady()) {
      throw new Error('protocol.registerSchemesAsPrivileged should be called before app is ready');
    }
    for (const { scheme } of schemes) this.#schemes.add(scheme);
  }

  handle(scheme: string, handler: Handler): void {
    if (!this.#schemes.has(scheme)) throw new Error(`The stand-in serves privileged schemes only, not ${scheme}.`);
    if (this.#handlers.has(scheme)) throw new Error(`Failed to register protocol: ${scheme}`);
    this.#handlers.set(scheme, handler);
  }

  unhandle(scheme: string): void {
    this.#handlers.delete(scheme);
  }

  isProtocolHandled(scheme: string): boolean {
    return this.#handlers.has(scheme);
  }

  /** The handler of a program's address; undefined for every other address. */
  handlerOf(address: string): Handler | undefined {
    return this.#handlers.get(address.split(':', 1)[0] ?? '');
  }

  /** `app://host/x` as Chromium is shown it. */
  toShown(address: string): string {
    return address.replace(/^([a-z][a-z0-9+.-]*):\/\/([^/?#]*)/, (whole, scheme: string, host: string) =>
      this.#schemes.has(scheme) ? `https://${host}.${scheme}.invalid` : whole,
    );
  }

  /** The address as the program knows it. */
  toProgram(address: string): string {
    return address.replace(
      /^https:\/\/([^/?#]*)\.([a-z0-9+-]+)\.invalid(?=[/?#]|$)/,
      (whole, host: string, scheme: string) => (this.#schemes.has(scheme) ? `${scheme}://${host}` : whole),
    );
  }

  /** A text of the program (a policy, a page) with the program's addresses as Chromium is shown them. */
  translate(text: string): string {
    return text.replace(/\b([a-z][a-z0-9+.-]*):\/\/([a-z0-9.-]+)/g, (whole) => this.toShown(whole));
  }
}
