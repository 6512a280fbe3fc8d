import type { Allowance, RefusalNote, RefusalReason, TargetRefused } from '../../common/contract/publish.ts';
import type { Manifest, ManifestFile } from '../../common/manifest.ts';
import type { Result } from '../../common/result.ts';
import type { StoredFacts } from './file-store.ts';
import type { SendPlan } from './plan.ts';

/** One place where a blog is published: a folder, a git branch, a server, a bucket. One file a kind implements it. */
export interface Target {
  /** What lies there now. Changes nothing. */
  look(signal?: AbortSignal): Promise<Result<Held, TargetRefused>>;
  /**
   * Brings a build there so that no reader ever meets a broken page, then reads back and compares. Answered when that is
   * proven. After an interruption at any point the site there is whole, and sending again finishes the work.
   */
  send(shipment: Shipment): Promise<Result<Landed, TargetRefused>>;
  /**
   * Which of these files lie there, and how large they are: asked right before sending where `look` goes by the record
   * alone, so that what somebody else put exactly there is met. Absent where `look` or the way of sending sees to it.
   */
  inspect?(
    paths: readonly string[],
    signal?: AbortSignal,
  ): Promise<Result<ReadonlyMap<string, StoredFacts>, TargetRefused>>;
  /** Does once, small, what a publish does: writes, reads back, removes. */
  probe(signal?: AbortSignal): Promise<Result<void, TargetRefused>>;
  /** Folder on this machine at which the finished site can be read; local targets only. */
  readonly folder?: string;
  close(): Promise<void>;
}

/** What a target holds now, as far as it matters for the next publish. */
export interface Held {
  /** Names the state there; sending is refused when it is another one by then. Empty for a place without a publish. */
  readonly version: string;
  /** Id of the publish that is there; undefined when no publish of ours is known there. */
  readonly publishId?: string;
  /** Files a publish of ours left there, in its own words; undefined when there was none. */
  readonly manifest: Manifest | undefined;
  /** Paths of ours whose content is not certain, after an interruption: old, new, or not there at all. */
  readonly unsettled: ReadonlySet<string>;
  /** Those of them that were not there before the interrupted publish, so that nothing live leads to them yet. */
  readonly arriving: ReadonlySet<string>;
  /** Files that no publish of ours put there and that this blog would have to overwrite or that show a stranger's place. */
  readonly others: readonly string[];
  /** Files of ours that somebody else changed or took away there. */
  readonly editedByOthers: readonly string[];
}

/** One build on its way to one target. */
export interface Shipment {
  readonly publishId: string;
  readonly build: SendableBuild;
  readonly held: Held;
  readonly plan: SendPlan;
  /** One line that says what is published, in the author's words. */
  readonly message: string;
  /** What the author allowed after a guard stopped an earlier try. */
  readonly allowed: ReadonlySet<Allowance>;
  readonly onProgress: Progress;
  readonly signal?: AbortSignal;
}

/** Hears how far a shipment is: files, and bytes where they are counted. */
export type Progress = (
  stage: 'sending' | 'verifying' | 'at-host',
  done: number,
  total: number,
  bytes?: { readonly done: number; readonly total: number },
) => void;

/** A manifest and where its bytes lie: a fresh build, or one kept for undo and the outbox. */
export interface SendableBuild {
  readonly manifest: Manifest;
  pathOf(file: ManifestFile): string;
  /** Throws damaged bytes away where they can be made again; left out where they cannot. */
  lose?(file: ManifestFile): void;
}

/** A build that arrived. */
export interface Landed {
  /** `Held.version` from now on. */
  readonly version: string;
  readonly filesSent: number;
  readonly bytesSent: number;
  /** Of a place that makes the site itself. */
  readonly hostBuild?: 'built' | 'running' | 'unknown';
}

/** What a place holds once a shipment is there, under its new version. */
export function heldAfter({ publishId, build, held }: Shipment, version: string): Held {
  const { files } = build.manifest;
  const ours = held.others.length === 0 ? undefined : new Set(files.map((file) => file.path));
  return {
    version,
    publishId,
    manifest: build.manifest,
    unsettled: new Set(),
    arriving: new Set(),
    others: held.others.filter((file) => ours?.has(file) !== true),
    editedByOthers: [],
  };
}

/** What places held when they were last written, by a name of each, while the program runs. */
export type HeldMemory = Map<string, Held>;

/**
 * Thrown inside targets for an expected refusal; `refusing` turns it into a value at the target's border. Carries either what
 * Offprint knows, as data, or what the other side said, in its words.
 */
export class Refusal extends Error {
  readonly reason: RefusalReason;
  readonly extra: Partial<TargetRefused>;

  constructor(reason: RefusalReason, met: RefusalNote | string, extra: Partial<TargetRefused> = {}) {
    super(typeof met === 'string' ? met : '');
    this.reason = reason;
    this.extra = typeof met === 'string' ? extra : { ...extra, note: met };
  }
}
