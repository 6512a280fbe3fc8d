import type { TargetSettings } from '../../../common/site-settings.ts';
import { lookByRecord, probeStore } from '../look-by-record.ts';
import { refusing } from '../refusing.ts';
import { sendInOrder } from '../send-in-order.ts';
import { type Held, heldAfter, type Landed, Refusal, type Shipment, type Target } from '../target.ts';
import { openS3Client, s3SecretName } from './s3-client.ts';
import { openS3Store, type S3Store } from './s3-store.ts';

/** What an S3 target needs besides its settings. */
export interface S3TargetOptions {
  readonly settings: TargetSettings;
  readonly secrets: { read(name: string): Promise<string | undefined> };
  /** Reaches the store, through a proxy where the system has one; default: straight. */
  readonly fetch?: typeof globalThis.fetch | undefined;
  /** Spares looking at a bucket that this program wrote last. Without it every look asks. */
  readonly memory?: BucketMemory | undefined;
}

/** What is known of buckets, by their settings, while the program runs. */
export type BucketMemory = Map<string, KnownBucket>;

/** What is known of a bucket that this program has published to. */
interface KnownBucket {
  /** What it held after the last publish; only of a bucket that refuses to replace what it does not hold any more. */
  readonly held?: Held;
  /** Whether it refuses that; undefined until it was tried. */
  readonly isGuarded?: boolean;
}

/** A bucket at Amazon or any store that speaks the same. */
export function openS3Target({ settings, secrets, fetch = globalThis.fetch, memory }: S3TargetOptions): Target {
  const key = JSON.stringify(settings);
  const explained = <Value>(work: (store: S3Store) => Promise<Value>) =>
    refusing(settings.name, async () => {
      const prefix = String(settings.prefix ?? '').replace(/^\/+|\/+$/g, '');
      const client = openS3Client(settings, await secrets.read(s3SecretName(settings)), fetch);
      return work(openS3Store(client, prefix === '' ? '' : `${prefix}/`));
    });
  return {
    look: (signal) => explained(async (store) => memory?.get(key)?.held ?? lookByRecord(store, signal)),
    inspect: (paths, signal) => explained((store) => store.facts(paths, signal)),
    send: (shipment) =>
      explained(async (store) => {
        if (memory === undefined) return sendInOrder(store, shipment);
        const before = memory.get(key);
        const { held, ...known } = before ?? {};
        // Until the publish is finished, nothing is known of what is there.
        memory.set(key, known);
        const landed = await sendAsRemembered(store, shipment, held);
        if (before !== undefined) memory.set(key, await learnt(store, known, heldAfter(shipment, landed.version)));
        return landed;
      }),
    probe: (signal) => explained((store) => probeStore(store, signal)),
    close: async () => undefined,
  };
}

/** Sends; when the bucket moved on from what was remembered of it, the refusal asks for another try, which looks. */
async function sendAsRemembered(store: S3Store, shipment: Shipment, remembered: Held | undefined): Promise<Landed> {
  try {
    return await sendInOrder(store, shipment);
  } catch (error) {
    const isOld = remembered?.version === shipment.held.version;
    if (isOld && error instanceof Refusal && error.reason === 'moved') {
      throw new Refusal('interrupted', { kind: 'busy-there' });
    }
    throw error;
  }
}

/**
 * What is known of a bucket after a publish. Whether it guards its record is tried at the second publish of a session: for a
 * single one it does not matter.
 */
async function learnt(store: S3Store, known: KnownBucket, held: Held): Promise<KnownBucket> {
  // The publish is done; a question that fails now is asked again after the next one.
  const isGuarded = known.isGuarded ?? (await store.guardsRecord().catch(() => undefined));
  return isGuarded === true ? { held, isGuarded } : isGuarded === undefined ? {} : { isGuarded };
}
