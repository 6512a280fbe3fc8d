import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path/posix';
import type { ManifestFile } from '../../common/manifest.ts';
import { sha256 } from '../node/hash.ts';
import { isTemporaryName } from '../node/staged-file.ts';
import type { FileStore } from './file-store.ts';
import { inLanes } from './in-lanes.ts';
import type { SendPlan } from './plan.ts';
import { type Landed, Refusal, type SendableBuild, type Shipment } from './target.ts';
import { encodeRecord } from './target-record.ts';

/**
 * Sends file by file, for places where nothing can be flipped: record of what will change, then what pages show, pages,
 * lists, feeds, the finished record, reading back, and last what goes away. A reader meets whole files whose links lead
 * somewhere at every moment; a publish cut anywhere is finished by the next.
 */
export async function sendInOrder(store: FileStore, shipment: Shipment): Promise<Landed> {
  const { build, held, plan, publishId, onProgress, signal } = shipment;
  const record = { version: 1 as const, publishId, manifest: build.manifest };
  const arrived = held.unsettled.size === 0 ? new Set<string>() : await alreadyThere(store, shipment);
  let version = await store.writeRecord(
    encodeRecord({ ...record, unsettled: plan.unsettled, arriving: plan.arriving }),
    held.version,
    signal,
  );

  const firstToGo = new Set(store.hasFolders ? inTheWay(plan) : []);
  for (const path of firstToGo) await store.remove(path, signal);
  let done = 0;
  let bytesDone = 0;
  let bytesSent = 0;
  const total = plan.bytesToSend;
  onProgress('sending', 0, plan.filesToSend, { done: 0, total });
  for (const group of plan.groups) {
    await inLanes(
      group,
      store.lanes,
      async (file) => {
        if (!arrived.has(file.path)) {
          await store.write(file, await readBuilt(build, file), signal);
          bytesSent += file.size;
        }
        done += 1;
        bytesDone += file.size;
        onProgress('sending', done, plan.filesToSend, { done: bytesDone, total });
      },
      signal,
    );
  }
  const sent = plan.groups.flat();
  const removals = plan.removals.flat();
  version = await store.writeRecord(encodeRecord({ ...record, unsettled: removals, arriving: [] }), version, signal);
  await readBack(
    store,
    sent.filter((file) => !(store.isChecked && file.role === 'asset')),
    shipment,
  );
  for (const group of plan.removals) {
    const rest = group.filter((path) => !firstToGo.has(path));
    await inLanes(rest, store.lanes, (path) => store.remove(path, signal), signal);
  }
  return { version, filesSent: sent.length - arrived.size, bytesSent };
}

/** Paths that must go before anything comes: a file where a folder will be, and the files of a folder where a file will be. */
function inTheWay({ groups, removals }: SendPlan): readonly string[] {
  const coming = groups.flat().map((file) => file.path);
  const newFiles = new Set(coming);
  const newFolders = new Set(coming.flatMap(foldersAbove));
  return removals
    .flat()
    .filter((path) => newFolders.has(path) || foldersAbove(path).some((above) => newFiles.has(above)));
}

/** Every folder above a path: `a/b/c` lies in `a/b` and `a`. */
function foldersAbove(path: string): readonly string[] {
  const parts = path.split('/');
  return parts.slice(1).map((_, index) => parts.slice(0, index + 1).join('/'));
}

/**
 * Reads what was sent from where readers will, and compares; what the place is known to hold to the byte is not read once
 * more. Rejects with `verify-failed` and the first file's name.
 */
async function readBack(
  store: FileStore,
  files: readonly ManifestFile[],
  { build, onProgress, signal }: Shipment,
): Promise<void> {
  const proven = await store.proven?.(files, build.manifest.files.length, signal);
  let done = 0;
  await inLanes(
    files,
    store.lanes,
    async (file) => {
      if (proven?.has(file.path) !== true) {
        const content = await store.read(file.path, signal, file.size);
        if (content === undefined || sha256(content) !== file.sha256) {
          throw new Refusal('verify-failed', { kind: 'file-differs', file: file.path });
        }
      }
      done += 1;
      onProgress('verifying', done, files.length);
    },
    signal,
  );
}

/** After an interruption: clears half-written files away and finds those that lie there as they should, by size and content. */
async function alreadyThere(store: FileStore, { build, plan, held, signal }: Shipment): Promise<Set<string>> {
  const doubtful = plan.groups.flat().filter((file) => held.unsettled.has(file.path));
  const listed = await store.list(signal);
  for (const path of [...listed.keys()].filter((file) => isTemporaryName(basename(file))))
    await store.remove(path, signal);
  const there = new Set<string>();
  await inLanes(
    doubtful.filter((file) => listed.get(file.path)?.size === file.size),
    store.lanes,
    async (file) => {
      const md5 = listed.get(file.path)?.md5;
      const isThere =
        md5 === undefined
          ? await readsAs(store, file, signal)
          : md5 ===
            createHash('md5')
              .update(await readBuilt(build, file))
              .digest('hex');
      if (isThere) there.add(file.path);
    },
    signal,
  );
  return there;
}

async function readsAs(store: FileStore, file: ManifestFile, signal: AbortSignal | undefined): Promise<boolean> {
  const content = await store.read(file.path, signal, file.size);
  return content !== undefined && sha256(content) === file.sha256;
}

/** Up to here a file is read in less time than it takes to ask another thread for it; in bytes. */
const readAtOnceBytes = 64 * 1024;

/** A file's bytes from the build, proved to be what the manifest says: a damaged disk must not reach the live site. */
export async function readBuilt(build: SendableBuild, file: ManifestFile): Promise<Uint8Array> {
  const place = build.pathOf(file);
  let content: Uint8Array;
  try {
    content = file.size <= readAtOnceBytes ? readFileSync(place) : await readFile(place);
  } catch {
    build.lose?.(file);
    throw new Refusal('verify-failed', { kind: 'file-unreadable', file: file.path });
  }
  if (sha256(content) === file.sha256) return content;
  build.lose?.(file);
  throw new Refusal('verify-failed', { kind: 'file-damaged', file: file.path });
}
