import type { PublishReceipt } from '../../common/contract/publish.ts';
import type { SiteSettings } from '../../common/site-settings.ts';
import type { Log } from '../node/log.ts';
import type { KeptBuilds } from './kept-builds.ts';
import type { Outbox } from './outbox.ts';
import type { PublishQueue } from './publish-queue.ts';
import type { Receipts } from './receipts.ts';

/** What decides which builds can still be put back. */
export interface SpareBuildsOptions {
  readonly settings: () => SiteSettings;
  readonly receipts: Receipts;
  readonly builds: KeptBuilds;
  readonly outbox: Outbox;
  readonly betweenBuilds: PublishQueue['betweenBuilds'];
  readonly log: Log;
}

/** Forgets the builds of publishes long past, while nobody waits for it. Their receipts stay as history. */
export interface SpareBuilds {
  /** Looks, now and then, whether there is too much. */
  afterPublish(receipt: PublishReceipt): void;
  /** Resolves when nothing of it runs any more. */
  close(): Promise<void>;
}

/** Published builds that are kept for putting back. */
const keptPublishes = 20;
/** Pruning reads every kept list of files, so it waits until this many more have gathered. */
const pruneSlack = 5;
/** A publish of more than this share of the room is reason to look at once. */
const largeShare = 0.05;
/** Room for kept builds unless the site's settings say otherwise, in megabytes. */
const defaultMegabytes = 2_000;

/** Starts idle. */
export function createSpareBuilds(options: SpareBuildsOptions): SpareBuilds {
  let running: Promise<void> = Promise.resolve();
  return {
    afterPublish: (receipt) => {
      running = running
        .then(() => pruneIfNeeded(options, receipt))
        .catch((error: unknown) => {
          options.log.error('Removing builds of old publishes failed', error);
        });
    },
    close: () => running,
  };
}

async function pruneIfNeeded(options: SpareBuildsOptions, { bytesSent }: PublishReceipt): Promise<void> {
  const { settings, receipts, builds, outbox, betweenBuilds } = options;
  const maxBytes = (settings().undoMegabytes ?? defaultMegabytes) * 1_000_000;
  const publishes = (await receipts.all()).length;
  const taken = builds.bytes();
  const isTime = publishes % pruneSlack === 0;
  const isTooMuch = taken === undefined ? isTime || bytesSent > maxBytes * largeShare : taken > maxBytes;
  if (!isTooMuch && !(isTime && publishes > keptPublishes)) return;
  await betweenBuilds(async () => {
    const all = await receipts.all();
    const targets = [...new Set(all.map(({ receipt }) => receipt.target))];
    const live = targets.flatMap((target) => all.find(({ receipt }) => receipt.target === target)?.build ?? []);
    const waiting = (await outbox.all()).map(({ build }) => build);
    const latest = all.slice(0, keptPublishes).map(({ build }) => build);
    await builds.prune({ always: [...live, ...waiting], asFits: latest, maxBytes });
  });
}
