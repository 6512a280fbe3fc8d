import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';

/** What making all that readers get of several photographs took. */
export interface Making {
  readonly ms: number;
  /** Of the program and of its process for pictures, in MB. */
  readonly peakMb: number;
  readonly picturesPeakMb: number;
}

/**
 * Different photographs asked for at once, for each count, in programs of their own: what made the photographs holds memory of
 * its own. `script` is the process for pictures.
 */
export async function making(
  root: string,
  contents: readonly Buffer[],
  script: string,
  counts: readonly number[],
): Promise<ReadonlyMap<number, Making>> {
  const photosFolder = path.join(root, 'photos');
  await mkdir(photosFolder);
  for (const [index, content] of contents.entries()) await writeFile(path.join(photosFolder, `${index}.jpg`), content);
  // Beside the bench's own bundle, where its modules are found.
  const outfile = path.join(import.meta.dirname, 'media-making.mjs');
  const entry = path.resolve(import.meta.dirname, '../../test/bench/media/making-child.ts');
  const shared = { bundle: true, platform: 'node', format: 'esm', target: 'node20.19', packages: 'external' } as const;
  await build({ entryPoints: [entry], outfile, ...shared });
  const made = new Map<number, Making>();
  for (const count of counts) {
    const folder = path.join(root, `making-${count}`);
    const child = [outfile, photosFolder, folder, script, String(count)];
    const { stdout } = await promisify(execFile)(process.execPath, child);
    // Printed by the child, one line.
    made.set(count, JSON.parse(stdout) as Making);
  }
  return made;
}
