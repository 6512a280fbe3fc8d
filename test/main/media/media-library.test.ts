import { mkdir, readdir, readFile, rename, rm, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Library } from '../../../main/library/library.ts';
import { openLibrary } from '../../../main/library/open-library.ts';
import { createMediaLibrary } from '../../../main/media/media-library.ts';
import { openMedia } from '../../../main/media/open-media.ts';
import { silentLog } from '../../../main/node/log.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { testNow, unwrapped } from './media-folder.ts';
import { quarters } from './picture-fixtures.ts';

/** A blog with one picture used in two posts and one that nobody uses. */
async function blog(posts: Readonly<Record<string, string>> = {}) {
  const base = await temporaryFolder();
  const folder = path.join(base, 'blog');
  const put = async (relative: string, content: string | Buffer) => {
    await mkdir(path.dirname(path.join(folder, relative)), { recursive: true });
    await writeFile(path.join(folder, relative), content);
  };
  await put('offprint.yml', 'title: Harbour\n');
  await put('media/2024/05/boats.jpg', await quarters(80, 60).jpeg().toBuffer());
  await put('media/2024/05/unused.png', await quarters(20, 20).png().toBuffer());
  await put(
    'posts/one.md',
    '---\ntitle: One\ncover:\n  src: /media/2024/05/boats.jpg # the cover\n  alt: Boats at rest\nodd: kept\n---\n\n![Red boats](/media/2024/05/boats.jpg "Low tide"){credit="Jonas"}\n\n`/media/2024/05/boats.jpg`\n',
  );
  await put(
    'posts/two.md',
    '---\ntitle: Two\n---\n\n![boats.jpg](../media/2024/05/boats.jpg)\n\n[Gone](/media/gone.pdf)\n',
  );
  for (const [name, text] of Object.entries(posts)) await put(name, text);
  if ('hugo.toml' in posts) await rm(path.join(folder, 'posts'), { recursive: true });
  const library = unwrapped(
    await openLibrary({
      folder,
      dataFolder: path.join(base, 'data'),
      now: () => testNow,
      log: silentLog,
      holder: 'test',
      emit: () => {},
    }),
  );
  const media = openMedia({
    folder: library.folder,
    siteDataFolder: library.dataFolder,
    layout: library.layout,
    now: () => testNow,
    log: silentLog,
  });
  const told: string[] = [];
  const files = createMediaLibrary(library, media, (id) => told.push(id));
  onTestFinished(async () => {
    await media.close();
    await library.close();
  });
  const read = (relative: string) => readFile(path.join(folder, relative), 'utf8');
  const replace = async (file: string, name: string, content: Uint8Array) => {
    const { intakes } = media;
    const begun = unwrapped(await intakes.begin({ name, size: content.byteLength, head: content, postId: '' }));
    unwrapped(await intakes.add(begun.intake, 0, content));
    return intakes.end(begun.intake, (incoming) => files.replace(file, incoming));
  };
  return { folder, library, media, files, replace, told, put, read };
}

const boats = 'media/2024/05/boats.jpg';

describe('the media library', () => {
  test('lists every file with its size and every place it is used, with what is amiss there', async () => {
    const { files } = await blog();
    const { items, missing } = await files.list();
    expect(items.map(({ path: file, uses }) => [file, uses.length])).toEqual([
      [boats, 3],
      ['media/2024/05/unused.png', 0],
    ]);
    expect(items[0]).toMatchObject({ kind: 'image', type: 'image/jpeg', width: 80, height: 60 });
    expect(items[0]?.uses).toEqual(
      expect.arrayContaining([
        { postId: 'posts/one.md', title: 'One', role: 'cover', alt: 'Boats at rest' },
        {
          postId: 'posts/one.md',
          title: 'One',
          role: 'picture',
          line: 1,
          alt: 'Red boats',
          caption: 'Low tide',
          credit: 'Jonas',
        },
        {
          postId: 'posts/two.md',
          title: 'Two',
          role: 'picture',
          line: 1,
          alt: 'boats.jpg',
          problem: 'alt-is-file-name',
        },
      ]),
    );
    expect(missing).toMatchObject([{ path: 'media/gone.pdf', uses: [{ postId: 'posts/two.md', role: 'link' }] }]);
  });

  test('renames a file, and every link and cover follows, with nothing else in the files changed', async () => {
    const { folder, files, told, read } = await blog();
    const before = await read('posts/one.md');
    const moved = unwrapped(await files.rename(boats, 'Rote Boote am Kai'));
    expect(moved.path).toBe('media/2024/05/rote-boote-am-kai.jpg');
    expect([...moved.posts].sort()).toEqual(['posts/one.md', 'posts/two.md']);
    expect(told.length).toBe(2);
    expect(await readdir(path.join(folder, 'media/2024/05'))).toEqual(['rote-boote-am-kai.jpg', 'unused.png']);
    expect(await files.trashed(), 'nothing went').toEqual([]);
    const code = '`/media/2024/05/boats.jpg`';
    expect(await read('posts/one.md')).toBe(
      before.replaceAll('boats.jpg', 'rote-boote-am-kai.jpg').replace('`/media/2024/05/rote-boote-am-kai.jpg`', code),
    );
    expect(await read('posts/two.md')).toContain('(../media/2024/05/rote-boote-am-kai.jpg)');
  });

  test('follows the addresses of another program’s folder, and finds what was moved by hand in it', async () => {
    const { folder, files, put, read } = await blog({
      'hugo.toml': 'title = "Harbour"\n',
      'static/images/quay.jpg': '',
      'content/posts/three.md': '---\ntitle: Three\n---\n\n![Quay](/images/quay.jpg)\n\n![](/images/gone.jpg)\n',
    });
    await put('static/images/quay.jpg', await quarters(90, 60).jpeg().toBuffer());
    const quay = 'static/images/quay.jpg';
    const listed = await files.list();
    expect(listed.items.find((item) => item.path === quay)?.uses).toHaveLength(1);
    expect(listed.missing.map((missing) => missing.path)).toContain('images/gone.jpg');
    expect(unwrapped(await files.rename(quay, 'At the quay')).posts).toEqual(['content/posts/three.md']);
    expect(await read('content/posts/three.md')).toContain('![Quay](/images/at-the-quay.jpg)');
    await utimes(path.join(folder, 'static/images/at-the-quay.jpg'), 1, 1);
    unwrapped(await files.receipt('static/images/at-the-quay.jpg'));
    await mkdir(path.join(folder, 'static/old'), { recursive: true });
    await rename(path.join(folder, 'static/images/at-the-quay.jpg'), path.join(folder, 'static/old/quay.jpg'));
    const { missing } = await files.list();
    expect(missing.find((file) => file.path === 'images/at-the-quay.jpg')?.movedTo).toBe('static/old/quay.jpg');
    unwrapped(await files.relink('images/at-the-quay.jpg', 'static/old/quay.jpg'));
    expect(await read('content/posts/three.md')).toContain('![Quay](/old/quay.jpg)');
  });

  test('keeps what is typed and not yet saved when links follow', async () => {
    const { library, files, read } = await blog();
    const { sequence, body } = unwrapped(await library.openDraft('posts/two.md'));
    unwrapped(
      await library.editDraft({
        id: 'posts/two.md',
        sequence: sequence + 1,
        changes: [{ from: 0, to: 0, insert: 'Just typed. ' }],
      }),
    );
    unwrapped(await files.rename(boats, 'kai'));
    expect(body).not.toContain('Just typed');
    expect(await read('posts/two.md')).toContain('Just typed. ');
    expect(await read('posts/two.md')).toContain('media/2024/05/kai.jpg');
  });

  test('never renames over another file', async () => {
    const { files, put } = await blog();
    await put('media/2024/05/kai.jpg', await quarters(10, 10).jpeg().toBuffer());
    expect(await files.rename(boats, 'KAI')).toEqual({
      ok: false,
      failure: { kind: 'media-name-taken', path: 'media/2024/05/kai.jpg' },
    });
    expect(await files.rename('media/nothing.jpg', 'x')).toMatchObject({
      ok: false,
      failure: { kind: 'media-missing' },
    });
    expect(await files.rename('../blog/offprint.yml', 'x')).toMatchObject({
      ok: false,
      failure: { kind: 'media-missing' },
    });
    expect(await files.rename('posts/one.md', 'x')).toMatchObject({ ok: false, failure: { kind: 'media-missing' } });
  });

  test('replaces a picture once, everywhere', async () => {
    const { folder, replace } = await blog();
    const better = await quarters(200, 100).jpeg().toBuffer();
    expect(unwrapped(await replace(boats, 'better.jpg', better))).toMatchObject({ path: boats, posts: [] });
    expect(await readFile(path.join(folder, boats))).toEqual(better);
  });

  test('replaces a picture with one in another format, and the links follow its new ending', async () => {
    const { folder, replace, read } = await blog();
    const png = await quarters(200, 100).png().toBuffer();
    const moved = unwrapped(await replace(boats, 'boats.png', png));
    expect(moved.path).toBe('media/2026/11/boats.png');
    expect(await read('posts/one.md')).toContain('src: /media/2026/11/boats.png # the cover');
    expect(await readdir(path.join(folder, 'media/2024/05'))).toEqual(['unused.png']);
  });

  test('refuses a damaged replacement and keeps the old picture', async () => {
    const { folder, replace } = await blog();
    const before = await readFile(path.join(folder, boats));
    const cut = (await quarters(900, 600).jpeg().toBuffer()).subarray(0, 900);
    expect(await replace(boats, 'b.jpg', cut)).toMatchObject({
      ok: false,
      failure: { kind: 'media-refused', reason: 'damaged' },
    });
    expect(await readFile(path.join(folder, boats))).toEqual(before);
  });

  test('does not throw away what posts show, unless told so, and brings it back', async () => {
    const { folder, files } = await blog();
    const refused = await files.trash(boats, false);
    expect(refused).toMatchObject({ ok: false, failure: { kind: 'media-in-use', uses: { length: 3 } } });
    const before = await readFile(path.join(folder, boats));
    const { key } = unwrapped(await files.trash(boats, true));
    expect((await files.list()).missing.map((missing) => missing.path)).toContain(boats);
    expect(unwrapped(await files.restore(key))).toEqual({ path: boats });
    expect(await readFile(path.join(folder, boats))).toEqual(before);
    expect(await files.restore(key)).toMatchObject({ ok: false, failure: { kind: 'media-missing' } });
    expect(await files.restore('../../secret')).toMatchObject({ ok: false, failure: { kind: 'media-missing' } });
  });

  test('lists what lies in the trash, and brings back what was replaced beside the new', async () => {
    const { folder, files, replace } = await blog();
    const old = await readFile(path.join(folder, boats));
    const { trashKey = '' } = unwrapped(await replace(boats, 'new.jpg', await quarters(40, 40).jpeg().toBuffer()));
    expect(await files.trashed()).toEqual([{ key: trashKey, path: boats, size: old.byteLength, trashedMs: testNow }]);
    expect(unwrapped(await files.restore(trashKey))).toEqual({ path: 'media/2024/05/boats-2.jpg' });
    expect(await readFile(path.join(folder, 'media/2024/05/boats-2.jpg'))).toEqual(old);
    expect(await files.trashed()).toEqual([]);
  });

  test('finds a file moved by hand again by its content, and lets the links follow', async () => {
    const { folder, media, files, read } = await blog();
    await utimes(path.join(folder, boats), 1_700_000_000, 1_700_000_000);
    await media.published(boats);
    await mkdir(path.join(folder, 'media/sorted'), { recursive: true });
    await rename(path.join(folder, boats), path.join(folder, 'media/sorted/b.jpg'));
    const { missing } = await files.list();
    expect(missing.find((file) => file.path === boats)).toMatchObject({
      movedTo: 'media/sorted/b.jpg',
      uses: { length: 3 },
    });
    const moved = unwrapped(await files.relink(boats, 'media/sorted/b.jpg'));
    expect(moved.posts).toHaveLength(2);
    expect(await read('posts/one.md')).toContain('(/media/sorted/b.jpg "Low tide")');
    expect((await files.list()).missing.map((file) => file.path)).toEqual(['media/gone.pdf']);
  });

  test('keeps both names when a post cannot be changed, so that nothing breaks', async () => {
    const { folder, files, library } = await blog();
    const failing = createMediaLibrary(
      withSaveDraft(library, async (id) => ({ ok: false, failure: { kind: 'post-missing', id } })),
      openMedia({ folder, siteDataFolder: library.dataFolder, now: () => testNow, log: silentLog }),
      () => {},
    );
    expect(await failing.rename(boats, 'kai')).toMatchObject({ ok: false, failure: { kind: 'links-not-changed' } });
    expect(await readdir(path.join(folder, 'media/2024/05'))).toEqual(['boats.jpg', 'kai.jpg', 'unused.png']);
    expect((await files.list()).missing.map((file) => file.path)).toEqual(['media/gone.pdf']);
  });

  test('proposes the words a picture has elsewhere', async () => {
    const { files } = await blog();
    expect(await files.wordsFor(boats)).toMatchObject({ alt: expect.any(String) });
    expect(await files.wordsFor('media/2024/05/unused.png')).toBeUndefined();
  });

  test('says what readers get and what they do not', async () => {
    const { files, put, folder } = await blog();
    await put(
      'media/place.jpg',
      await quarters(700, 500)
        .withExif({ IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '60/1 23/1 0/1' } })
        .jpeg()
        .toBuffer(),
    );
    const receipt = unwrapped(await files.receipt('media/place.jpg'));
    expect(receipt).toMatchObject({
      removed: ['location'],
      files: [
        { type: 'image/webp', width: 480 },
        { type: 'image/webp', width: 700 },
        { type: 'image/jpeg', width: 700 },
      ],
    });
    await rm(path.join(folder, 'media/place.jpg'));
    expect(await files.receipt('media/place.jpg')).toMatchObject({ ok: false, failure: { kind: 'media-missing' } });
  });
});

/** The same library with one method taken over. */
function withSaveDraft(library: Library, saveDraft: Library['saveDraft']): Library {
  return new Proxy(library, {
    get: (target, name) => {
      if (name === 'saveDraft') return saveDraft;
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}
