import { mkdir, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { actionCameraMovie } from './film-fixtures.ts';
import { mediaFolder, unwrapped } from './media-folder.ts';
import {
  animation,
  isoBox,
  jpegClaiming,
  phoneMovie,
  photo,
  pngBomb,
  quarters,
  withJpegSegment,
} from './picture-fixtures.ts';

const cut = (bytes: Buffer) => bytes.subarray(0, Math.floor(bytes.byteLength * 0.6));
const jpeg = async () => (await photo(320, 240)).jpeg().toBuffer();
const laughs = `<!DOCTYPE svg [<!ENTITY a "ha">${Array.from({ length: 20 }, (_, n) => `<!ENTITY a${n} "${`&a${n || ''};`.repeat(10)}">`).join('')}]><svg xmlns="http://www.w3.org/2000/svg"><text>&a19;</text></svg>`;

const refused: readonly (readonly [string, string, () => Promise<Buffer> | Buffer, string])[] = [
  ['an empty file', 'a.jpg', () => Buffer.alloc(0), 'empty'],
  ['bytes of no kind', 'a.jpg', () => Buffer.from([1, 2, 3, 4, 0, 9]), 'unknown-type'],
  ['a text without a known ending', 'notes.xyz', () => Buffer.from('hello'), 'unknown-type'],
  ['a cut JPEG', 'a.jpg', async () => cut(await jpeg()), 'damaged'],
  ['a JPEG of its header alone', 'a.jpg', async () => (await jpeg()).subarray(0, 24), 'damaged'],
  ['a cut PNG', 'a.png', async () => cut(await (await photo(320, 240)).png().toBuffer()), 'damaged'],
  ['a cut WebP', 'a.webp', async () => cut(await (await photo(320, 240)).webp().toBuffer()), 'damaged'],
  ['a cut AVIF', 'a.avif', async () => cut(await (await photo(320, 240)).avif({ effort: 0 }).toBuffer()), 'damaged'],
  ['a cut GIF', 'a.gif', async () => cut(await animation('gif')), 'damaged'],
  ['a cut film', 'a.mp4', () => cut(phoneMovie()), 'damaged'],
  [
    'a film without its index, which no browser plays',
    'a.mp4',
    () => isoBox('ftyp', Buffer.from('mp41\0\0\0\0mp41', 'latin1')),
    'damaged',
  ],
  [
    'a film whose positions cannot be taken out',
    'a.mp4',
    () => Buffer.concat([actionCameraMovie('gpmd', 'stco'), isoBox('moof', Buffer.alloc(8))]),
    'keeps-places',
  ],
  ['a cut zip', 'a.zip', () => Buffer.from('PK\x03\x04 and no directory'), 'damaged'],
  ['a PNG of 144 megapixels in a few kilobytes', 'a.png', () => pngBomb(12_000, 12_000), 'too-large'],
  ['a PNG that claims 4 gigapixels', 'a.png', () => pngBomb(65_000, 65_000), 'too-large'],
  ['a JPEG that claims 4 gigapixels', 'a.jpg', async () => jpegClaiming(await jpeg(), 65_000, 65_000), 'too-large'],
  [
    'a GIF that claims 4 gigapixels',
    'a.gif',
    async () => {
      const gif = await animation('gif');
      gif.writeUInt16LE(65_000, 6);
      gif.writeUInt16LE(65_000, 8);
      return gif;
    },
    'too-large',
  ],
  ['a photograph in HEIC', 'IMG_1.HEIC', () => Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1'), 'heic'],
  ['HEIC under another name', 'a.jpg', () => Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1'), 'heic'],
  ['a program', 'a.png', () => Buffer.from('MZ\x90\0 program'), 'dangerous'],
  ['a script', 'a.txt', () => Buffer.from('#!/bin/sh\nrm -rf /\n'), 'dangerous'],
  ['a web page', 'a.svg', () => Buffer.from('<!DOCTYPE html><html><script>1</script></html>'), 'dangerous'],
  ['an SVG that is a bomb of entities', 'a.svg', () => Buffer.from(laughs), 'damaged'],
  [
    'an SVG nested ten thousand deep',
    'a.svg',
    () => Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg">${'<g>'.repeat(10_000)}${'</g>'.repeat(10_000)}</svg>`),
    'damaged',
  ],
  ['an SVG that does not end', 'a.svg', () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><g>'), 'damaged'],
];

describe('files that must not be taken in', () => {
  test.each(refused)('%s is refused with its reason', async (_what, name, make, reason) => {
    const { folder, media } = await mediaFolder();
    expect(await media.takeContent(name, await make())).toEqual({
      ok: false,
      failure: { kind: 'media-refused', name, reason },
    });
    expect(await readdir(folder)).toEqual([]);
  });

  test.each(refused)('%s put there by another program neither stops the build nor grows', async (_what, name, make) => {
    const { folder, media, put } = await mediaFolder();
    await put(`media/${name}`, await make());
    const published = await media.published(`media/${name}`);
    for (const file of published?.files ?? []) expect(file.size).toBeLessThan(1_000_000);
    expect(await readdir(path.join(folder, 'media'))).toEqual([name]);
  });

  test('a picture with warnings that every viewer shows is taken', async () => {
    const { media } = await mediaFolder();
    const withJunk = withJpegSegment(await jpeg(), 0xef, Buffer.alloc(60_000, 7));
    expect(unwrapped(await media.takeContent('odd.jpg', withJunk))).toMatchObject({ width: 320, height: 240 });
  });

  test('folders, missing files and hidden ones are not published', async () => {
    const { folder, media, put } = await mediaFolder();
    await mkdir(path.join(folder, 'media/folder.jpg'), { recursive: true });
    await put('.secret/a.png', await quarters(8, 8).png().toBuffer());
    await put('posts/a.md', Buffer.from('---\ntitle: A\n---\n'));
    await put('offprint.yml', Buffer.from('title: A\n'));
    for (const name of [
      'media/folder.jpg',
      'media/none.jpg',
      '.secret/a.png',
      'posts/a.md',
      'offprint.yml',
      '',
      '/',
      'media/../offprint.yml',
    ]) {
      expect(await media.published(name), name).toBeUndefined();
    }
  });

  test('nothing outside the site is published, by path or by link', async () => {
    const { folder, media } = await mediaFolder();
    const { symlink } = await import('node:fs/promises');
    const outside = path.join(path.dirname(folder), 'private.png');
    await writeFile(outside, await quarters(8, 8).png().toBuffer());
    await mkdir(path.join(folder, 'media'));
    await symlink(outside, path.join(folder, 'media/link.png'));
    await symlink(path.dirname(outside), path.join(folder, 'media/up'));
    for (const name of [
      '../private.png',
      outside,
      'media/link.png',
      'media/up/private.png',
      'media\\..\\..\\private.png',
    ]) {
      expect(await media.published(name), name).toBeUndefined();
    }
  });
});
