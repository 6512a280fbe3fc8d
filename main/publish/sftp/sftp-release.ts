import path from 'node:path';
import type { ManifestFile } from '../../../common/manifest.ts';
import { sha256 } from '../../node/hash.ts';
import { inLanes } from '../in-lanes.ts';
import { readBuilt } from '../send-in-order.ts';
import { type Landed, Refusal, type Shipment } from '../target.ts';
import { encodeRecord, recordPath } from '../target-record.ts';
import { noSuchFile, type SftpConnection } from './sftp-connection.ts';
import { hasExtension, type SftpFiles } from './sftp-files.ts';

const lanes = 48;
/** A release names every file anew: above so many a publish would cost by the size of the blog and not of the change. */
const mostFiles = 3_000;

/**
 * True where a whole release can be flipped in: the server links and renames over, and the folder is missing yet or is a link
 * that an earlier release made.
 */
export async function canRelease({ sftp, ask }: SftpConnection, root: string, files: number): Promise<boolean> {
  const isAble = ['posix-rename@openssh.com', 'hardlink@openssh.com'].every((name) => hasExtension(sftp, name));
  if (!isAble || files > mostFiles) return false;
  try {
    const led = await ask<string>((done) => sftp.readlink(root, done));
    return path.posix.basename(path.posix.dirname(led)) === `${path.posix.basename(root)}.releases`;
  } catch {
    // A folder, or nothing there yet.
    const found = await ask<unknown>((done) => sftp.lstat(root, done)).catch((error: unknown) => error);
    return typeof found === 'object' && found !== null && 'code' in found && found.code === noSuchFile;
  }
}

/**
 * Sends a build as a whole new folder beside the old one and flips a symbolic link, `root`, from the old to the new in one
 * step: readers see all of one or all of the other. What did not change is linked on the server. The release before is
 * kept, for readers in the middle of a page.
 */
export async function sendAsSftpRelease(
  connection: SftpConnection,
  files: SftpFiles,
  root: string,
  shipment: Shipment,
): Promise<Landed> {
  const { build, held, plan, publishId, onProgress, signal } = shipment;
  const { sftp, ask } = connection;
  const releases = `${root}.releases`;
  const release = path.posix.join(releases, publishId);
  const fresh = new Set(plan.groups.flat());
  const current = await ask<string>((done) => sftp.readlink(root, done)).catch(() => undefined);
  await removeTree(files, release);
  let [done, bytesDone] = [0, 0];
  const send = async (file: ManifestFile, to: string) => {
    const content = await readBuilt(build, file);
    const isWhole =
      file.role === 'asset'
        ? (await files.create(to, content, signal)).size === file.size
        : await files.createProven(to, content, signal);
    if (!isWhole) throw new Refusal('verify-failed', { kind: 'file-differs', file: file.path });
    [done, bytesDone] = [done + 1, bytesDone + file.size];
    onProgress('sending', Math.min(done, plan.filesToSend), plan.filesToSend, {
      done: bytesDone,
      total: plan.bytesToSend,
    });
  };
  await inLanes(
    build.manifest.files,
    lanes,
    async (file) => {
      const to = path.posix.join(release, file.path);
      await files.makeFolder(path.posix.dirname(to));
      const isLinked =
        !fresh.has(file) && current !== undefined && (await link(connection, path.posix.join(root, file.path), to));
      if (!isLinked) await send(file, to);
    },
    signal,
  );
  const record = encodeRecord({ version: 1, publishId, manifest: build.manifest, unsettled: [], arriving: [] });
  await files.makeFolder(path.posix.join(release, path.posix.dirname(recordPath)));
  await files.create(path.posix.join(release, recordPath), record, signal);
  const now = await files.read(path.posix.join(root, recordPath), undefined, signal);
  if ((now === undefined ? '' : sha256(now)) !== held.version) throw new Refusal('moved', { kind: 'busy-there' });
  await flip(connection, files, root, publishId);
  await removeOldReleases(files, releases, [publishId, current && path.posix.basename(current)]);
  return { version: sha256(record), filesSent: fresh.size, bytesSent: bytesDone };
}

async function link({ sftp, ask }: SftpConnection, from: string, to: string): Promise<boolean> {
  try {
    await ask<unknown>((done) => sftp.ext_openssh_hardlink(from, to, (error) => done(error, undefined)));
    return true;
  } catch {
    // A file somebody took away, or a disk without links: the bytes are still in the build.
    return false;
  }
}

async function flip({ sftp, ask }: SftpConnection, files: SftpFiles, root: string, publishId: string): Promise<void> {
  const next = `${root}.next`;
  await files.unlink(next);
  const led = `${path.posix.basename(root)}.releases/${publishId}`;
  await ask<unknown>((done) => sftp.symlink(led, next, (error) => done(error, undefined)));
  await files.renameOver(next, root);
}

async function removeOldReleases(
  files: SftpFiles,
  releases: string,
  kept: readonly (string | undefined)[],
): Promise<void> {
  for (const { filename } of await files.entriesIn(releases)) {
    if (/^\.{1,2}$/.test(filename) || kept.includes(filename)) continue;
    await removeTree(files, path.posix.join(releases, filename));
  }
}

async function removeTree(files: SftpFiles, folder: string): Promise<void> {
  const entries = (await files.entriesIn(folder)).filter(({ filename }) => !/^\.{1,2}$/.test(filename));
  await inLanes(entries, lanes, ({ filename, attrs }) => {
    const place = path.posix.join(folder, filename);
    return attrs.isDirectory() ? removeTree(files, place) : files.unlink(place);
  });
  await files.removeEmptyFolders(folder, path.posix.dirname(folder));
}
