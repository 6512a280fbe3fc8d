import { appendFile, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import type { BuildCache, CachedPage } from '../../../main/site/store/build-cache.ts';
import { openCacheFile } from '../../../main/site/store/cache-file.ts';
import { type ObjectStore, openObjectStore } from '../../../main/site/store/object-store.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const hashOf = (made: string) => made.padEnd(64, '0');
const page = (name: string, made: string): CachedPage => ({
  inputs: { made, theme: 'plain' },
  file: {
    path: name,
    sha256: hashOf(made),
    size: 1,
    role: 'post',
    page: { address: `/${name}`, title: name, postId: `posts/${name}.md` },
  },
  postId: `posts/${name}.md`,
});
const names = ['a', 'b', 'c'];
const hashes = ['first', 'second', 'third', 'fourth', 'mine', 'theirs'].map(hashOf);
const cacheOf = (made: Readonly<Record<string, string>>): BuildCache => ({
  pages: new Map(names.map((name) => [name, page(name, made[name] ?? 'first')])),
  facts: new Map(),
  surroundings: { shared: made.shared ?? 'same', own: new Map([['posts/a.md', 'card']]) },
  reused: [],
  compressed: new Map(),
  buildsSincePrune: 3,
});
/** A change of some pages, which leaves the others the very same. */
const changed = (cache: BuildCache, name: string, made: string): BuildCache => ({
  ...cache,
  pages: new Map([...cache.pages].map(([other, old]) => [other, other === name ? page(name, made) : old])),
});
const spelled = (cache: BuildCache) =>
  JSON.stringify([
    [...cache.pages].map(([name, { inputs, file, postId }]) => [name, inputs, file, postId]),
    [...(cache.surroundings?.own ?? [])],
    cache.surroundings?.shared,
  ]);

async function openFolder() {
  const folder = await temporaryFolder();
  const whole: ObjectStore = { ...openObjectStore(folder), names: () => new Set(hashes) };
  const changes = path.join(folder, 'last-build-changes.jsonl');
  return { folder, changes, open: (store = whole) => openCacheFile(folder, store, () => true) };
}

test('a small change is added, and both are read as one', async () => {
  const { folder, changes, open } = await openFolder();
  const file = open();
  expect((await file.read()).pages.size).toBe(0);
  const first = cacheOf({});
  await file.write(first);
  const second = changed(first, 'b', 'second');
  const before = await readFile(path.join(folder, 'last-build.jsonl'), 'utf8');
  await file.write(second);
  await file.write(changed(second, 'c', 'third'));
  expect((await readFile(changes, 'utf8')).split('\n')).toHaveLength(3);
  expect(await readFile(path.join(folder, 'last-build.jsonl'), 'utf8')).toBe(before);
  expect(spelled(await open().read())).toBe(spelled(changed(second, 'c', 'third')));
});

test('a line that was cut off counts for nothing, and the next build writes the whole', async () => {
  const { changes, open } = await openFolder();
  const file = open();
  const first = cacheOf({});
  await file.write(first);
  const second = changed(first, 'b', 'second');
  await file.write(second);
  await file.write(changed(second, 'c', 'third'));
  await truncate(changes, (await readFile(changes)).byteLength - 5);
  const cut = open();
  const found = await cut.read();
  expect(spelled(found)).toBe(spelled(second));
  await cut.write(changed(found, 'a', 'fourth'));
  expect(spelled(await open().read())).toBe(spelled(changed(second, 'a', 'fourth')));
});

test('of two programs that add to one memory the second does not count, because it knew nothing of the first', async () => {
  const { open } = await openFolder();
  await open().write(cacheOf({}));
  const [one, other] = [open(), open()];
  const [known, same] = [await one.read(), await other.read()];
  await one.write(changed(known, 'a', 'mine'));
  await other.write(changed(same, 'b', 'theirs'));
  expect(spelled(await open().read())).toBe(spelled(changed(cacheOf({}), 'a', 'mine')));
});

test('without a page whose bytes are lost nothing is said of what pages were planned from', async () => {
  const { open } = await openFolder();
  await open().write(cacheOf({}));
  const lossy: ObjectStore = {
    ...openObjectStore(await temporaryFolder()),
    seal: () => 'something went',
    names: () => new Set(hashes.filter((hash) => hash !== hashOf('second'))),
  };
  const file = open();
  await file.write(changed(await file.read(), 'b', 'second'));
  const found = await open(lossy).read();
  expect([...found.pages.keys()]).toEqual(['a', 'c']);
  expect(found.surroundings).toBeUndefined();
});

test('what lies in the store is looked through only when something came or went', async () => {
  const { folder, open } = await openFolder();
  const store = openObjectStore(path.join(folder, 'objects'));
  const put = (text: string) => store.put(Buffer.from(text)).sha256;
  const [a, b] = [put('one text'), put('another text')];
  const looks: string[] = [];
  const names = () => {
    looks.push('names');
    return store.names();
  };
  const watched: ObjectStore = { ...store, names };
  const kept = cacheOf({});
  const pages = [...kept.pages].map(([name, made], index) => {
    const sha256 = index === 0 ? a : b;
    return [name, { ...made, file: { ...made.file, sha256 } }] as const;
  });
  await open(watched).write({ ...kept, pages: new Map(pages) });
  expect((await open(watched).read()).pages.size).toBe(3);
  expect(looks).toEqual([]);
  await rm(store.pathOf(a));
  expect([...(await open(watched).read()).pages.keys()]).toEqual(['b', 'c']);
  expect(looks).toEqual(['names']);
});

test('after a restart of the machine a page counts only when its bytes are those of its hash', async () => {
  const { folder, open } = await openFolder();
  await open().write(changed(cacheOf({}), 'b', 'second'));
  const lossy: ObjectStore = {
    ...openObjectStore(folder),
    isIntact: (hash) => hash !== hashOf('second'),
  };
  expect((await open(lossy).read()).pages.size).toBe(3);
  const file = path.join(folder, 'last-build.jsonl');
  await writeFile(file, (await readFile(file, 'utf8')).replace(/"startMs":[\d.]+/, '"startMs":0'));
  expect([...(await open(lossy).read()).pages.keys()]).toEqual(['a', 'c']);
});

test('what another version or a damaged disk left is no memory', async () => {
  const { folder, open } = await openFolder();
  await open().write(cacheOf({}));
  await truncate(path.join(folder, 'last-build.jsonl'), 200);
  expect((await open().read()).pages.size).toBe(0);
  await appendFile(path.join(folder, 'last-build.jsonl'), '\n\n\n\n\n');
  expect((await open().read()).pages.size).toBe(0);
});
