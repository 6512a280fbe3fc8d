import { mkdir, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { nodeFileSystem } from '../../../main/node/file-system.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

test('reads files in the order of their names, links followed, and nothing of what is missing, too large or no file', async () => {
  const folder = await temporaryFolder();
  const names = Array.from({ length: 100 }, (_, index) => path.join(folder, `${index}.md`));
  await Promise.all(names.map((name, index) => writeFile(name, letters(index))));
  await symlink(names[7] ?? '', path.join(folder, 'link.md'));
  await mkdir(path.join(folder, 'folder.md'));
  const others = ['missing.md', 'link.md', 'folder.md'].map((name) => path.join(folder, name));
  const found = await nodeFileSystem.readAll([...others, ...names], 90, ({ facts, bytes }) => [
    facts.kind,
    textOf(bytes),
  ]);
  expect(found.slice(0, 3)).toEqual([undefined, ['file', letters(7)], ['folder', undefined]]);
  expect(found.slice(3)).toEqual(names.map((_, index) => ['file', index > 90 ? undefined : letters(index)]));
});

test('a large file among small ones is read whole', async () => {
  const folder = await temporaryFolder();
  const names = [10, 1_000_000, 20].map((size) => path.join(folder, String(size)));
  for (const name of names) await writeFile(name, letters(Number(path.basename(name))));
  const found = await nodeFileSystem.readAll(names, 2_000_000, ({ bytes }) => textOf(bytes));
  expect(found).toEqual([letters(10), letters(1_000_000), letters(20)]);
});

/** Different ones for each length. */
function letters(length: number): string {
  return String.fromCharCode(97 + (length % 26)).repeat(length);
}

function textOf(bytes: Uint8Array | undefined): string | undefined {
  return bytes === undefined ? undefined : Buffer.from(bytes).toString();
}
