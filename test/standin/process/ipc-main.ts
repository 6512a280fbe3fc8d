import { EventEmitter } from 'node:events';

type InvokeHandler = (event: Electron.IpcMainInvokeEvent, ...given: unknown[]) => unknown;

/** Electron's `ipcMain`: one handler a channel, any number of listeners. */
export class IpcMainStandIn extends EventEmitter implements Pick<Electron.IpcMain, 'handle' | 'removeHandler'> {
  readonly #handlers = new Map<string, InvokeHandler>();

  handle(channel: string, handler: InvokeHandler): void {
    if (this.#handlers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`);
    this.#handlers.set(channel, handler);
  }

  removeHandler(channel: string): void {
    this.#handlers.delete(channel);
  }

  /** What a page's `ipcRenderer.invoke` does here. */
  async invoke(channel: string, event: object, given: readonly unknown[]): Promise<unknown> {
    const handler = this.#handlers.get(channel);
    if (handler === undefined) throw new Error(`No handler registered for '${channel}'`);
    // The stand-in's event has the fields that a handler may rely on.
    return handler(event as Electron.IpcMainInvokeEvent, ...given);
  }

  /** Every channel somebody listens to, for the test that there are no others than the program's two. */
  channels(): readonly string[] {
    return [...this.#handlers.keys(), ...this.eventNames().map(String)];
  }
}
