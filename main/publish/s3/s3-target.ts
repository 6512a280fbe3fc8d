import type { TargetSettings } from '../../../common/site-settings.ts';
import type { FileStore } from '../file-store.ts';
import { lookByRecord, probeStore } from '../look-by-record.ts';
import { refusing } from '../refusing.ts';
import { sendInOrder } from '../send-in-order.ts';
import type { Target } from '../target.ts';
import { openS3Client, s3SecretName } from './s3-client.ts';
import { openS3Store } from './s3-store.ts';

/** What an S3 target needs besides its settings. */
export interface S3TargetOptions {
  readonly settings: TargetSettings;
  readonly secrets: { read(name: string): Promise<string | undefined> };
  /** Reaches the store, through a proxy where the system has one; default: straight. */
  readonly fetch?: typeof globalThis.fetch | undefined;
}

/** A bucket at Amazon or any store that speaks the same. */
export function openS3Target({ settings, secrets, fetch = globalThis.fetch }: S3TargetOptions): Target {
  const explained = <Value>(work: (store: FileStore) => Promise<Value>) =>
    refusing(settings.name, async () => {
      const prefix = String(settings.prefix ?? '').replace(/^\/+|\/+$/g, '');
      const client = openS3Client(settings, await secrets.read(s3SecretName(settings)), fetch);
      return work(openS3Store(client, prefix === '' ? '' : `${prefix}/`));
    });
  return {
    look: (signal) => explained((store) => lookByRecord(store, signal)),
    inspect: (paths, signal) => explained((store) => store.facts(paths, signal)),
    send: (shipment) => explained((store) => sendInOrder(store, shipment)),
    probe: (signal) => explained((store) => probeStore(store, signal)),
    close: async () => undefined,
  };
}
