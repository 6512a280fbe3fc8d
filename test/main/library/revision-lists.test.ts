import { appendFile, readdir, readFile, truncate, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { type RevisionEntry, RevisionLists } from '../../../main/library/revision-lists.ts';
import { type FileSystem, nodeFileSystem } from '../../../main/node/file-system.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const id = 'posts/a.md';

function version(hash: string): RevisionEntry {
  return { hash, keptMs: 1, reason: 'saved', size: 3 };
}

async function listed(lists: RevisionLists): Promise<string> {
  return (await lists.read(id)).map(({ hash }) => hash).join(' ');
}

async function fileIn(folder: string): Promise<string> {
  return path.join(folder, (await readdir(folder))[0] ?? '');
}

describe('the list of a post’s versions', () => {
  it('grows by one line a version, latest first when read, and never says one twice', async () => {
    const folder = await temporaryFolder();
    const renamed: string[] = [];
    const fileSystem: FileSystem = {
      ...nodeFileSystem,
      rename: (from, to) => {
        renamed.push(to);
        return nodeFileSystem.rename(from, to);
      },
    };
    const lists = new RevisionLists(fileSystem, folder);
    for (const hash of ['a', 'b', 'b', 'c']) expect(await lists.add(id, version(hash))).toBe(true);
    expect(await listed(lists)).toBe('c b a');
    // Written whole once, then only added to.
    expect(renamed).toHaveLength(1);
    expect((await readFile(await fileIn(folder), 'utf8')).split('\n')).toHaveLength(5);
    const later = new RevisionLists(nodeFileSystem, folder);
    await later.add(id, version('c'));
    await later.add(id, version('d'));
    expect(await listed(later)).toBe('d c b a');
  });

  it('goes on after half a line that a power cut left', async () => {
    const folder = await temporaryFolder();
    await new RevisionLists(nodeFileSystem, folder).add(id, version('a'));
    await appendFile(await fileIn(folder), '{"hash":"lo');
    const lists = new RevisionLists(nodeFileSystem, folder);
    expect(await listed(lists)).toBe('a');
    expect(await lists.all()).toHaveLength(1);
    await lists.add(id, version('b'));
    await lists.add(id, version('c'));
    expect(await listed(lists)).toBe('c b a');
  });

  it('is written anew when it is no longer as it was left, or when a line cannot be added', async () => {
    const folder = await temporaryFolder();
    let isFull = false;
    const fileSystem: FileSystem = {
      ...nodeFileSystem,
      open: async (file, purpose, mode) => {
        if (isFull && purpose === 'append') throw Object.assign(new Error('full'), { code: 'ENOSPC' });
        return nodeFileSystem.open(file, purpose, mode);
      },
    };
    const lists = new RevisionLists(fileSystem, folder);
    for (const hash of ['a', 'b']) await lists.add(id, version(hash));
    await truncate(await fileIn(folder), 0);
    expect(await lists.add(id, version('c'))).toBe(true);
    expect(await listed(lists)).toBe('c');
    isFull = true;
    expect(await lists.add(id, version('d'))).toBe(true);
    expect(await listed(lists)).toBe('d c');
  });

  it('says what it still can when a line is damaged, and is not called whole', async () => {
    const folder = await temporaryFolder();
    const lists = new RevisionLists(nodeFileSystem, folder);
    for (const hash of ['a', 'b', 'c']) await lists.add(id, version(hash));
    const file = await fileIn(folder);
    await writeFile(file, (await readFile(file, 'utf8')).replace('{"hash":"b"', '\0\0\0'));
    expect(await listed(lists)).toBe('c a');
    expect(await lists.all()).toBeUndefined();
  });
});
