import { writeFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { places } from './places.ts';

const firstSite = {
  'assets/style.1234.css': 'body { color: black }',
  '2026/train/index.html': '<title>On the train</title><link rel=stylesheet href="/assets/style.1234.css">',
  'index.html': '<title>Home</title><a href="/2026/train/">On the train</a>',
  'feed.xml': '<feed/>',
  'überall/ça va "quoted".html': '<title>Names</title>of every kind',
};

/** What holds wherever a blog is published: one list of promises, every kind of place, real servers. */
describe.each(Object.keys(places))('publishing to %s', (name) => {
  const openPlace = () => (places[name] ?? (() => Promise.reject(new Error(name))))();

  test('puts exactly the build there and says what is new', async () => {
    const { desk, read } = await openPlace();
    const receipt = await desk.publishOk(firstSite);
    expect(await read()).toEqual(firstSite);
    expect(receipt.pages).toMatchObject([
      { change: 'new', address: '/2026/train/', title: 'On the train', postId: 'posts/train.md' },
      { change: 'new', address: '/', title: 'Home' },
      { change: 'new', address: '/überall/ça va "quoted".html', title: 'Names' },
    ]);
    expect(receipt.filesSent).toBe(5);
  });

  test('sends only what changed, removes what went, and sends nothing when nothing changed', async () => {
    const { desk, read } = await openPlace();
    await desk.publishOk(firstSite);
    const { 'feed.xml': _, ...rest } = firstSite;
    const next = { ...rest, 'index.html': '<title>Home</title>new' };
    const receipt = await desk.publishOk(next);
    expect(receipt.pages).toMatchObject([{ change: 'changed', address: '/', title: 'Home', size: 22, sizeBefore: 58 }]);
    expect(receipt.filesSent).toBe(1);
    expect(await read()).toEqual(next);
    expect(await desk.publishOk(next)).toMatchObject({ pages: [], filesSent: 0, bytesSent: 0 });
  });

  test('turns a page into a folder and back', async () => {
    const { desk, read } = await openPlace();
    for (const site of [{ about: 'a file' }, { 'about/index.html': 'a folder' }, { about: 'a file again' }]) {
      await desk.publishOk({ 'index.html': 'home', ...site });
      expect(await read()).toEqual({ 'index.html': 'home', ...site });
    }
  });

  test('stops when a post would vanish unasked, and removes it when the author took it back', async () => {
    const { desk, read } = await openPlace();
    await desk.publishOk(firstSite);
    const without = { 'index.html': '<title>Home</title>nothing left' };
    expect(await desk.publish(without)).toMatchObject({
      ok: false,
      failure: { reason: 'shrinks', allow: 'removal', pages: [{ change: 'gone', postId: 'posts/train.md' }] },
    });
    expect(await read()).toEqual(firstSite);
    await desk.publishOk(without, { removedPosts: ['posts/train.md'] });
    expect(await read()).toEqual(without);
  });

  test('refuses a built file that was damaged on disk, and goes on from there', async () => {
    const { desk, read, settings } = await openPlace();
    await desk.publishOk(firstSite);
    const build = await desk.build({ ...firstSite, 'index.html': '<title>Home</title>new' });
    const home = build.manifest.files.find((file) => file.path === 'index.html');
    if (home === undefined) throw new Error('no home page');
    await writeFile(build.pathOf(home), 'damaged');
    const stopped = await desk.publisher.publish(build, { target: settings?.name });
    expect(stopped).toMatchObject({ ok: false, failure: { kind: 'target-refused', reason: 'verify-failed' } });
    expect(await read()).toEqual(firstSite);
    const newer = { ...firstSite, 'index.html': '<title>Home</title>newer' };
    await desk.publishOk(newer);
    expect(await read()).toEqual(newer);
  });

  test('puts a past publish back, pages that came since included', async () => {
    const { desk, read } = await openPlace();
    const first = await desk.publishOk(firstSite);
    await desk.publishOk({ ...firstSite, '2026/later/index.html': '<title>Later</title>', 'index.html': 'new home' });
    const undone = await desk.reopen().undo(first.id);
    expect(undone).toMatchObject({ ok: true, value: { pages: [{ change: 'changed' }, { change: 'gone' }] } });
    expect(await read()).toEqual(firstSite);
    expect(await desk.publisher.undo('no such publish')).toMatchObject({ failure: { kind: 'receipt-missing' } });
  });

  test('plans without changing anything', async () => {
    const { desk, read } = await openPlace();
    const plan = await desk.publisher.plan(await desk.build(firstSite), undefined);
    expect(plan).toMatchObject({ ok: true, value: { filesToSend: 5, filesToRemove: 0, pages: [{}, {}, {}] } });
    expect(await read()).toEqual({});
  });

  test('tests a place by writing, reading back and removing, and leaves nothing behind', async () => {
    const { desk, read, settings } = await openPlace();
    if (settings === undefined) return;
    expect(await desk.publisher.probe(settings)).toEqual({ ok: true, value: undefined });
    expect(await read()).toEqual({});
    expect(await desk.publishOk(firstSite)).toMatchObject({ filesSent: 5 });
  });

  test('refuses a place with the work of somebody else, and takes it over only when allowed', async () => {
    const { desk, read, meddle, settings } = await openPlace();
    if (settings === undefined) return;
    const theirs = { 'index.html': 'my hand-made home', 'thesis.pdf': 'years of work' };
    await meddle(theirs);
    expect(await desk.publish(firstSite)).toMatchObject({
      ok: false,
      failure: { reason: 'not-ours', files: expect.arrayContaining(['index.html', 'thesis.pdf']), allow: 'take-over' },
    });
    expect(await read()).toEqual(theirs);
    await desk.publishOk(firstSite, { allow: ['take-over'] });
    expect(await read()).toEqual({ ...firstSite, 'thesis.pdf': 'years of work' });
  });

  test('keeps what others put beside the site', async () => {
    const { desk, read, meddle, settings } = await openPlace();
    if (settings === undefined) return;
    await desk.publishOk(firstSite);
    await meddle({ CNAME: 'blog.example.org', 'well-known/security.txt': 'mail us' });
    const next = { ...firstSite, 'feed.xml': '<feed>new</feed>' };
    await desk.publishOk(next);
    expect(await read()).toEqual({ ...next, CNAME: 'blog.example.org', 'well-known/security.txt': 'mail us' });
  });
});
