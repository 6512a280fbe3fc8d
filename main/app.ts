import type { CallName, Events } from '../common/contract.ts';
import type { Result } from '../common/result.ts';

/** The program, whole, without a window. Hosts call it and show its events. */
export interface App {
  /** Answers any call by name, checked; never rejects, never stays silent. */
  call(name: string, argument: unknown): Promise<Result<unknown>>;
  /** Hears every event; answers how to stop. */
  on(listener: <Name extends keyof Events>(name: Name, detail: Events[Name]) => void): () => void;
  /**
   * Bytes for the page's frames and pictures. `path` starts after `HostDescription.resourceBase`: `preview/…` for the
   * preview, `published/<target>/…` for a finished site in a local folder. Undefined when there is none.
   */
  resource(path: string): Promise<Resource | undefined>;
  /** Saves and closes everything; resolves after the last write. */
  close(): Promise<void>;
}

/** What a host serves for a resource. Every host sends these headers as they are. */
export interface Resource {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly content: Uint8Array;
}

/** Names of all calls, for hosts that list them. */
export type { CallName };
