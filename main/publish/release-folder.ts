import { copyFile, link, mkdir, open, readdir, readlink, rename, rm, symlink } from 'node:fs/promises';
import path from 'node:path';
import type { ManifestFile } from '../../common/manifest.ts';
import { makeFolderDurably, writeDurably } from '../node/durable-file.ts';
import { errorCode, isMissing, nodeFileSystem } from '../node/file-system.ts';
import { sha256 } from '../node/hash.ts';
import { inLanes } from './in-lanes.ts';
import { readBuilt } from './send-in-order.ts';
import { type Landed, Refusal, type Shipment } from './target.ts';
import { encodeRecord, recordPath } from './target-record.ts';

const lanes = 16;

/**
 * Sends a build as a whole new folder beside the old one and flips a symbolic link, `root`, from the old to the new in one
 * step: readers see all of one or all of the other. What did not change is linked, not copied. The release before is
 * kept, for readers in the middle of a page; older ones are removed.
 */
export async function sendAsRelease(root: string, shipment: Shipment): Promise<Landed> {
  const { build, plan, publishId, signal } = shipment;
  const releases = `${root}.releases`;
  const release = path.join(releases, publishId);
  const current = await currentRelease(root);
  await rm(release, { recursive: true, force: true });
  await makeFolderDurably(nodeFileSystem, release);
  await makeFolders(release, build.manifest.files);

  const fresh = new Set(plan.groups.flat());
  let bytesSent = 0;
  let done = 0;
  const place = async (file: ManifestFile) => {
    const place = path.join(release, ...file.path.split('/'));
    const isLinked =
      !fresh.has(file) && current !== undefined && (await linkFrom(path.join(current, file.path), place));
    if (isLinked) return;
    await writeSynced(place, await readBuilt(build, file));
    bytesSent += file.size;
    done += 1;
    shipment.onProgress('sending', Math.min(done, plan.filesToSend), plan.filesToSend);
  };
  await inLanes(build.manifest.files, lanes, place, signal);
  const record = encodeRecord({ version: 1, publishId, manifest: build.manifest, unsettled: [], arriving: [] });
  await writeOrThrow(path.join(release, recordPath), record);
  await syncFolders(release, [...fresh]);
  await readBack(release, [...fresh], shipment);
  signal?.throwIfAborted();
  await flip(root, release);
  await removeOldReleases(releases, [release, current]);
  return { version: sha256(record), filesSent: fresh.size, bytesSent };
}

/** True when `root` is missing, or a link that an earlier release made: only then may it be flipped. */
export async function canFlip(root: string): Promise<boolean> {
  if (process.platform === 'win32') return false;
  try {
    return path.dirname(await readlink(root)) === `${path.basename(root)}.releases`;
  } catch (error) {
    return isMissing(error);
  }
}

async function currentRelease(root: string): Promise<string | undefined> {
  try {
    return path.resolve(path.dirname(root), await readlink(root));
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

async function flip(root: string, release: string): Promise<void> {
  const parent = path.dirname(root);
  const next = `${root}.next`;
  await rm(next, { force: true });
  await symlink(path.relative(parent, release), next, 'dir');
  await rename(next, root);
  await nodeFileSystem.syncFolder(parent);
}

/** One folder after another; parents come first because paths are sorted by their length. */
async function makeFolders(release: string, files: readonly ManifestFile[]): Promise<void> {
  const folders = new Set(files.map((file) => path.dirname(file.path)));
  await inLanes([...folders], lanes, async (folder) => {
    await mkdir(path.join(release, folder), { recursive: true });
  });
}

/** Makes new names durable: the folders of new files and those above them. */
async function syncFolders(release: string, files: readonly ManifestFile[]): Promise<void> {
  const folders = new Set(['.']);
  for (const file of files) {
    for (let folder = path.dirname(file.path); folder !== '.'; folder = path.dirname(folder)) folders.add(folder);
  }
  await inLanes([...folders], lanes, (folder) => nodeFileSystem.syncFolder(path.join(release, folder)));
}

async function linkFrom(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to);
    return true;
  } catch (error) {
    // File systems without links, and a file somebody took away: the bytes are still in the build.
    if (['EPERM', 'ENOTSUP', 'EMLINK', 'EXDEV'].includes(errorCode(error))) {
      await copyFile(from, to);
      return true;
    }
    if (isMissing(error)) return false;
    throw error;
  }
}

async function writeSynced(file: string, content: Uint8Array): Promise<void> {
  const handle = await open(file, 'wx');
  try {
    await handle.writeFile(content);
    await handle.datasync();
  } finally {
    await handle.close();
  }
}

async function readBack(release: string, files: readonly ManifestFile[], shipment: Shipment): Promise<void> {
  let done = 0;
  await inLanes(
    files,
    lanes,
    async (file) => {
      const content = await nodeFileSystem.readFile(path.join(release, file.path));
      if (sha256(content) !== file.sha256)
        throw new Refusal('verify-failed', { kind: 'file-differs', file: file.path });
      done += 1;
      shipment.onProgress('verifying', done, files.length);
    },
    shipment.signal,
  );
}

async function removeOldReleases(releases: string, kept: readonly (string | undefined)[]): Promise<void> {
  for (const name of await readdir(releases)) {
    const release = path.join(releases, name);
    if (!kept.includes(release)) await rm(release, { recursive: true, force: true });
  }
}

async function writeOrThrow(file: string, content: Uint8Array): Promise<void> {
  const written = await writeDurably(file, content);
  if (!written.ok) throw Object.assign(new Error(`writing ${file}`), { code: written.failure.code });
}
