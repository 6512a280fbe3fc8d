import path from 'node:path';
import type { PublishPlan, PublishReceipt } from '../../common/contract/publish.ts';
import type { RebuildReason } from '../../common/rebuild-reason.ts';
import { fail, ok } from '../../common/result.ts';
import type { SiteSettings } from '../../common/site-settings.ts';
import type { Log } from '../node/log.ts';
import type { Build } from '../site/site.ts';
import { createPageComparer } from './compare-pages.ts';
import { contentTypeOf } from './content-type.ts';
import { openKeptBuilds } from './kept-builds.ts';
import { findTarget, likedFileBytes, openTarget, type SecretReader } from './open-target.ts';
import { openOutbox } from './outbox.ts';
import { createOutboxRunner, type OutboxEvent } from './outbox-runner.ts';
import { largeFilesIn, planPublish } from './plan.ts';
import type { ProxyFor } from './proxy.ts';
import type { PublishWords } from './publish-once.ts';
import { createPublishQueue, isWaiting } from './publish-queue.ts';
import type { Publisher } from './publisher.ts';
import { openReceipts } from './receipts.ts';
import { canPass, isRefused, type Wait, waitFor } from './retry.ts';
import { createSpareBuilds } from './spare-builds.ts';

/** What a publisher needs. */
export interface PublisherOptions {
  readonly siteFolder: string;
  /** The site's sub-folder of the application's data; receipts, kept builds and the outbox lie in `publish/` below it. */
  readonly siteDataFolder: string;
  /** The embedded target's folder, used until the author chooses another. */
  readonly publishedFolder: string;
  /** As they are now; asked at each call. */
  readonly settings: () => SiteSettings;
  readonly secrets: SecretReader;
  /** UTC milliseconds. */
  readonly now: () => number;
  readonly log: Log;
  /** How to wait between the tries of one publish; default: by the clock. */
  readonly wait?: Wait;
  /** How to wait before trying again what is in the outbox; default: by the clock. */
  readonly waitInOutbox?: Wait;
  /** The git to run; default: the one on the path, and none where there is none. */
  readonly gitProgram?: string;
  /** Which proxy the system wants for an address; default: as the environment says. */
  readonly proxyFor?: ProxyFor;
  /** How to wait between two questions to a host that makes the site; default: by the clock. */
  readonly waitForHost?: Wait;
  /** Texts that others read. */
  readonly words: PublishWords;
  /** Hears what happens to waiting publishes. */
  readonly emit?: (event: OutboxEvent) => void;
}

/** Opens the publishing side of one site. Nothing is read or reached before the first call. */
export function openPublisher(options: PublisherOptions): Publisher {
  const folder = path.join(options.siteDataFolder, 'publish');
  const receipts = openReceipts(path.join(folder, 'receipts'));
  const builds = openKeptBuilds(path.join(folder, 'builds'));
  const outbox = openOutbox(path.join(folder, 'outbox'));
  const { wait = waitFor, waitInOutbox = waitFor } = options;
  /** What went out by itself and nobody asked about since, as right after a start, when no page listens yet. */
  const wentOut: PublishReceipt[] = [];
  const emit = (event: OutboxEvent) => {
    if (event.kind === 'went-out') wentOut.push(event.receipt);
    options.emit?.(event);
  };
  const comparer = createPageComparer();
  const heldBranches = new Map();
  const heldBuckets = new Map();
  const queue = createPublishQueue({ ...options, heldBranches, heldBuckets, receipts, builds, outbox, wait });
  const spare = createSpareBuilds({ ...options, receipts, builds, outbox, betweenBuilds: queue.betweenBuilds });
  const resume = async (signal?: AbortSignal) => {
    const waiting = (await outbox.all()).filter(isWaiting);
    const run = signal === undefined ? {} : { signal };
    return Promise.all(waiting.map(async ({ target }) => ({ target, sent: await queue.resume(target, run) })));
  };
  const runner = createOutboxRunner({ resume, emit, wait: waitInOutbox, log: options.log });

  return {
    plan: async (build, targetName) => {
      const found = findTarget(options.settings(), targetName);
      if (!found.ok) return found;
      const opened = openTarget(found.value, { ...options, heldBranches });
      if (!opened.ok) return opened;
      const { name } = found.value;
      const last = (await receipts.all()).find(({ receipt }) => receipt.target === name);
      const accepted = last && (await builds.open(last.build))?.manifest;
      try {
        const looked = await opened.value.look();
        const liked = likedFileBytes(found.value);
        if (looked.ok) return ok(shownPlan(name, build, looked.value, accepted, liked));
        if (!canPass(looked.failure.reason)) return looked;
        const remembered = {
          manifest: accepted,
          unsettled: new Set<string>(),
          arriving: new Set<string>(),
          editedByOthers: [],
        };
        return ok({ ...shownPlan(name, build, remembered, accepted, liked), isFromMemory: true });
      } finally {
        await opened.value.close();
      }
    },
    compare: async (build, targetName, address) => {
      const found = findTarget(options.settings(), targetName);
      if (!found.ok) return found;
      const last = (await receipts.all()).find(({ receipt }) => receipt.target === found.value.name);
      return ok(await comparer.compare(address, build, last && (await builds.open(last.build))));
    },
    picture: async (name) => {
      const content = await comparer.picture(name);
      return content && { type: contentTypeOf(name), content };
    },
    publish: async (build, publishOptions) => {
      const sent = await queue.publish(build, reasonsOf(build), publishOptions);
      if (sent.ok) {
        spare.afterPublish(sent.value);
      } else if (isRefused(sent.failure)) {
        emit({ kind: 'outbox-changed' });
        if (sent.failure.isQueued === true) runner.wake(false);
      }
      return sent;
    },
    resume: () => resume(),
    start: () => runner.wake(true),
    undo: async (id, undoOptions = {}) => {
      const past = (await receipts.all()).find(({ receipt }) => receipt.id === id);
      const build = past && (await builds.open(past.build));
      if (past === undefined || build === undefined) return fail({ kind: 'receipt-missing', id });
      const { allow = [], ...rest } = undoOptions;
      return queue.publish(build, new Map(), { ...rest, target: past.receipt.target, allow: [...allow, 'removal'] });
    },
    outbox: async () => {
      const unfinished = (await outbox.all()).map((entry) => ({
        target: entry.target,
        state: isWaiting(entry) ? ('waiting' as const) : ('needs-you' as const),
        queuedMs: entry.queuedMs,
        ...(entry.failure === undefined ? {} : { failure: entry.failure }),
      }));
      const live = wentOut.splice(0);
      return [
        ...unfinished,
        ...live.map(({ target, publishedMs }) => ({ target, state: 'went-out' as const, queuedMs: publishedMs })),
      ];
    },
    history: async () => {
      const all = await receipts.all();
      const kept = new Set(await builds.names());
      return all.map(({ receipt, build }) => ({ ...receipt, canPutBack: kept.has(build) }));
    },
    probe: async (settings, secret) => {
      const secrets = secret === undefined ? options.secrets : { read: async () => secret };
      const opened = openTarget(settings, { ...options, secrets });
      if (!opened.ok) return opened;
      try {
        return await opened.value.probe();
      } finally {
        await opened.value.close();
      }
    },
    close: async () => {
      await runner.close();
      await spare.close();
    },
  };
}

function shownPlan(
  target: string,
  build: Build,
  held: Parameters<typeof planPublish>[1],
  accepted: Parameters<typeof planPublish>[2],
  likedBytes: number | undefined,
): PublishPlan {
  const plan = planPublish(build.manifest, held, accepted, reasonsOf(build));
  const { pages, filesToSend, bytesToSend, removals } = plan;
  const largeFiles = largeFilesIn(plan, likedBytes);
  return { target, pages, filesToSend, filesToRemove: removals.flat().length, bytesToSend, largeFiles };
}

function reasonsOf(build: Build): ReadonlyMap<string, RebuildReason> {
  return new Map(build.rendered.map(({ address, reason }) => [address, reason]));
}
