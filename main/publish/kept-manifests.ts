import { access, readdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { gunzipSync, gzip } from 'node:zlib';
import type { WriteFailed } from '../../common/contract/site.ts';
import type { Manifest, ManifestFile } from '../../common/manifest.ts';
import { ok, type Result } from '../../common/result.ts';
import { isPlainObject, list, record, text } from '../../common/validate.ts';
import { writeDurably } from '../node/durable-file.ts';
import { isMissing } from '../node/file-system.ts';
import { sha256 } from '../node/hash.ts';
import { manifestDifferences } from './manifest-differences.ts';
import { checkManifest } from './target-record.ts';

/** Lists of files of kept builds: each whole, or as what differs from one that is whole. */
export interface KeptManifests {
  /** Answers its name for `read`. What it costs follows what changed since one written or read before. */
  write(manifest: Manifest): Promise<Result<string, WriteFailed>>;
  /** Undefined when it was removed or is damaged. */
  read(name: string): Promise<Manifest | undefined>;
  /** Names of all that were written. */
  names(): Promise<readonly string[]>;
  /** Removes all but these, and those that these build on. */
  keepOnly(names: ReadonlySet<string>): Promise<void>;
}

interface Whole {
  readonly name: string;
  readonly manifest: Manifest;
}

/** A list of which more than this share changed is written whole. */
const largestShare = 0.1;
/** Lists held in memory: a publish asks for the one it sends and for the one before. */
const mostRemembered = 2;

/** Keeps lists in `folder`, in the application's data. */
export function openKeptManifests(folder: string): KeptManifests {
  const pathOf = (name: string) => path.join(folder, `${name}.json.gz`);
  const remembered = new Map<string, Manifest>();
  let whole: Whole | undefined;

  const remember = (name: string, manifest: Manifest): Manifest => {
    remembered.set(name, manifest);
    for (const old of [...remembered.keys()].slice(0, -mostRemembered)) remembered.delete(old);
    return manifest;
  };
  const readStored = async (name: string): Promise<unknown> => {
    try {
      return JSON.parse(gunzipSync(await readFile(pathOf(name))).toString('utf8'));
    } catch {
      // A list that cannot be read is a build that cannot be put back, which is what undefined says.
      return undefined;
    }
  };
  const readWhole = async (name: string): Promise<Manifest | undefined> => {
    if (whole?.name === name) return whole.manifest;
    const checked = checkManifest(await readStored(name));
    if (!checked.ok) return undefined;
    whole = { name, manifest: { version: 1, files: checked.value.files } };
    return whole.manifest;
  };
  const read = async (name: string): Promise<Manifest | undefined> => {
    const known = remembered.get(name) ?? (whole?.name === name ? whole.manifest : undefined);
    if (known !== undefined) return known;
    const stored = await readStored(name);
    if (baseOf(stored) === undefined) return readWhole(name);
    const checked = checkDelta(stored);
    const base = checked.ok ? await readWhole(checked.value.base) : undefined;
    return checked.ok && base !== undefined ? apply(base, checked.value) : undefined;
  };

  return {
    write: async (manifest) => {
      const isThere = whole !== undefined && (await exists(pathOf(whole.name)));
      const delta = isThere && whole !== undefined ? deltaOf(whole, manifest) : undefined;
      const stored = JSON.stringify(delta ?? manifest);
      const name = sha256(stored);
      // Small gains in size are not worth the author's time.
      const written = await writeDurably(pathOf(name), await promisify(gzip)(stored, { level: 1 }));
      if (!written.ok) return written;
      if (delta === undefined) whole = { name, manifest };
      remember(name, manifest);
      return ok(name);
    },
    read: async (name) => {
      const manifest = await read(name);
      return manifest && remember(name, manifest);
    },
    names: () => namesIn(folder),
    keepOnly: async (names) => {
      const bases = await Promise.all([...names].map(async (name) => baseOf(await readStored(name))));
      for (const name of await namesIn(folder)) {
        if (names.has(name) || bases.includes(name)) continue;
        await rm(pathOf(name), { force: true });
        remembered.delete(name);
      }
    },
  };
}

const checkDelta = record({
  base: text({ minLength: 64, maxLength: 64 }),
  gone: list(text({ minLength: 1, maxLength: 4_000 }), 1_000_000),
  manifest: checkManifest,
});

/** What differs from a whole list; `manifest` has the files that are new or changed. */
interface Delta {
  readonly base: string;
  readonly gone: readonly string[];
  readonly manifest: Pick<Manifest, 'files'>;
}

function deltaOf(base: Whole, manifest: Manifest): Delta | undefined {
  const differences = manifestDifferences(base.manifest.files, manifest.files);
  if (differences.length > manifest.files.length * largestShare) return undefined;
  const gone = differences.flatMap(({ before, after }) => (after === undefined ? (before?.path ?? []) : []));
  const changed: Manifest = { version: 1, files: differences.flatMap(({ after }) => after ?? []) };
  return { base: base.name, gone, manifest: changed };
}

function apply(base: Manifest, { gone, manifest }: Delta): Manifest {
  const files = new Map<string, ManifestFile>(base.files.map((file) => [file.path, file]));
  for (const path of gone) files.delete(path);
  for (const file of manifest.files) files.set(file.path, file);
  return { version: 1, files: [...files.values()].sort((one, other) => (one.path < other.path ? -1 : 1)) };
}

function baseOf(stored: unknown): string | undefined {
  return isPlainObject(stored) && typeof stored.base === 'string' ? stored.base : undefined;
}

async function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return (await readdir(folder)).map((file) => file.replace(/\.json\.gz$/, ''));
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}
