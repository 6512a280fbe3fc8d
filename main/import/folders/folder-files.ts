import { readdir } from 'node:fs/promises';
import path from 'node:path';

/** Folders that hold programs' own things, never an author's. */
const skipped = new Set([
  'node_modules',
  '.git',
  '_site',
  'public',
  'dist',
  'resources',
  'vendor',
  '.jekyll-cache',
  '.cache',
  'themes',
]);
const maxFiles = 200_000;
const maxDepth = 30;

/**
 * Every file below a folder, paths with forward slashes, in a fixed order. Symbolic links are not followed, so nothing outside is
 * seen and no circle is walked. `kept` names folders that are looked into although they usually hold a program's output.
 */
export async function filesOf(folder: string, kept: ReadonlySet<string> = new Set()): Promise<readonly string[]> {
  const files: string[] = [];
  const walk = async (below: string, depth: number): Promise<void> => {
    const entries = await readdir(path.join(folder, below), { withFileTypes: true }).catch(() => []);
    for (const entry of entries.sort((one, other) => (one.name < other.name ? -1 : 1))) {
      const file = below === '' ? entry.name : `${below}/${entry.name}`;
      const isHidden = entry.name.startsWith('.') || (skipped.has(entry.name) && !kept.has(entry.name));
      if (files.length >= maxFiles) return;
      if (entry.isFile()) files.push(file);
      else if (entry.isDirectory() && !isHidden && depth < maxDepth) await walk(file, depth + 1);
    }
  };
  await walk('', 0);
  return files;
}
