import { appendFile, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
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

/** By its clock the machine was started an hour after what was written so far. */
function restartMachine(): void {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 3_600_000 });
}

afterEach(() => {
  vi.useRealTimers();
});

async function openFolder() {
  const folder = await temporaryFolder();
  const whole: ObjectStore = { ...openObjectStore(folder), names: () => new Set(hashes), isIntact: () => true };
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
  restartMachine();
  expect([...(await open(lossy).read()).pages.keys()]).toEqual(['a', 'c']);
});

test('after a restart of the machine, what a power cut left of the memory counts only when all of it is there', async () => {
  const { folder, open } = await openFolder();
  const file = path.join(folder, 'last-build.jsonl');
  await open().write(changed(cacheOf({}), 'c', 'fourth'));
  const older = await readFile(file);
  await open().write(changed(cacheOf({}), 'c', 'second'));
  const whole = await readFile(file);
  expect(older.equals(whole)).toBe(false);
  const left = async (bytes: Buffer) => {
    await writeFile(file, bytes);
    return (await open().read()).pages.size;
  };
  const torn = (at: number): Readonly<Record<string, Buffer>> => ({
    truncated: whole.subarray(0, at),
    'zeroes behind': Buffer.concat([whole.subarray(0, at), Buffer.alloc(whole.byteLength - at)]),
    'zeroes before': Buffer.concat([Buffer.alloc(at), whole.subarray(at)]),
    'older behind': Buffer.concat([whole.subarray(0, at), older.subarray(at)]),
    'older before': Buffer.concat([older.subarray(0, at), whole.subarray(at)]),
  });
  // Else nobody tears it, and nobody pays for looking: the keys of the last page, say, are taken apart when they are asked for.
  expect(await left(torn(whole.byteLength - 3)['zeroes behind'] ?? whole)).toBe(3);
  restartMachine();
  expect(await left(whole)).toBe(3);
  for (let at = 1; at < whole.byteLength; at += 7) {
    for (const [how, bytes] of Object.entries(torn(at))) {
      const isWhole = bytes.equals(whole) || bytes.equals(older);
      expect([at, how, await left(bytes)]).toEqual([at, how, isWhole ? 3 : 0]);
    }
  }
  expect(await left(Buffer.alloc(0))).toBe(0);
});

test('after a restart a change that was added counts with what it follows on', async () => {
  const { open } = await openFolder();
  const first = cacheOf({});
  const file = open();
  await file.write(first);
  const second = changed(first, 'b', 'second');
  await file.write(second);
  restartMachine();
  const store: ObjectStore = { ...openObjectStore(await temporaryFolder()), isIntact: () => true };
  expect(spelled(await open(store).read())).toBe(spelled(second));
});

test('what another version or a damaged disk left is no memory', async () => {
  const { folder, open } = await openFolder();
  await open().write(cacheOf({}));
  await truncate(path.join(folder, 'last-build.jsonl'), 200);
  expect((await open().read()).pages.size).toBe(0);
  await appendFile(path.join(folder, 'last-build.jsonl'), '\n\n\n\n\n');
  expect((await open().read()).pages.size).toBe(0);
});
