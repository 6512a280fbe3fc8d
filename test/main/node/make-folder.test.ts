import { mkdir, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { makeFolder } from '../../../main/node/make-folder.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

test('makes every folder on the way, and is content when all are there', async () => {
  const folder = path.join(await temporaryFolder(), 'a/b/c');
  await makeFolder(folder);
  await makeFolder(folder);
  expect((await stat(folder)).isDirectory()).toBe(true);
});

test('many at once make one folder', async () => {
  const root = await temporaryFolder();
  for (let round = 0; round < 200; round += 1) {
    const names = ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => path.join(root, `${round}/x/y/${name}`));
    await Promise.all(names.map(makeFolder));
    for (const folder of names) expect((await stat(folder)).isDirectory()).toBe(true);
  }
});

test('a file in the way is named by the code of the system', async () => {
  const folder = await temporaryFolder();
  await writeFile(path.join(folder, 'file'), '');
  await mkdir(path.join(folder, 'sound'));
  await expect(makeFolder(path.join(folder, 'file'))).rejects.toMatchObject({ code: 'EEXIST' });
  await expect(makeFolder(path.join(folder, 'file/below'))).rejects.toMatchObject({ code: 'ENOTDIR' });
});

test.runIf(process.platform === 'linux')('a place where nothing can be made is refused, not waited for', async () => {
  await expect(makeFolder('/proc/offprint')).rejects.toMatchObject({ code: 'ENOENT' });
  await expect(makeFolder('/proc/offprint/below')).rejects.toMatchObject({ code: 'ENOENT' });
});
