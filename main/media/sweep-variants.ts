import { rm, rmdir } from 'node:fs/promises';
import path from 'node:path';
import { isPlainObject } from '../../common/validate.ts';
import { type FileFacts, nodeFileSystem } from '../node/file-system.ts';

/** What may stay. */
export interface VariantsWanted {
  /** True for the SHA-256 of a file that the library has. */
  readonly isKnown: (hash: string) => boolean;
  readonly isCurrent: (recipe: string) => boolean;
  /** What belongs to no known file stays when it was made after this moment, UTC milliseconds. */
  readonly unusedSinceMs: number;
}

/** Removes variants that nobody needs from their store. What is removed wrongly is only made again. */
export async function sweepVariants(folder: string, wanted: VariantsWanted): Promise<void> {
  for (const prefix of await folders(folder)) {
    for (const name of await folders(path.join(folder, prefix))) {
      await sweepOne(path.join(folder, prefix, name), name.slice(0, 64), wanted);
    }
    // Only an empty folder goes.
    await rmdir(path.join(folder, prefix)).catch(() => undefined);
  }
}

/** One original's folder: records first, so that at no moment a record names files that are gone. */
async function sweepOne(folder: string, hash: string, wanted: VariantsWanted): Promise<void> {
  const files = await filesOf(folder);
  const records = [...files].filter(([name]) => name.endsWith('.json'));
  const latestMs = Math.max(0, ...[...files.values()].map(({ modifiedMs }) => modifiedMs));
  if (!wanted.isKnown(hash) && latestMs < wanted.unusedSinceMs) {
    for (const [name] of records) await rm(path.join(folder, name), { force: true });
    await rm(folder, { recursive: true, force: true });
    return;
  }
  const stale = records.filter(([name]) => !wanted.isCurrent(name.slice(0, -'.json'.length)));
  if (stale.length === 0) return;
  for (const [name] of stale) await rm(path.join(folder, name), { force: true });
  const needed = new Set<string>();
  for (const [name] of records) {
    if (stale.some(([other]) => other === name)) continue;
    for (const source of await sourcesIn(path.join(folder, name))) needed.add(source);
  }
  for (const name of files.keys()) {
    if (!name.endsWith('.json') && !needed.has(name)) await rm(path.join(folder, name), { force: true });
  }
  await rmdir(folder).catch(() => undefined);
}

async function sourcesIn(record: string): Promise<readonly string[]> {
  try {
    const content: unknown = JSON.parse(Buffer.from(await nodeFileSystem.readFile(record)).toString('utf8'));
    const files: readonly unknown[] = isPlainObject(content) && Array.isArray(content.files) ? content.files : [];
    return files.flatMap((file) => (isPlainObject(file) && typeof file.source === 'string' ? [file.source] : []));
  } catch {
    return [];
  }
}

async function folders(folder: string): Promise<readonly string[]> {
  const entries = await nodeFileSystem.list(folder).catch(() => []);
  return entries.filter(({ kind }) => kind === 'folder').map(({ name }) => name);
}

async function filesOf(folder: string): Promise<ReadonlyMap<string, FileFacts>> {
  const found = new Map<string, FileFacts>();
  for (const { name, kind } of await nodeFileSystem.list(folder).catch(() => [])) {
    const facts =
      kind === 'file' ? await nodeFileSystem.stat(path.join(folder, name)).catch(() => undefined) : undefined;
    if (facts !== undefined) found.set(name, facts);
  }
  return found;
}
