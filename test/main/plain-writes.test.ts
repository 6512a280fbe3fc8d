import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const main = path.resolve(import.meta.dirname, '../../main');

/** Calls that put bytes into a file without the care of `main/node/durable-file.ts`. */
const plainWrite =
  /\b(?:writeFile|writeFileSync|appendFile|appendFileSync|createWriteStream|copyFile|copyFileSync|cp|cpSync|truncate|truncateSync)\b\s*[(,}]/;

/** Files that may, and why no author's file is at stake. */
const allowed: ReadonlyMap<string, string> = new Map([
  ['node/log.ts', 'the log'],
  ['node/folder-lock.ts', 'a lock that means nothing after a restart'],
  ['library/draft-journal.ts', 'truncates the journal it has open, when the post is on the disk'],
  ['node/file-system.ts', 'the calls themselves'],
]);

async function sources(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => path.join(entry.parentPath, entry.name));
}

function findings(source: string): readonly string[] {
  const code = source.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');
  return code.split('\n').filter((line) => plainWrite.test(line));
}

describe('plain writes', () => {
  it('are nowhere in the library and what it stands on', async () => {
    const files = [...(await sources(path.join(main, 'library'))), ...(await sources(path.join(main, 'node')))];
    expect(files.length).toBeGreaterThan(20);
    for (const file of files) {
      const name = path.relative(main, file).split(path.sep).join('/');
      if (allowed.has(name)) continue;
      expect([name, findings(await readFile(file, 'utf8'))]).toEqual([name, []]);
    }
  });

  it('are found where they are', () => {
    expect(findings("import { writeFile } from 'node:fs/promises';\nawait writeFile(file, text);")).toHaveLength(2);
    expect(findings('// writeFile(a, b)\nwriteDurably(file, bytes);')).toEqual([]);
  });
});
