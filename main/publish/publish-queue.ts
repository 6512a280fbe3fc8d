import type { PublishReceipt, TargetMissing, TargetRefused } from '../../common/contract/publish.ts';
import type { WriteFailed } from '../../common/contract/site.ts';
import type { RebuildReason } from '../../common/rebuild-reason.ts';
import { fail, type Result } from '../../common/result.ts';
import type { SiteSettings } from '../../common/site-settings.ts';
import { inTurn } from '../node/in-turn.ts';
import type { KeptBuilds } from './kept-builds.ts';
import { findTarget, likedFileBytes, openTarget, siteUrlOf, type TargetSurroundings } from './open-target.ts';
import type { Outbox, OutboxEntry } from './outbox.ts';
import { type PublishWords, publishOnce } from './publish-once.ts';
import type { PublishOptions } from './publisher.ts';
import type { Receipts } from './receipts.ts';
import { canPass, isRefused, type Wait, withRetries } from './retry.ts';
import type { SendableBuild } from './target.ts';

/** What the queue works with. */
export interface PublishQueueOptions extends TargetSurroundings {
  readonly settings: () => SiteSettings;
  readonly receipts: Receipts;
  readonly builds: KeptBuilds;
  readonly outbox: Outbox;
  readonly wait: Wait;
  readonly now: () => number;
  readonly words: PublishWords;
}

/** Takes builds in, durably, and sends them, one after another for each target. */
export interface PublishQueue {
  /** Keeps the build and puts it in the outbox before anything is sent; a build that waited for this target is replaced. */
  publish(build: SendableBuild, reasons: ReadonlyMap<string, RebuildReason>, options: PublishOptions): Promise<Sent>;
  /** Tries once more to send what waits for a target; undefined when nothing waits. */
  resume(target: string, options?: Pick<PublishOptions, 'onProgress' | 'signal'>): Promise<Sent | undefined>;
}

/** How a publish ended. `isQueued` in a refusal says that it waits in the outbox. */
export type Sent = Result<PublishReceipt, TargetMissing | TargetRefused | WriteFailed>;

/** Starts with whatever the outbox holds from before. */
export function createPublishQueue(around: PublishQueueOptions): PublishQueue {
  const { builds, outbox, receipts } = around;
  const owner = {};
  return {
    publish: async (build, reasons, options) => {
      const found = findTarget(around.settings(), options.target);
      if (!found.ok) return found;
      const target = found.value.name;
      return inTurn(owner, target, async () => {
        const kept = await builds.keep(build);
        if (!kept.ok) return kept;
        const earlier = await outbox.get(target);
        const publishId = await receipts.nextId();
        const entry: OutboxEntry = {
          target,
          publishId,
          build: kept.value,
          queuedMs: around.now(),
          ...(options.postId === undefined ? {} : { postId: options.postId }),
          // What the author allowed for the publish that this one replaces still holds for the pages it took away.
          removedPosts: [...new Set([...(earlier?.removedPosts ?? []), ...(options.removedPosts ?? [])])],
          allow: options.allow ?? [],
          triedIds: [...(earlier?.triedIds ?? []), publishId].slice(-100),
        };
        return send(around, entry, build, reasons, options);
      });
    },
    resume: (target, options = {}) =>
      inTurn(owner, target, async () => {
        const entry = await outbox.get(target);
        if (entry === undefined || !isWaiting(entry)) return undefined;
        const build = await builds.open(entry.build);
        if (build === undefined) {
          await outbox.remove(target);
          return undefined;
        }
        return send(around, entry, build, new Map(), options);
      }),
  };
}

/** True for what goes out by itself; false for what the author must settle first. */
export function isWaiting(entry: OutboxEntry): boolean {
  return entry.failure === undefined || canPass(entry.failure.reason);
}

async function send(
  around: PublishQueueOptions,
  entry: OutboxEntry,
  build: SendableBuild,
  reasons: ReadonlyMap<string, RebuildReason>,
  { onProgress, signal }: Pick<PublishOptions, 'onProgress' | 'signal'>,
): Promise<Sent> {
  const settings = findTarget(around.settings(), entry.target);
  if (!settings.ok) return settings;
  const queued = await around.outbox.put(entry);
  if (!queued.ok) return queued;
  const opened = openTarget(settings.value, around);
  if (!opened.ok) {
    await around.outbox.remove(entry.target);
    return opened;
  }
  const { postId, removedPosts, allow } = entry;
  const options = {
    removedPosts,
    allow,
    ...(postId === undefined ? {} : { postId }),
    ...(onProgress === undefined ? {} : { onProgress }),
    ...(signal === undefined ? {} : { signal }),
  };
  const attempt = () =>
    publishOnce({
      ...entry,
      target: opened.value,
      targetName: entry.target,
      siteUrl: siteUrlOf(settings.value, around.settings()),
      build,
      keptBuild: entry.build,
      reasons,
      options,
      receipts: around.receipts,
      builds: around.builds,
      now: around.now,
      words: around.words,
      likedFileBytes: likedFileBytes(settings.value),
    });
  try {
    const sent = await withRetries(attempt, around.wait, signal);
    return await settle(around.outbox, entry, sent);
  } finally {
    await opened.value.close();
  }
}

/** Takes what is finished out of the outbox, and notes why the rest is still there. */
async function settle(outbox: Outbox, entry: OutboxEntry, sent: Sent): Promise<Sent> {
  if (sent.ok) {
    await outbox.remove(entry.target);
    return sent;
  }
  const { failure } = sent;
  if (!isRefused(failure)) return sent;
  const noted = await outbox.put({ ...entry, failure });
  if (!noted.ok) return noted;
  return canPass(failure.reason) ? fail({ ...failure, isQueued: true }) : sent;
}
