import { mkdir, readdir, readFile, symlink } from 'node:fs/promises';
import path from 'node:path';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { mediaFolder, unwrapped } from './media-folder.ts';
import { animation, phoneMovie, photo, quarters, turned } from './picture-fixtures.ts';

describe('taking a file in', () => {
  test('puts it below the month under a readable name and answers what it is', async () => {
    const { folder, media } = await mediaFolder();
    const jpeg = await (await photo(64, 48)).jpeg().toBuffer();
    const item = unwrapped(await media.takeContent('Hafen (Abend) Ü.JPG', jpeg));
    expect(item).toEqual({
      path: 'media/2026/11/hafen-abend-u.jpg',
      address: '/media/2026/11/hafen-abend-u.jpg',
      kind: 'image',
      type: 'image/jpeg',
      size: jpeg.byteLength,
      width: 64,
      height: 48,
    });
    expect(await readFile(path.join(folder, item.path))).toEqual(jpeg);
  });

  test('answers the size as shown, not as stored', async () => {
    const { media } = await mediaFolder();
    const upright = await quarters(60, 40).png().toBuffer();
    expect(unwrapped(await media.takeContent('turned.jpg', await turned(upright, 6)))).toMatchObject({
      width: 60,
      height: 40,
    });
  });

  test('never takes the same content twice, whatever its name and however many come at once', async () => {
    const { folder, media } = await mediaFolder();
    const jpeg = await (await photo(64, 48)).jpeg().toBuffer();
    const names = ['a.jpg', 'b.jpg', 'c.jpg', 'd.jpg'];
    const items = await Promise.all(names.map((name) => media.takeContent(name, jpeg)));
    expect(new Set(items.map((item) => unwrapped(item).path)).size).toBe(1);
    expect(await readdir(path.join(folder, 'media/2026/11'))).toHaveLength(1);
  });

  test('finds content again that another program put there', async () => {
    const { media, put } = await mediaFolder();
    const jpeg = await (await photo(64, 48)).jpeg().toBuffer();
    await put('media/2019/06/quay.jpg', jpeg);
    expect(unwrapped(await media.takeContent('other.jpg', jpeg)).path).toBe('media/2019/06/quay.jpg');
  });

  test('gives different pictures of one name different names, also where only case differs', async () => {
    const { media, put } = await mediaFolder();
    const pictures = await Promise.all([8, 16, 24].map((width) => quarters(width, 8).png().toBuffer()));
    await put('media/2026/11/QUAY.PNG', Buffer.from('not ours'));
    const items = await Promise.all(pictures.map((picture) => media.takeContent('quay.png', picture)));
    expect(items.map((item) => unwrapped(item).path).sort()).toEqual([
      'media/2026/11/quay-2.png',
      'media/2026/11/quay-3.png',
      'media/2026/11/quay-4.png',
    ]);
  });

  test.each([
    ['image.png', 'picture.png'],
    ['../../etc/passwd.png', 'passwd.png'],
    ['C:\\fakepath\\Berg 1.png', 'berg-1.png'],
    ['.png', 'png.png'],
    ['灯台.png', '灯台.png'],
    ['\u202egnp.exe', 'gnp.png'],
    [`${'very long name '.repeat(30)}.png`, 'very-long-name-very-long-name-very-long-name-very-long-name.png'],
  ])('names %j %s', async (hint, name) => {
    const { media } = await mediaFolder();
    const png = await quarters(8, 8).png().toBuffer();
    expect(unwrapped(await media.takeContent(hint, png)).path).toBe(`media/2026/11/${name}`);
  });

  test('goes by content, not by name', async () => {
    const { media } = await mediaFolder();
    const png = await quarters(8, 8).png().toBuffer();
    expect(unwrapped(await media.takeContent('photo.jpg', png))).toMatchObject({
      path: 'media/2026/11/photo.png',
      type: 'image/png',
    });
  });

  test('takes attachments of the kinds that blogs have', async () => {
    const { media } = await mediaFolder();
    const files: readonly (readonly [string, Buffer, string, string])[] = [
      ['slides.pdf', Buffer.from('%PDF-1.4\n%%EOF'), 'document', 'application/pdf'],
      ['film.mp4', phoneMovie(), 'video', 'video/mp4'],
      ['song.mp3', Buffer.from('ID3\x04\0\0\0\0\0\0 sound'), 'audio', 'audio/mpeg'],
      ['talk.ogg', Buffer.from('OggS sound'), 'audio', 'audio/ogg'],
      ['all.zip', Buffer.from(`PK\x05\x06${'\0'.repeat(18)}`, 'latin1'), 'document', 'application/zip'],
      ['depths.csv', Buffer.from('place;depth\nBergen;12\n'), 'document', 'text/csv'],
      ['dance.gif', await animation('gif'), 'image', 'image/gif'],
    ];
    for (const [name, content, kind, type] of files) {
      expect(unwrapped(await media.takeContent(name, content))).toMatchObject({
        path: `media/2026/11/${name}`,
        kind,
        type,
      });
    }
  });

  test('writes nothing when another program holds the site', async () => {
    const { folder, media } = await mediaFolder({ readOnly: () => ({ holder: 'Offprint' }) });
    const png = await quarters(8, 8).png().toBuffer();
    expect(await media.takeContent('a.png', png)).toEqual({
      ok: false,
      failure: { kind: 'read-only', holder: 'Offprint' },
    });
    expect(await readdir(folder)).toEqual([]);
  });

  test('does not follow a link that leads out of the site', async () => {
    const { folder, data, media } = await mediaFolder();
    await mkdir(data, { recursive: true });
    await symlink(data, path.join(folder, 'media'));
    const answer = await media.takeContent('a.png', await quarters(8, 8).png().toBuffer());
    expect(answer).toMatchObject({ ok: false, failure: { kind: 'write-failed' } });
    expect(await readdir(data)).toEqual([]);
  });

  test('says so when the disk refuses', async () => {
    const { media, put } = await mediaFolder();
    await put('media', Buffer.from('a file where a folder must be'));
    const answer = await media.takeContent('a.png', await quarters(8, 8).png().toBuffer());
    expect(answer).toMatchObject({ ok: false, failure: { kind: 'write-failed' } });
  });

  test('takes forty photographs dropped at once', async () => {
    const { folder, media } = await mediaFolder();
    const photos = await Promise.all(
      Array.from({ length: 40 }, (_, index) =>
        sharp({ create: { width: 300 + index, height: 200, channels: 3, background: '#456' } })
          .jpeg()
          .toBuffer(),
      ),
    );
    const items = await Promise.all(photos.map((content) => media.takeContent('IMG_0001.JPG', content)));
    expect(new Set(items.map((item) => unwrapped(item).path)).size).toBe(40);
    expect(await readdir(path.join(folder, 'media/2026/11'))).toHaveLength(40);
  });
});
