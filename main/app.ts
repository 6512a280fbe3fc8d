import type { Events } from '../common/contract.ts';
import type { Result } from '../common/result.ts';
import type { Content } from './node/content.ts';

/** The program, whole, without a window. Hosts call it and show its events; `createApp` makes one. */
export interface App {
  /** Answers any call by name, checked; never rejects, never stays silent. */
  call(name: unknown, argument: unknown): Promise<Result<unknown>>;
  /** Hears every event; answers how to stop. */
  on(listener: EventListener): () => void;
  /**
   * Bytes for the page's frames and pictures. `path` starts after `HostDescription.resourceBase`, undecoded, without a
   * query; `resourceAddress` is that base as an absolute address ending in `/`, for the policy of the preview frame.
   */
  resource(path: string, resourceAddress: string): Promise<Resource | undefined>;
  /** Saves and closes everything; resolves after the last write. Calls that come later are answered as failures. */
  close(): Promise<void>;
}

/** Hears events of the program. */
export type EventListener = <Name extends keyof Events>(name: Name, detail: Events[Name]) => void;

/** What a host serves for a resource. Every host sends these headers as they are; `answerResource` says how. */
export type Resource = Content & {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
};
