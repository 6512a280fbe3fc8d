import type { TargetSettings } from '../../../common/site-settings.ts';
import type { FileStore } from '../file-store.ts';
import { lookByRecord, probeStore } from '../look-by-record.ts';
import { refusing } from '../refusing.ts';
import { sendInOrder } from '../send-in-order.ts';
import { Refusal, type Target } from '../target.ts';
import { connectSftp, explainSftp, type SftpConnection, sftpSecretName } from './sftp-connection.ts';
import { openSftpStore } from './sftp-store.ts';

/** What an SFTP target needs besides its settings. */
export interface SftpTargetOptions {
  readonly settings: TargetSettings;
  readonly secrets: { read(name: string): Promise<string | undefined> };
}

/** A folder on a server reached over SFTP. One connection serves looking, sending and reading back. */
export function openSftpTarget({ settings, secrets }: SftpTargetOptions): Target {
  let connection: Promise<SftpConnection> | undefined;
  let hasSecret = false;
  const within = async <Value>(work: (store: FileStore) => Promise<Value>): Promise<Value> => {
    const root = settings.path;
    if (typeof root !== 'string' || root === '') throw new Refusal('settings-incomplete', 'path');
    const secret = await secrets.read(sftpSecretName(settings));
    hasSecret = secret !== undefined;
    connection ??= connectSftp(settings, secret);
    try {
      return await work(openSftpStore(await connection, root.replace(/(?<=.)\/+$/, '')));
    } catch (error) {
      // The next try starts with a new connection.
      const broken = connection;
      connection = undefined;
      await broken?.then((open) => open.close()).catch(() => undefined);
      throw error;
    }
  };
  const explained = <Value>(work: (store: FileStore) => Promise<Value>) =>
    refusing(
      settings.name,
      () => within(work),
      (error) => explainSftp(error, hasSecret),
    );
  return {
    look: (signal) => explained((store) => lookByRecord(store, signal)),
    send: (shipment) => explained((store) => sendInOrder(store, shipment)),
    probe: (signal) => explained((store) => probeStore(store, signal)),
    close: async () => {
      await connection?.then((open) => open.close()).catch(() => undefined);
      connection = undefined;
    },
  };
}
