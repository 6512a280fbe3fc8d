import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const main = path.resolve(import.meta.dirname, '../../main');

/** Calls that put bytes into a file without the care of `main/node/durable-file.ts`. */
const plainWrite =
  /\b(?:writeFile|writeFileSync|appendFile|appendFileSync|createWriteStream|copyFile|copyFileSync|cp|cpSync|truncate|truncateSync)\b\s*[(,}]/;

/** Files that may, and why no author's file is at stake. */
const allowed: ReadonlyMap<string, string> = new Map([
  ['loopback/launch-file.ts', 'a page of a moment that leads the browser to the program'],
  ['handlers/site.ts', 'the sample, copied into a folder that is missing or empty'],
  ['export/export-blog.ts', 'a new folder for another program; the blog itself is only read'],
  ['import/fetch/download.ts', 'downloads in the data folder, taken into the blog later'],
  ['site/store/object-store.ts', 'finished pages in the data folder, which can be built again'],
  [
    'media/coming-record.ts',
    'names of files on their way, in the data folder; the files themselves are kept elsewhere',
  ],
  ['site/store/cache-file.ts', 'what a build remembers: each line carries its hash, and it can be built again'],
  ['build-output.ts', 'a copy of the finished site'],
  ['publish/kept-builds.ts', 'finished pages kept in the data folder'],
  ['publish/release-folder.ts', 'the published folder, which is flipped when whole'],
  ['publish/source/author-repository.ts', 'an index of git’s that is the program’s own'],
  ['publish/source/build-source.ts', 'the source as it is published, in the data folder'],
  ['publish/git/git-look.ts', 'what a branch was when it was last looked at'],
  ['node/load-script.ts', 'compiled code in the data folder, believed only with its digest and made anew without'],
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
  it('are nowhere in the program but where no author’s file is at stake', async () => {
    const files = await sources(main);
    expect(files.length).toBeGreaterThan(200);
    const found = new Set<string>();
    for (const file of files) {
      const name = path.relative(main, file).split(path.sep).join('/');
      const lines = findings(await readFile(file, 'utf8'));
      if (lines.length > 0) found.add(name);
      if (!allowed.has(name)) expect([name, lines]).toEqual([name, []]);
    }
    // What is allowed without being done would hide the next one.
    for (const name of allowed.keys()) expect([...found]).toContain(name);
  });

  it('are found where they are', () => {
    expect(findings("import { writeFile } from 'node:fs/promises';\nawait writeFile(file, text);")).toHaveLength(2);
    expect(findings('// writeFile(a, b)\nwriteDurably(file, bytes);')).toEqual([]);
  });
});
