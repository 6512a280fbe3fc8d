import { copyFile, link, mkdir, readdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { gunzipSync, gzip } from 'node:zlib';
import type { WriteFailed } from '../../common/contract/site.ts';
import type { Manifest, ManifestFile } from '../../common/manifest.ts';
import { fail, ok, type Result } from '../../common/result.ts';
import { writeDurably } from '../node/durable-file.ts';
import { errorCode, isMissing } from '../node/file-system.ts';
import { sha256 } from '../node/hash.ts';
import { inLanes } from './in-lanes.ts';
import type { SendableBuild } from './target.ts';
import { checkManifest } from './target-record.ts';

/** Builds that were published or wait to be, kept whole so that each can be put back. Files shared by builds are kept once. */
export interface KeptBuilds {
  /** Keeps a build; answers its name for `open`. */
  keep(build: SendableBuild): Promise<Result<string, WriteFailed>>;
  /** A kept build; undefined when it was pruned or is damaged. */
  open(name: string): Promise<SendableBuild | undefined>;
  /** Names of all builds kept. */
  names(): Promise<readonly string[]>;
  /** Removes every build but the named ones, and the files only those had. */
  prune(names: readonly string[]): Promise<void>;
}

/** Keeps builds below `folder`, in the application's data. Bytes are linked where the disk can, copied where not. */
export function openKeptBuilds(folder: string): KeptBuilds {
  const objects = path.join(folder, 'objects');
  const objectPath = (hash: string) => path.join(objects, hash.slice(0, 2), hash);
  const manifestPath = (name: string) => path.join(folder, 'manifests', `${name}.json.gz`);
  let known: Promise<Set<string>> | undefined;
  let latest: { readonly name: string; readonly manifest: Manifest } | undefined;

  const readManifest = async (name: string): Promise<Manifest | undefined> => {
    try {
      const parsed: unknown = JSON.parse(gunzipSync(await readFile(manifestPath(name))).toString('utf8'));
      const checked = checkManifest(parsed);
      return checked.ok ? { version: 1, files: checked.value.files } : undefined;
    } catch {
      // A manifest that cannot be read is a build that cannot be put back, which is what undefined says.
      return undefined;
    }
  };

  return {
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
        });
      } catch (error) {
        return fail({ kind: 'write-failed', file: objects, code: errorCode(error) });
      }
      const text = JSON.stringify(build.manifest);
      const name = sha256(text);
      // Small gains in size are not worth the author's time.
      const written = await writeDurably(manifestPath(name), await promisify(gzip)(text, { level: 1 }));
      if (!written.ok) return written;
      latest = { name, manifest: build.manifest };
      return ok(name);
    },
    open: async (name) => {
      const manifest = latest?.name === name ? latest.manifest : await readManifest(name);
      if (manifest !== undefined) latest = { name, manifest };
      return manifest && { manifest, pathOf: (file: ManifestFile) => objectPath(file.sha256) };
    },
    names: async () => (await namesIn(path.join(folder, 'manifests'))).map((file) => file.replace(/\.json\.gz$/, '')),
    prune: async (names) => {
      const kept = new Set(names);
      const used = new Set<string>();
      for (const name of kept) for (const file of (await readManifest(name))?.files ?? []) used.add(file.sha256);
      for (const file of await namesIn(path.join(folder, 'manifests'))) {
        if (!kept.has(file.replace(/\.json\.gz$/, ''))) await rm(path.join(folder, 'manifests', file), { force: true });
      }
      const there = await listObjects(objects);
      await inLanes(
        [...there].filter((hash) => !used.has(hash)),
        16,
        (hash) => rm(objectPath(hash), { force: true }),
      );
      known = undefined;
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
