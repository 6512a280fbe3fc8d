import path from 'node:path';
import type { TargetSettings } from '../../../common/site-settings.ts';
import type { FileStore } from '../file-store.ts';
import { lookByRecord, probeStore } from '../look-by-record.ts';
import { type ProxyFor, proxyFromEnvironment } from '../proxy.ts';
import { refusing } from '../refusing.ts';
import { sendInOrder } from '../send-in-order.ts';
import { Refusal, type Target } from '../target.ts';
import { connectSftp, explainSftp, type SftpConnection, sftpSecretName } from './sftp-connection.ts';
import { type SftpFiles, sftpFiles } from './sftp-files.ts';
import { canRelease, sendAsSftpRelease } from './sftp-release.ts';
import { openSftpStore } from './sftp-store.ts';

/** What an SFTP target needs besides its settings. */
export interface SftpTargetOptions {
  readonly settings: TargetSettings;
  readonly secrets: { read(name: string): Promise<string | undefined> };
  /** Which proxy the system wants for an address; default: as the environment says. */
  readonly proxyFor?: ProxyFor | undefined;
}

interface Opened {
  readonly connection: SftpConnection;
  readonly files: SftpFiles;
  readonly root: string;
  readonly store: FileStore;
}

/** A folder on a server reached over SFTP. One connection serves looking, sending and reading back. */
export function openSftpTarget({
  settings,
  secrets,
  proxyFor = proxyFromEnvironment(process.env),
}: SftpTargetOptions): Target {
  let opened: Promise<Opened> | undefined;
  let hasSecret = false;
  const within = async <Value>(work: (opened: Opened) => Promise<Value>): Promise<Value> => {
    const root = settings.path;
    if (typeof root !== 'string' || root === '')
      throw new Refusal('settings-incomplete', { kind: 'setting', field: 'path' });
    const secret = await secrets.read(sftpSecretName(settings));
    hasSecret = secret !== undefined;
    const folder = root.replace(/(?<=.)\/+$/, '');
    opened ??= connectSftp(settings, secret, proxyFor).then((connection) => openFiles(connection, folder));
    try {
      return await work(await opened);
    } catch (error) {
      // The next try starts with a new connection.
      const broken = opened;
      opened = undefined;
      await broken?.then(({ connection }) => connection.close()).catch(() => undefined);
      throw error;
    }
  };
  const explained = <Value>(work: (opened: Opened) => Promise<Value>) =>
    refusing(
      settings.name,
      () => within(work),
      (error) => explainSftp(error, hasSecret),
    );
  return {
    look: (signal) => explained(({ store }) => lookByRecord(store, signal)),
    inspect: (paths, signal) => explained(({ store }) => store.facts(paths, signal)),
    send: (shipment) =>
      explained(async ({ connection, files, root, store }) => {
        const wanted = settings.releases === true;
        const isRelease = wanted && (await canRelease(connection, root, shipment.build.manifest.files.length));
        return isRelease ? sendAsSftpRelease(connection, files, root, shipment) : sendInOrder(store, shipment);
      }),
    probe: (signal) =>
      explained(({ store, files, root }) => probePlace(store, files, root, settings.releases === true, signal)),
    close: async () => {
      await opened?.then(({ connection }) => connection.close()).catch(() => undefined);
      opened = undefined;
    },
  };
}

function openFiles(connection: SftpConnection, root: string): Opened {
  const files = sftpFiles(connection, path.posix.dirname(root));
  return { connection, files, root, store: openSftpStore(files, root) };
}

/** Tests in a folder beside the one to be: a folder that is there by then could no longer be switched as a whole. */
async function probePlace(
  store: FileStore,
  files: SftpFiles,
  root: string,
  isSwitched: boolean,
  signal: AbortSignal | undefined,
): Promise<void> {
  const isMissing = isSwitched && (await files.factsOf(root, signal)) === undefined;
  return probeStore(isMissing ? openSftpStore(files, `${root}.releases/test`) : store, signal);
}
