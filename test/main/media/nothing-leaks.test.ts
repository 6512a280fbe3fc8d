import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { readExif } from '../../../main/media/read-exif.ts';
import { actionCameraMovie, dashboardMovie } from './film-fixtures.ts';
import { contents, mediaFolder } from './media-folder.ts';
import {
  animation,
  canary,
  isoBox,
  phoneMovie,
  photo,
  pngChunk,
  quarters,
  tellingExif,
  tellingXmp,
  turned,
  withJpegSegment,
  withPngChunks,
} from './picture-fixtures.ts';

const telling = async (format: 'jpeg' | 'png' | 'webp' | 'avif') =>
  (await photo(640, 480))
    .withExif(tellingExif)
    .withXmp(tellingXmp)
    .toFormat(format, format === 'avif' ? { effort: 0 } : {})
    .toBuffer();
const exifSegment = async () =>
  Buffer.concat([
    Buffer.from('Exif\0\0', 'latin1'),
    (await sharp(await telling('png')).metadata()).exif?.subarray(0) ?? Buffer.alloc(0),
  ]);

/** Every way we know in which a file says where it was made. */
const originals: readonly (readonly [string, string, () => Promise<Buffer> | Buffer])[] = [
  ['a JPEG', 'a.jpg', () => telling('jpeg')],
  ['a large JPEG', 'a.jpg', async () => (await photo(2000, 1500)).withExif(tellingExif).jpeg().toBuffer()],
  ['a turned JPEG', 'a.jpg', async () => turned(await quarters(600, 400).png().toBuffer(), 6)],
  ['a JPEG with a comment', 'a.jpg', async () => withJpegSegment(await telling('jpeg'), 0xfe, Buffer.from(canary))],
  [
    'a JPEG with IPTC',
    'a.jpg',
    async () => withJpegSegment(await telling('jpeg'), 0xed, Buffer.from(`Photoshop 3.0\0${canary}`)),
  ],
  [
    'a JPEG with a second picture behind it',
    'a.jpg',
    async () => Buffer.concat([await telling('jpeg'), await telling('jpeg')]),
  ],
  [
    'a JPEG with two Exif blocks',
    'a.jpg',
    async () => withJpegSegment(await telling('jpeg'), 0xe1, await exifSegment()),
  ],
  [
    'a small JPEG of low quality, kept as it is',
    'a.jpg',
    async () => (await photo(300, 200)).withExif(tellingExif).jpeg({ quality: 5 }).toBuffer(),
  ],
  ['a PNG', 'a.png', () => telling('png')],
  [
    'a PNG with texts',
    'a.png',
    async () =>
      withPngChunks(
        await telling('png'),
        pngChunk('tEXt', Buffer.from(`Location\0${canary}`)),
        pngChunk('iTXt', Buffer.from(`XML:com.adobe.xmp\0\0\0\0\0${tellingXmp}`)),
      ),
  ],
  [
    'an animated PNG',
    'a.png',
    async () => withPngChunks(await telling('png'), pngChunk('acTL', Buffer.from([0, 0, 0, 1, 0, 0, 0, 0]))),
  ],
  ['a WebP', 'a.webp', () => telling('webp')],
  [
    'an animated WebP',
    'a.webp',
    async () =>
      sharp(await animation('webp'), { animated: true })
        .withExif(tellingExif)
        .withXmp(tellingXmp)
        .webp()
        .toBuffer(),
  ],
  ['an AVIF', 'a.avif', () => telling('avif')],
  [
    'a GIF with a comment',
    'a.gif',
    async () => {
      const gif = await animation('gif');
      const comment = Buffer.concat([Buffer.from([0x21, 0xfe, canary.length]), Buffer.from(canary), Buffer.from([0])]);
      const colours = 13 + ((gif[10] ?? 0) & 0x80 ? 3 * 2 ** (((gif[10] ?? 0) & 7) + 1) : 0);
      return Buffer.concat([gif.subarray(0, colours), comment, gif.subarray(colours)]);
    },
  ],
  [
    'an SVG from an editor',
    'a.svg',
    () =>
      Buffer.from(
        `<svg xmlns="http://www.w3.org/2000/svg" xmlns:i="http://www.inkscape.org/" width="9" height="9" i:docname="/home/${canary}"><metadata>${canary}</metadata><!-- ${canary} --><rect width="9" height="9"/></svg>`,
      ),
  ],
  ['a film from a telephone', 'a.mp4', () => phoneMovie()],
  ['a film of an action camera, with a track of positions', 'a.mp4', () => actionCameraMovie('gpmd', 'stco')],
  ['the same with long offsets, by another maker', 'a.mov', () => actionCameraMovie('camm', 'co64')],
  ['a film of a dashboard camera, with positions scattered in it', 'a.mp4', () => dashboardMovie()],
];

/** True when bytes say where, with what or by whom they were made. */
async function tells(bytes: Buffer): Promise<boolean> {
  if (bytes.includes(canary) || bytes.includes('GPSLatitude') || bytes.includes('+60.3983')) return true;
  const exif = await sharp(bytes)
    .metadata()
    .then(
      (metadata) => metadata.exif,
      () => undefined,
    );
  if (exif === undefined) return false;
  const { parts } = readExif(exif.toString('latin1', 0, 4) === 'Exif' ? exif.subarray(6) : exif);
  return parts.size > 0;
}

describe('nothing about place or author is published', () => {
  test.each(originals)('of %s', async (_what, name, make) => {
    const original = await make();
    expect(await tells(original), 'the control: the original does tell').toBe(true);
    for (const withEngine of [true, false]) {
      const { media, put } = await mediaFolder(withEngine ? {} : { loadEngine: async () => undefined });
      await put(`media/${name}`, original);
      const published = await media.published(`media/${name}`);
      expect(published?.files.length).toBeGreaterThan(0);
      expect(published?.removed?.length).toBeGreaterThan(0);
      for (const content of await contents(published)) expect(await tells(content)).toBe(false);
    }
  });

  test('a film keeps its pictures and sound where they are', async () => {
    const { media, put } = await mediaFolder();
    const film = actionCameraMovie('gpmd', 'stco');
    await put('media/a.mp4', film);
    const published = await media.published('media/a.mp4');
    const [content = Buffer.alloc(0)] = await contents(published);
    expect(published?.removed).toContain('location');
    expect(content.byteLength).toBe(film.byteLength);
    const pictures = film.indexOf('PICTURES');
    expect(content.indexOf('PICTURES')).toBe(pictures);
    expect(content.indexOf('vide')).toBe(film.indexOf('vide'));
  });

  test('a film whose positions cannot be taken out is not published', async () => {
    const { media, put } = await mediaFolder();
    await put('media/a.mp4', Buffer.concat([actionCameraMovie('gpmd', 'stco'), isoBox('moof', Buffer.alloc(8))]));
    await put('media/b.mp4', actionCameraMovie('gpmd', 'stco', { claimedSamples: 4_000_000_000 }));
    expect(await media.published('media/a.mp4')).toBeUndefined();
    expect(await media.published('media/b.mp4')).toBeUndefined();
  });

  test('the receipt names what was removed', async () => {
    const { media, put } = await mediaFolder();
    await put('media/a.jpg', await telling('jpeg'));
    expect((await media.published('media/a.jpg'))?.removed).toEqual(
      expect.arrayContaining(['location', 'serial-number', 'camera', 'time', 'author', 'description']),
    );
    await put('media/b.png', await quarters(100, 100).png().toBuffer());
    expect((await media.published('media/b.png'))?.removed).toEqual([]);
  });

  test('a colour profile of megabytes is not sent along', async () => {
    const { media, put } = await mediaFolder();
    let jpeg: Buffer = await (await photo(640, 480)).withIccProfile('p3').jpeg().toBuffer();
    for (let part = 0; part < 80; part += 1)
      jpeg = withJpegSegment(
        jpeg,
        0xe2,
        Buffer.concat([Buffer.from('ICC_PROFILE\0\x02\x50', 'latin1'), Buffer.alloc(60_000)]),
      );
    expect(jpeg.byteLength).toBeGreaterThan(4_000_000);
    await put('media/a.jpg', jpeg);
    for (const content of await contents(await media.published('media/a.jpg')))
      expect(content.byteLength).toBeLessThan(300_000);
  });
});
