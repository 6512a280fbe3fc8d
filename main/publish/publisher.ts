import type {
  Allowance,
  PageComparison,
  PublishPlan,
  PublishProgress,
  PublishReceipt,
  TargetMissing,
  TargetRefused,
} from '../../common/contract/publish.ts';
import type { PastPublish, ReceiptMissing, WaitingPublish } from '../../common/contract/publish-targets.ts';
import type { WriteFailed } from '../../common/contract/site.ts';
import type { PostId } from '../../common/post.ts';
import type { Result } from '../../common/result.ts';
import type { TargetSettings } from '../../common/site-settings.ts';
import type { Build } from '../site/site.ts';
import type { SendableBuild } from './target.ts';

/** Brings builds of one site to its targets, keeps a receipt of each. */
export interface Publisher {
  /** What a publish would change. Where the target cannot be reached, compared with what it last accepted. */
  plan(build: Build, target: string | undefined): Promise<Result<PublishPlan, PublishFailure>>;
  /** One page of a build beside what its place last accepted. */
  compare(
    build: SendableBuild,
    target: string | undefined,
    address: string,
  ): Promise<Result<PageComparison, TargetMissing>>;
  /** A picture that a comparison named, with its type. */
  picture(name: string): Promise<{ readonly type: string; readonly content: Uint8Array } | undefined>;
  /** Sends a build, verifies it and keeps it for undo. Publishes of one target follow one another. */
  publish(build: Build, options: PublishOptions): Promise<Result<PublishReceipt, PublishFailure>>;
  /** Tries once more to send what waits in the outbox for the network. */
  resume(): Promise<readonly Resumed[]>;
  /**
   * Sends what waits from before, now and later by itself, until `close`. For hosts that stay; a command that ends at once
   * leaves it out.
   */
  start(): void;
  /** Puts the build of a past publish back at its target: a publish like any other, with a receipt of its own. */
  undo(
    receiptId: string,
    options?: Pick<PublishOptions, 'allow' | 'onProgress' | 'signal'>,
  ): Promise<Result<PublishReceipt, PublishFailure | ReceiptMissing>>;
  /** Publishes that are not finished. */
  outbox(): Promise<readonly WaitingPublish[]>;
  /** Receipts of finished publishes, latest first. */
  history(): Promise<readonly PastPublish[]>;
  /** Does once, small, at a place what a publish does: writes, reads back, removes. `secret` stands in for the kept one. */
  probe(settings: TargetSettings, secret?: string): Promise<Result<void, TargetRefused>>;
  close(): Promise<void>;
}

/** How it went with one target that was waiting; `sent` is undefined when it no longer waited. */
export interface Resumed {
  readonly target: string;
  readonly sent: Result<PublishReceipt, PublishFailure> | undefined;
}

/** How to publish. */
export interface PublishOptions {
  /** Name in the site's settings; the first one, or the embedded folder, when undefined. */
  readonly target: string | undefined;
  /** The post whose address the receipt should show. */
  readonly postId?: PostId;
  /** Posts that the author took back or threw away: their pages may go without asking. */
  readonly removedPosts?: readonly PostId[];
  /** What the author allowed after a guard stopped an earlier try. */
  readonly allow?: readonly Allowance[];
  readonly onProgress?: (progress: PublishProgress) => void;
  /** Stops at the next safe place; the target stays whole and the next publish finishes the work. */
  readonly signal?: AbortSignal;
}

/** What keeps a publish from happening. The live site is as it was. */
export type PublishFailure = TargetMissing | TargetRefused | WriteFailed;
