import { appendFile, mkdir, rename, rm, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { Library } from '../../../main/library/library.ts';
import { openLibrary } from '../../../main/library/open-library.ts';
import { type FileSystem, nodeFileSystem } from '../../../main/node/file-system.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

// Only Linux tells of a change before the call that made it returns; elsewhere every list looks at every file.
const onLinux = test.skipIf(process.platform !== 'linux');

interface Watched {
  readonly library: Library;
  readonly folder: string;
  /** How often every file's entry was looked at. */
  readonly looks: () => number;
  readonly titles: () => Promise<readonly string[]>;
}

async function openWatched(files: Readonly<Record<string, string>> = {}): Promise<Watched> {
  const folder = await temporaryFolder();
  await writeFile(path.join(folder, 'offprint.yml'), 'title: Told\n');
  await mkdir(path.join(folder, 'posts'));
  for (const [file, content] of Object.entries(files)) await writeFile(path.join(folder, file), content);
  let looks = 0;
  const fileSystem: FileSystem = {
    ...nodeFileSystem,
    statAll: (paths, use) => {
      looks += 1;
      return nodeFileSystem.statAll(paths, use);
    },
  };
  const log = { info: () => {}, error: (message: string, cause: unknown) => `${message} ${String(cause)}` };
  const dataFolder = await temporaryFolder();
  const opened = await openLibrary({
    folder,
    dataFolder,
    now: Date.now,
    log,
    holder: 'a test',
    emit: () => {},
    fileSystem,
  });
  if (!opened.ok) throw new Error(JSON.stringify(opened.failure));
  const library = opened.value;
  onTestFinished(() => library.close());
  const titles = async () => (await library.list()).posts.map(({ matter }) => matter.title).sort();
  // Until everything is watched, each list looks at every file.
  for (let before = -1; before !== looks; ) {
    before = looks;
    await titles();
  }
  return { library, folder, looks: () => looks, titles };
}

const post = (title: string) => `---\ntitle: ${title}\n---\n\nText.\n`;

onLinux('a list has what another program changed a moment before, and looks at no other file for it', async () => {
  const { folder, looks, titles } = await openWatched({ 'posts/a.md': post('A'), 'posts/b.md': post('B') });
  const before = looks();
  for (let round = 0; round < 20; round += 1) {
    await writeFile(path.join(folder, 'posts/a.md'), post(`A${round}`));
    expect(await titles()).toEqual([`A${round}`, 'B']);
  }
  await rename(path.join(folder, 'posts/b.md'), path.join(folder, 'posts/c.md'));
  await writeFile(path.join(folder, 'posts/d.md'), post('D'));
  expect(await titles()).toEqual(['A19', 'B', 'D']);
  await rm(path.join(folder, 'posts/a.md'));
  expect(await titles()).toEqual(['B', 'D']);
  expect(looks()).toBe(before);
});

onLinux('folders that come, go and come again are followed, whatever their names', async () => {
  const { folder, titles } = await openWatched({ 'posts/a.md': post('A') });
  const below = path.join(folder, 'posts', 'v1.2');
  for (const round of [1, 2]) {
    await mkdir(path.join(below, 'deep'), { recursive: true });
    await writeFile(path.join(below, 'deep', 'x.md'), post(`X${round}`));
    expect(await titles()).toEqual(['A', `X${round}`]);
    await appendFile(path.join(below, 'deep', 'x.md'), 'More.\n');
    await writeFile(path.join(below, 'deep', 'x.md'), post(`Y${round}`));
    expect(await titles()).toEqual(['A', `Y${round}`]);
    await rm(below, { recursive: true });
    expect(await titles()).toEqual(['A']);
  }
});

test('a post that is a link to a file elsewhere, of which nobody tells, is looked at each time', async () => {
  const elsewhere = path.join(await temporaryFolder(), 'real.md');
  await writeFile(elsewhere, post('Old'));
  const { folder, titles } = await openWatched();
  await symlink(elsewhere, path.join(folder, 'posts', 'a.md'));
  expect(await titles()).toEqual(['Old']);
  await writeFile(elsewhere, post('Newer'));
  expect(await titles()).toEqual(['Newer']);
});
