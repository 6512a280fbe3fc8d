import { mkdir, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { nodeFileSystem } from '../../../main/node/file-system.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

test('reads files in the order of their names, links followed, and nothing of what is missing, too large or no file', async () => {
  const folder = await temporaryFolder();
  const names = Array.from({ length: 100 }, (_, index) => path.join(folder, `${index}.md`));
  await Promise.all(names.map((name, index) => writeFile(name, 'x'.repeat(index))));
  await symlink(names[7] ?? '', path.join(folder, 'link.md'));
  await mkdir(path.join(folder, 'folder.md'));
  const others = ['missing.md', 'link.md', 'folder.md'].map((name) => path.join(folder, name));
  const found = await nodeFileSystem.readAll([...others, ...names], 90);
  const shown = found.map((file) => file && [file.facts.kind, file.bytes?.byteLength]);
  expect(shown.slice(0, 3)).toEqual([undefined, ['file', 7], ['folder', undefined]]);
  expect(shown.slice(3)).toEqual(names.map((_, index) => ['file', index > 90 ? undefined : index]));
});
