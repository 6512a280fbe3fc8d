import { maxMessageBytes } from '../../common/wire.ts';

/** How much the loopback host takes from any client before it hangs up. */
export interface ServerLimits {
  /** Longest body of one call. */
  readonly maxCallBytes: number;
  /** All bodies being received and worked on together. */
  readonly maxBytesAtOnce: number;
  readonly maxHeaderBytes: number;
  readonly maxConnections: number;
  /** A client that takes longer to send its headers is cut off. */
  readonly headersTimeoutMs: number;
  /** A client that takes longer to send a whole request is cut off. */
  readonly requestTimeoutMs: number;
  /** How often slow clients are looked for. */
  readonly checkIntervalMs: number;
  readonly maxStreams: number;
  readonly maxWaitingEventBytes: number;
  readonly heartbeatMs: number;
  /** Pages that take longer to hand over their last words are not waited for. */
  readonly lastWordsTimeoutMs: number;
  /** Calls still running this long after the end was asked for are not waited for. */
  readonly endTimeoutMs: number;
}

/** Room for everything a page does, and for nothing much beyond. */
export const defaultServerLimits: ServerLimits = {
  maxCallBytes: maxMessageBytes,
  maxBytesAtOnce: 384 * 1024 * 1024,
  maxHeaderBytes: 16 * 1024,
  maxConnections: 256,
  headersTimeoutMs: 10_000,
  requestTimeoutMs: 120_000,
  checkIntervalMs: 2_000,
  maxStreams: 32,
  maxWaitingEventBytes: 64 * 1024 * 1024,
  heartbeatMs: 15_000,
  lastWordsTimeoutMs: 5_000,
  endTimeoutMs: 5_000,
};
