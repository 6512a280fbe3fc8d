import type { PublishReceipt, TargetMissing, TargetRefused } from '../../common/contract/publish.ts';
import type { WriteFailed } from '../../common/contract/site.ts';
import type { RebuildReason } from '../../common/rebuild-reason.ts';
import { fail, ok, type Result } from '../../common/result.ts';
import type { SiteSettings, TargetSettings } from '../../common/site-settings.ts';
import { inTurn } from '../node/in-turn.ts';
import type { KeptBuilds } from './kept-builds.ts';
import { lookingAhead } from './looking-ahead.ts';
import { findTarget, likedFileBytes, openTarget, siteUrlOf, type TargetSurroundings } from './open-target.ts';
import type { Outbox, OutboxEntry } from './outbox.ts';
import { type PublishWords, publishOnce } from './publish-once.ts';
import type { PublishOptions } from './publisher.ts';
import type { Receipts } from './receipts.ts';
import { canPass, isRefused, type Wait, withRetries } from './retry.ts';
import type { SendableBuild, Target } from './target.ts';

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
  /** Runs `work` while no build is between being kept and being named in the outbox, so that none is taken for a left-over. */
  betweenBuilds<Value>(work: () => Promise<Value>): Promise<Value>;
}

/** How a publish ended. `isQueued` in a refusal says that it waits in the outbox. */
export type Sent = Result<PublishReceipt, TargetMissing | TargetRefused | WriteFailed>;

/** Starts with whatever the outbox holds from before. */
export function createPublishQueue(around: PublishQueueOptions): PublishQueue {
  const { builds, outbox } = around;
  const owner = {};
  const keeping = {};
  const betweenBuilds: PublishQueue['betweenBuilds'] = (work) => inTurn(keeping, 'builds', work);
  return {
    betweenBuilds,
    publish: async (build, reasons, options) => {
      const found = findTarget(around.settings(), options.target);
      if (!found.ok) return found;
      const { name } = found.value;
      return inTurn(owner, name, () =>
        atPlace(around, found.value, options, async (place) => {
          const queued = await betweenBuilds(() => enqueue(around, name, build, options));
          return queued.ok ? send(place, queued.value, build, reasons) : queued;
        }),
      );
    },
    resume: (target, options = {}) =>
      inTurn(owner, target, async () => {
        const entry = await outbox.get(target);
        if (entry === undefined || !isWaiting(entry)) return undefined;
        const build = await builds.open(entry.build);
        const found = findTarget(around.settings(), target);
        if (build === undefined || !found.ok) {
          if (build === undefined) await outbox.remove(target);
          return found.ok ? undefined : found;
        }
        return atPlace(around, found.value, options, (place) => send(place, entry, build, new Map()));
      }),
  };
}

/** Keeps a build and names it in the outbox, durably. */
async function enqueue(
  { builds, outbox, receipts, now }: PublishQueueOptions,
  target: string,
  build: SendableBuild,
  options: PublishOptions,
): Promise<Result<OutboxEntry, WriteFailed>> {
  const kept = await builds.keep(build);
  if (!kept.ok) return kept;
  const earlier = await outbox.get(target);
  const publishId = await receipts.nextId();
  const entry: OutboxEntry = {
    target,
    publishId,
    build: kept.value,
    queuedMs: now(),
    ...(options.postId === undefined ? {} : { postId: options.postId }),
    // What the author allowed for the publish that this one replaces still holds for the pages it took away.
    removedPosts: [...new Set([...(earlier?.removedPosts ?? []), ...(options.removedPosts ?? [])])],
    allow: options.allow ?? [],
    triedIds: [...(earlier?.triedIds ?? []), publishId].slice(-100),
  };
  const queued = await outbox.put(entry);
  return queued.ok ? ok(entry) : queued;
}

/** True for what goes out by itself; false for what the author must settle first. */
export function isWaiting(entry: OutboxEntry): boolean {
  return entry.failure === undefined || canPass(entry.failure.reason);
}

/** An open target and everything to send to it with. */
interface Place {
  readonly around: PublishQueueOptions;
  readonly settings: TargetSettings;
  readonly target: Target;
  readonly run: Pick<PublishOptions, 'onProgress' | 'signal'>;
}

/** Opens a target, which looks at what it holds while `work` gets ready, and closes it in the end. */
async function atPlace(
  around: PublishQueueOptions,
  settings: TargetSettings,
  run: Place['run'],
  work: (place: Place) => Promise<Sent>,
): Promise<Sent> {
  const opened = openTarget(settings, around);
  if (!opened.ok) {
    await around.outbox.remove(settings.name);
    return opened;
  }
  const target = lookingAhead(opened.value, run.signal);
  try {
    return await work({ around, settings, target, run });
  } finally {
    await target.close();
  }
}

async function send(
  { around, settings, target, run: { onProgress, signal } }: Place,
  entry: OutboxEntry,
  build: SendableBuild,
  reasons: ReadonlyMap<string, RebuildReason>,
): Promise<Sent> {
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
      target,
      targetName: entry.target,
      siteUrl: siteUrlOf(settings, around.settings()),
      build,
      keptBuild: entry.build,
      reasons,
      options,
      receipts: around.receipts,
      builds: around.builds,
      now: around.now,
      words: around.words,
      likedFileBytes: likedFileBytes(settings),
    });
  return settle(around.outbox, entry, await withRetries(attempt, around.wait, signal));
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
