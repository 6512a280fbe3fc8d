import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** Milliseconds that it takes to write the very files of a build, and do nothing else: what no builder can be faster than. */
export async function writeFloor(dataFolder: string, scratch: string): Promise<number> {
  const files = await readdir(dataFolder, { recursive: true, withFileTypes: true });
  const objects = files.filter((file) => file.isFile() && path.basename(path.dirname(file.parentPath)) === 'objects');
  const contents = await Promise.all(objects.map((file) => readFile(path.join(file.parentPath, file.name))));
  await mkdir(scratch, { recursive: true });
  const waiting = [...contents.entries()];
  const started = performance.now();
  const lane = async () => {
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      await writeFile(path.join(scratch, String(next[0])), next[1]);
    }
  };
  await Promise.all(Array.from({ length: 8 }, lane));
  const ms = performance.now() - started;
  return ms;
}
