import { lstat, readdir, readFile, realpath, rename, rm, rmdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { BuildOutput, OutputRefused } from '../common/contract/build.ts';
import type { WriteFailed } from '../common/contract/site.ts';
import type { FileRole, ManifestFile } from '../common/manifest.ts';
import { type Failure, fail, ok, type Result } from '../common/result.ts';
import { isPlainObject } from '../common/validate.ts';
import { writeDurably } from './node/durable-file.ts';
import { errorCode, isMissing } from './node/file-system.ts';
import { sha256 } from './node/hash.ts';
import { isInside, isPlainRelativePath } from './node/inside.ts';
import { makeFolder } from './node/make-folder.ts';
import { inLanes } from './publish/in-lanes.ts';
import type { Build } from './site/site.ts';

/** File in an output folder that lists what a build wrote there; whatever else lies there is a stranger's. */
export const outputRecord = '.offprint-output.json';

/** Bytes of the build were damaged on this computer. They are lost now: the next build makes them again. */
export interface FilesDamaged extends Failure {
  readonly kind: 'files-damaged';
  readonly files: number;
}

const lanes = 16;
const maxListed = 10;
const systemFiles: readonly string[] = ['.DS_Store', 'Thumbs.db', 'desktop.ini', '.directory'];
/** What links point to comes before what links to it. */
const order: readonly FileRole[] = ['asset', 'post', 'list', 'feed', 'other'];

/**
 * Brings a folder to hold exactly this build. The folder stays the same one, so that a server that shows it goes on; only
 * files whose content differs are touched, each replaced whole. Refused before anything is written: a folder in or around
 * the site, and one with files that no build wrote. After an interruption the next build finishes the work.
 */
export async function writeOutput(
  build: Pick<Build, 'manifest' | 'pathOf' | 'lose'>,
  folder: string,
  siteFolder: string,
): Promise<Result<BuildOutput, OutputRefused | WriteFailed | FilesDamaged>> {
  try {
    const looked = await lookAt(folder, siteFolder);
    return 'found' in looked ? await bring(build, looked.root, looked.found) : fail(looked);
  } catch (error) {
    return fail({ kind: 'write-failed', file: folder, code: errorCode(error) });
  }
}

/**
 * Why a build cannot be written into a folder, before there is one; undefined when it can, as far as is known by now: a disk
 * that refuses is met when it is written to.
 */
export async function refuseOutput(folder: string, siteFolder: string): Promise<OutputRefused | undefined> {
  try {
    const looked = await lookAt(folder, siteFolder);
    return 'found' in looked ? undefined : looked;
  } catch {
    return undefined;
  }
}

/** What lies in an output folder, or why it cannot be one. */
async function lookAt(
  folder: string,
  siteFolder: string,
): Promise<OutputRefused | { readonly root: string; readonly found: readonly string[] }> {
  const root = await realPathOf(folder);
  const refused = (reason: OutputRefused['reason']) => ({ kind: 'output-refused', folder: root, reason }) as const;
  const place = refusePlace(root, siteFolder);
  if (place !== undefined) return refused(place);
  const found = await listFiles(root);
  if (found === undefined) return refused('not-a-folder');
  const ours = new Set(await readRecord(root));
  const foreign = found.filter((file) => !ours.has(file) && !isHarmless(file));
  if (foreign.length > 0) return { ...refused('foreign-files'), files: foreign.sort().slice(0, maxListed) };
  return { root, found };
}

function refusePlace(root: string, siteFolder: string): OutputRefused['reason'] | undefined {
  if (isInside(root, siteFolder)) return 'contains-source';
  return isInside(siteFolder, root) ? 'inside-source' : undefined;
}

async function bring(
  { manifest, pathOf, lose }: Pick<Build, 'manifest' | 'pathOf' | 'lose'>,
  root: string,
  found: readonly string[],
): Promise<Result<BuildOutput, WriteFailed | FilesDamaged>> {
  const wanted = new Map(manifest.files.map((file) => [file.path, file]));
  const leftover = found.filter((file) => !wanted.has(file) && !isHarmless(file));
  await makeFolder(root);
  // Until all is done the record names the old files too: they stay ours if this is cut short.
  const begun = await writeRecord(root, [...wanted.keys(), ...leftover]);
  if (!begun.ok) return begun;
  const sorted = [...manifest.files].sort((one, other) => order.indexOf(one.role) - order.indexOf(other.role));
  let written = 0;
  let damaged = 0;
  for (const role of order) {
    const group = sorted.filter((file) => file.role === role);
    await inLanes(group, lanes, async (file) => {
      const placed = await place(root, file, pathOf(file));
      if (placed === 'written') written += 1;
      if (placed !== 'damaged') return;
      lose(file);
      damaged += 1;
    });
    if (damaged > 0) return fail({ kind: 'files-damaged', files: damaged });
  }
  for (const file of leftover) await removeFile(root, file);
  const done = leftover.length === 0 ? begun : await writeRecord(root, [...wanted.keys()]);
  return done.ok ? ok({ folder: root, written, removed: leftover.length }) : done;
}

/** Puts one file in its place unless the same content is there, or what was built is not what it was. */
async function place(root: string, file: ManifestFile, source: string): Promise<'written' | 'there' | 'damaged'> {
  const target = path.join(root, ...file.path.split('/'));
  if (await isSame(target, file)) return 'there';
  const content = await readFile(source).catch((error: unknown) => {
    if (isMissing(error)) return undefined;
    throw error;
  });
  if (content === undefined || sha256(content) !== file.sha256) return 'damaged';
  await makeFolder(path.dirname(target));
  const temporary = path.join(path.dirname(target), `.offprint-${file.sha256.slice(0, 16)}-${process.pid}.tmp`);
  try {
    await writeFile(temporary, content);
    await rename(temporary, target);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
  return 'written';
}

async function isSame(target: string, file: ManifestFile): Promise<boolean> {
  try {
    const facts = await lstat(target);
    return facts.isFile() && facts.size === file.size && sha256(await readFile(target)) === file.sha256;
  } catch (error) {
    if (isMissing(error)) return false;
    throw error;
  }
}

/** Removes a file and the folders that are empty without it. */
async function removeFile(root: string, file: string): Promise<void> {
  await rm(path.join(root, ...file.split('/')), { force: true });
  for (let folder = path.posix.dirname(file); folder !== '.'; folder = path.posix.dirname(folder)) {
    try {
      await rmdir(path.join(root, ...folder.split('/')));
    } catch {
      // Not empty: neither are the ones above it.
      return;
    }
  }
}

/** Our record, what systems drop into every folder, and our own unfinished files. */
function isHarmless(file: string): boolean {
  const name = path.posix.basename(file);
  return file === outputRecord || systemFiles.includes(name) || /^\.offprint-[0-9a-f]{16}-\d+\.tmp$/.test(name);
}

async function readRecord(root: string): Promise<readonly string[]> {
  try {
    const record: unknown = JSON.parse(await readFile(path.join(root, outputRecord), 'utf8'));
    if (!isPlainObject(record) || !Array.isArray(record.files)) return [];
    return record.files.filter((file) => typeof file === 'string' && isPlainRelativePath(file));
  } catch {
    // Missing or damaged: then nothing there is known to be ours, and any file is a stranger's.
    return [];
  }
}

function writeRecord(root: string, files: readonly string[]): Promise<Result<void, WriteFailed>> {
  const record = `${JSON.stringify({ version: 1, files: [...files].sort() }, undefined, 1)}\n`;
  return writeDurably(path.join(root, outputRecord), new TextEncoder().encode(record));
}

/** Every file below a folder, links included and not followed; nothing when it is missing, undefined when it is no folder. */
async function listFiles(root: string): Promise<string[] | undefined> {
  try {
    const entries = await readdir(root, { withFileTypes: true, recursive: true });
    return entries
      .filter((entry) => !entry.isDirectory())
      .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'));
  } catch (error) {
    if (errorCode(error) === 'ENOTDIR') return undefined;
    if (isMissing(error)) return [];
    throw error;
  }
}

/** Resolves links of what is there already; a folder that is yet to be made is resolved up to what exists. */
async function realPathOf(folder: string): Promise<string> {
  try {
    return await realpath(folder);
  } catch (error) {
    if (!isMissing(error) || path.dirname(folder) === folder) throw error;
    return path.join(await realPathOf(path.dirname(folder)), path.basename(folder));
  }
}
