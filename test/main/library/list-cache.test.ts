import { readFile, truncate, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import type { IndexedPost } from '../../../main/library/index-file.ts';
import { ListCache } from '../../../main/library/list-cache.ts';
import { nodeFileSystem } from '../../../main/node/file-system.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const post = (id: string, title: string): IndexedPost => ({
  id,
  facts: { kind: 'file', size: 1, modifiedMs: 1_000, mode: 0o644, inode: 1 },
  digest: {
    matter: { title, draft: false, categories: [], tags: [], aliases: [] },
    excerpt: '',
    version: title,
  },
});
const titles = (posts: readonly IndexedPost[]) =>
  posts.map(({ id, digest }) => ('matter' in digest ? `${id}: ${digest.matter.title}` : id)).sort();

async function openFolder() {
  const folder = await temporaryFolder();
  const file = path.join(folder, 'index', 'list.json');
  return { file, open: () => new ListCache(nodeFileSystem, folder, () => 10_000) };
}

test('what changed is added to the file, and a line that was cut off counts for nothing', async () => {
  const { file, open } = await openFolder();
  await open().write([post('a', 'One'), post('b', 'Two'), post('c', 'Three')]);
  const whole = await readFile(file, 'utf8');
  const cache = open();
  const known = await cache.read();
  const rest = known.filter(({ id }) => id === 'c');
  await cache.write([post('a', 'Other'), ...rest]);
  expect((await readFile(file, 'utf8')).startsWith(whole)).toBe(true);
  expect(titles(await open().read())).toEqual(['a: Other', 'c: Three']);
  await truncate(file, (await readFile(file)).byteLength - 3);
  const cut = open();
  const found = await cut.read();
  expect(titles(found)).toEqual(['a: One', 'b: Two', 'c: Three']);
  await cut.write([...found, post('d', 'Four')]);
  expect(titles(await open().read())).toEqual(['a: One', 'b: Two', 'c: Three', 'd: Four']);
});

test('what a power cut left of the file is no memory', async () => {
  const { file, open } = await openFolder();
  await open().write([post('a', 'One'), post('b', 'Two')]);
  const older = await readFile(file);
  await open().write([post('a', 'Six'), post('b', 'Ten')]);
  const whole = await readFile(file);
  const found = new Set<string>();
  const end = (at: number) => Buffer.alloc(whole.byteLength - at);
  for (let at = 0; at < whole.byteLength; at += 5) {
    const mixed = Buffer.concat([whole.subarray(0, at), older.subarray(at)]);
    for (const left of [whole.subarray(0, at), Buffer.concat([whole.subarray(0, at), end(at)]), mixed]) {
      await writeFile(file, left);
      found.add(titles(await open().read()).join());
    }
  }
  expect([...found].sort()).toEqual(['', 'a: One,b: Two', 'a: Six,b: Ten']);
});

test('what did not change is not written', async () => {
  const { file, open } = await openFolder();
  await open().write([post('a', 'One')]);
  const before = await readFile(file, 'utf8');
  const cache = open();
  await cache.write(await cache.read());
  expect(await readFile(file, 'utf8')).toBe(before);
});

test('a file that changed a moment ago is not remembered: it may change again within the same tick', async () => {
  const { open } = await openFolder();
  const fresh: IndexedPost = { ...post('b', 'Two'), facts: { ...post('b', 'Two').facts, modifiedMs: 9_000 } };
  await open().write([post('a', 'One'), fresh]);
  expect(titles(await open().read())).toEqual(['a: One']);
});
