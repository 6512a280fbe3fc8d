import { copyFile, link, mkdir, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import type { WriteFailed } from '../../common/contract/site.ts';
import type { ManifestFile } from '../../common/manifest.ts';
import { fail, type Result } from '../../common/result.ts';
import { errorCode, isMissing } from '../node/file-system.ts';
import { inLanes } from './in-lanes.ts';
import { openKeptManifests } from './kept-manifests.ts';
import type { SendableBuild } from './target.ts';

/** Builds that were published or wait to be, kept whole so that each can be put back. Files shared by builds are kept once. */
export interface KeptBuilds {
  /** Keeps a build; answers its name for `open`. */
  keep(build: SendableBuild): Promise<Result<string, WriteFailed>>;
  /** A kept build; undefined when it was pruned or is damaged. */
  open(name: string): Promise<SendableBuild | undefined>;
  /** Names of all builds kept. */
  names(): Promise<readonly string[]>;
  /** How many bytes all of them take; undefined before the first `prune`. */
  bytes(): number | undefined;
  /** Removes builds, and the files only those had, until the rest fits. Nothing may be kept meanwhile. */
  prune(wanted: WantedBuilds): Promise<void>;
}

/** Which builds to keep. */
export interface WantedBuilds {
  /** Kept whatever they take: what is live and what waits. */
  readonly always: readonly string[];
  /** Kept in this order as long as they fit. */
  readonly asFits: readonly string[];
  /** Most bytes that all of them may take; files they share count once. */
  readonly maxBytes: number;
}

/** Keeps builds below `folder`, in the application's data. Bytes are linked where the disk can, copied where not. */
export function openKeptBuilds(folder: string): KeptBuilds {
  const objects = path.join(folder, 'objects');
  const manifests = openKeptManifests(path.join(folder, 'manifests'));
  const objectPath = (hash: string) => path.join(objects, hash.slice(0, 2), hash);
  let known: Promise<Set<string>> | undefined;
  let taken: number | undefined;

  return {
    bytes: () => taken,
    keep: async (build) => {
      known ??= listObjects(objects);
      const there = await known;
      const missing = new Map(
        build.manifest.files.filter(({ sha256: hash }) => !there.has(hash)).map((file) => [file.sha256, file]),
      );
      try {
        await makePrefixFolders(objects, missing.keys());
        await inLanes([...missing.values()], 16, async (file) => {
          await linkOrCopy(build.pathOf(file), objectPath(file.sha256));
          there.add(file.sha256);
          if (taken !== undefined) taken += file.size;
        });
      } catch (error) {
        return fail({ kind: 'write-failed', file: objects, code: errorCode(error) });
      }
      return manifests.write(build.manifest);
    },
    open: async (name) => {
      const manifest = await manifests.read(name);
      return manifest && { manifest, pathOf: (file: ManifestFile) => objectPath(file.sha256) };
    },
    names: manifests.names,
    prune: async ({ always, asFits, maxBytes }) => {
      const kept = new Set<string>();
      const used = new Set<string>();
      let bytes = 0;
      for (const name of [...new Set([...always, ...asFits])]) {
        const files = (await manifests.read(name))?.files ?? [];
        const more = new Map(files.filter((file) => !used.has(file.sha256)).map((file) => [file.sha256, file.size]));
        const moreBytes = [...more.values()].reduce((sum, size) => sum + size, 0);
        // The first that does not fit ends the history: no gaps in what can be put back.
        if (!always.includes(name) && bytes + moreBytes > maxBytes) break;
        kept.add(name);
        bytes += moreBytes;
        for (const hash of more.keys()) used.add(hash);
      }
      await manifests.keepOnly(kept);
      const unused = [...(await listObjects(objects))].filter((hash) => !used.has(hash));
      await inLanes(unused, 16, (hash) => rm(objectPath(hash), { force: true }));
      known = undefined;
      taken = bytes;
    },
  };
}

async function listObjects(objects: string): Promise<Set<string>> {
  const found = new Set<string>();
  for (const prefix of await namesIn(objects)) {
    for (const hash of await namesIn(path.join(objects, prefix))) found.add(hash);
  }
  return found;
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

async function makePrefixFolders(objects: string, hashes: Iterable<string>): Promise<void> {
  const prefixes = new Set([...hashes].map((hash) => hash.slice(0, 2)));
  for (const prefix of prefixes) await mkdir(path.join(objects, prefix), { recursive: true });
}

async function linkOrCopy(from: string, to: string): Promise<void> {
  try {
    await link(from, to);
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return;
    if (isMissing(error)) throw error;
    await copyFile(from, to);
  }
}
