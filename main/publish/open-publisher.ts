import path from 'node:path';
import type { PublishPlan, PublishReceipt } from '../../common/contract/publish.ts';
import { ok, type Result } from '../../common/result.ts';
import type { SiteSettings } from '../../common/site-settings.ts';
import { inTurn } from '../node/in-turn.ts';
import type { Log } from '../node/log.ts';
import type { Build } from '../site/site.ts';
import { type KeptBuilds, openKeptBuilds } from './kept-builds.ts';
import { findTarget, openTarget, type SecretReader } from './open-target.ts';
import { emptyManifest, planPublish } from './plan.ts';
import { publishOnce } from './publish-once.ts';
import type { Publisher, PublishFailure } from './publisher.ts';
import { openReceipts, type Receipts } from './receipts.ts';

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
}

/** Published builds that are kept for undo. */
const keptPublishes = 20;
/** Pruning reads every kept manifest, so it waits until this many more have gathered. */
const pruneSlack = 5;

/** Opens the publishing side of one site. Nothing is read or reached before the first call. */
export function openPublisher(options: PublisherOptions): Publisher {
  const folder = path.join(options.siteDataFolder, 'publish');
  const receipts = openReceipts(path.join(folder, 'receipts'));
  const builds = openKeptBuilds(path.join(folder, 'builds'));
  const queue = {};

  return {
    plan: async (build, targetName) => {
      const found = findTarget(options.settings(), targetName);
      if (!found.ok) return found;
      const opened = openTarget(found.value, options);
      if (!opened.ok) return opened;
      const target = opened.value;
      try {
        const looked = await target.look();
        if (looked.ok) return ok(shownPlan(found.value.name, build, looked.value));
        if (!isOffline(looked.failure.reason)) return looked;
        const last = (await receipts.all()).find(({ receipt }) => receipt.target === found.value.name);
        const manifest = (last && (await builds.open(last.build))?.manifest) ?? emptyManifest;
        const remembered = { manifest, unsettled: new Set<string>(), editedByOthers: [] };
        return ok({ ...shownPlan(found.value.name, build, remembered), isFromMemory: true });
      } finally {
        await target.close();
      }
    },
    publish: async (build, publishOptions) => {
      const found = findTarget(options.settings(), publishOptions.target);
      if (!found.ok) return found;
      const { name } = found.value;
      return inTurn(queue, name, async (): Promise<Result<PublishReceipt, PublishFailure>> => {
        const opened = openTarget(found.value, options);
        if (!opened.ok) return opened;
        const target = opened.value;
        try {
          const published = await publishOnce({
            target,
            targetName: name,
            siteUrl: options.settings().url,
            build,
            reasons: reasonsOf(build),
            options: publishOptions,
            receipts,
            builds,
            triedIds: [],
            publishId: await receipts.nextId(),
            now: options.now,
          });
          if (published.ok) await prune(receipts, builds);
          return published;
        } finally {
          await target.close();
        }
      });
    },
    history: async () => (await receipts.all()).map(({ receipt }) => receipt),
    close: async () => undefined,
  };
}

function shownPlan(target: string, build: Build, held: Parameters<typeof planPublish>[1]): PublishPlan {
  const { pages, filesToSend, bytesToSend, removals } = planPublish(build.manifest, held, reasonsOf(build));
  return { target, pages, filesToSend, filesToRemove: removals.flat().length, bytesToSend };
}

function reasonsOf(build: Build): ReadonlyMap<string, string> {
  return new Map(build.rendered.map(({ address, reason }) => [address, reason]));
}

function isOffline(reason: string): boolean {
  return reason === 'no-network' || reason === 'name-unknown' || reason === 'unreachable';
}

/** Forgets the builds of publishes long past; their receipts stay as history. */
async function prune(receipts: Receipts, builds: KeptBuilds): Promise<void> {
  const all = await receipts.all();
  if (all.length % pruneSlack !== 0 || all.length <= keptPublishes) return;
  await builds.prune(all.slice(0, keptPublishes).map(({ build }) => build));
}
