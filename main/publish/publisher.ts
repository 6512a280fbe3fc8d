import type { PublishPlan, PublishProgress, PublishReceipt, TargetMissing, TargetRefused } from '../../common/contract/publish.ts';
import type { WriteFailed } from '../../common/contract/site.ts';
import type { PostId } from '../../common/post.ts';
import type { Result } from '../../common/result.ts';
import type { Build } from '../site/site.ts';

/** Brings builds of one site to its targets, keeps a receipt of each. */
export interface Publisher {
  plan(build: Build, target: string | undefined): Promise<Result<PublishPlan, PublishFailure>>;
  publish(
    build: Build,
    options: {
      readonly target: string | undefined;
      readonly postId?: PostId;
      readonly onProgress?: (progress: PublishProgress) => void;
      readonly signal?: AbortSignal;
    },
  ): Promise<Result<PublishReceipt, PublishFailure>>;
  /** Receipts of finished publishes, latest first. */
  history(): Promise<readonly PublishReceipt[]>;
  close(): Promise<void>;
}

/** What keeps a publish from happening. The live site is as it was. */
export type PublishFailure = TargetMissing | TargetRefused | WriteFailed;
