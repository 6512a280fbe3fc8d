import { readdir, rm, stat, truncate } from 'node:fs/promises';
import path from 'node:path';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import type { PublishedMedia } from '../../../main/media/media.ts';
import { contents, mediaFolder } from './media-folder.ts';
import { animation, photo, quarterColours, quarters, turned } from './picture-fixtures.ts';

/** The colour in the middle of each quarter of a picture, as a reader sees it. */
async function quartersOf(picture: Buffer): Promise<readonly number[][]> {
  const { data, info } = await sharp(picture)
    .resize(40, 40, { fit: 'fill' })
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const at = (x: number, y: number) => [
    ...data.subarray((y * 40 + x) * info.channels, (y * 40 + x) * info.channels + 3),
  ];
  return [at(10, 10), at(30, 10), at(10, 30), at(30, 30)];
}

const expectedQuarters = quarterColours.map((colour) =>
  [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16)),
);

function distance(a: readonly number[], b: readonly number[]): number {
  return Math.max(...a.map((value, index) => Math.abs(value - (b[index] ?? 999))));
}

/** Widths by type: `webp 480 768`. */
function summary(published: PublishedMedia | undefined): string {
  return (published?.files ?? []).map(({ type, width }) => `${type.replace('image/', '')} ${width}`).join(', ');
}

describe('pictures as they are published', () => {
  test.each([1, 2, 3, 4, 5, 6, 7, 8])('orientation %i is turned upright in every variant', async (orientation) => {
    const { media, put } = await mediaFolder();
    const upright = await quarters(600, 400).png().toBuffer();
    await put('media/a.jpg', await turned(upright, orientation));
    const published = await media.published('media/a.jpg');
    expect(published).toMatchObject({ kind: 'image', width: 600, height: 400 });
    for (const content of await contents(published)) {
      const found = await quartersOf(content);
      found.forEach((colour, index) => {
        expect(distance(colour, expectedQuarters[index] ?? [])).toBeLessThan(24);
      });
      expect((await sharp(content).metadata()).orientation ?? 1).toBe(1);
    }
  });

  test.each([
    ['jpeg', 2000, 'avif 480, avif 768, avif 1080, avif 1600, webp 480, webp 768, webp 1080, webp 1600, jpeg 1600'],
    ['jpeg', 1100, 'avif 480, avif 768, avif 1100, webp 480, webp 768, webp 1100, jpeg 1100'],
    ['jpeg', 300, 'webp 300, jpeg 300'],
    ['png', 800, 'webp 480, webp 800, png 800'],
    ['webp', 800, 'webp 480, webp 800'],
    ['avif', 800, 'avif 480, avif 800, webp 480, webp 800, jpeg 800'],
  ] as const)('a %s of %i pixels gives %s', async (format, width, expected) => {
    const { media, put } = await mediaFolder();
    const picture = quarters(width, Math.round(width / 2));
    await put(
      `media/a.${format}`,
      await (format === 'avif' ? picture.avif({ effort: 0 }) : picture.toFormat(format)).toBuffer(),
    );
    const published = await media.published(`media/a.${format}`);
    expect(summary(published)).toBe(expected);
    for (const [index, content] of (await contents(published)).entries()) {
      const file = published?.files[index];
      const { width: w, height: h, format: found } = await sharp(content).metadata();
      expect({ w, h, type: `image/${found === 'heif' ? 'avif' : found}`, size: content.byteLength }).toEqual({
        w: file?.width,
        h: file?.height,
        type: file?.type,
        size: file?.size,
      });
    }
  });

  test('what is drawn in wide colours keeps its look in sRGB', async () => {
    const { media, put } = await mediaFolder();
    const wide = await quarters(600, 400).withIccProfile('p3').jpeg({ quality: 95 }).toBuffer();
    expect((await sharp(wide).metadata()).hasProfile).toBe(true);
    await put('media/wide.jpg', wide);
    const published = await media.published('media/wide.jpg');
    const [variant = Buffer.alloc(0)] = await contents(published);
    const found = await quartersOf(variant);
    found.forEach((colour, index) => {
      expect(distance(colour, expectedQuarters[index] ?? [])).toBeLessThan(24);
    });
  });

  test('CMYK from print is shown in RGB', async () => {
    const { media, put } = await mediaFolder();
    const cmyk = await quarters(600, 400).toColourspace('cmyk').jpeg().toBuffer();
    expect((await sharp(cmyk).metadata()).space).toBe('cmyk');
    await put('media/print.jpg', cmyk);
    for (const content of await contents(await media.published('media/print.jpg'))) {
      expect(await sharp(content).metadata()).toMatchObject({ space: 'srgb', channels: 3 });
    }
  });

  test('sixteen bits a channel become eight, transparency stays', async () => {
    const { media, put } = await mediaFolder();
    const deep = await quarters(600, 400).ensureAlpha(0.5).toColourspace('rgb16').png().toBuffer();
    expect((await sharp(deep).metadata()).depth).toBe('ushort');
    await put('media/deep.png', deep);
    for (const content of await contents(await media.published('media/deep.png'))) {
      expect(await sharp(content).metadata()).toMatchObject({ depth: 'uchar', hasAlpha: true });
    }
  });

  test.each(['gif', 'webp'] as const)('an animated %s keeps all its frames', async (format) => {
    const { media, put } = await mediaFolder();
    await put(`media/a.${format}`, await animation(format));
    const published = await media.published(`media/a.${format}`);
    expect(published).toMatchObject({ kind: 'image', width: 40, height: 30 });
    const [only = Buffer.alloc(0), ...others] = await contents(published);
    expect(others).toEqual([]);
    expect((await sharp(only).metadata()).pages).toBe(3);
  });

  test('a screenshot stays sharp, without loss', async () => {
    const { media, put } = await mediaFolder();
    const lines = Array.from(
      { length: 40 },
      (_, line) => `<text x="10" y="${line * 14 + 12}" font-size="11">Line ${line} of a screenshot</text>`,
    );
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="700" height="580"><rect width="700" height="580" fill="#fff"/>${lines.join('')}</svg>`;
    await put('media/shot.png', await sharp(Buffer.from(svg)).png().toBuffer());
    const published = await media.published('media/shot.png');
    const webp = (await contents(published)).at(-2) ?? Buffer.alloc(0);
    expect(webp.toString('latin1', 12, 16)).toMatch(/VP8[LX]/);
    expect(webp.indexOf('VP8L')).toBeGreaterThan(0);
  });

  test('made anew elsewhere, a picture is the same byte for byte', async () => {
    const jpeg = await (await photo(1000, 700)).jpeg().toBuffer();
    const made = async () => {
      const { media, put } = await mediaFolder();
      await put('media/a.jpg', jpeg);
      const published = await media.published('media/a.jpg');
      return published?.files.map(({ source: _, ...file }) => file);
    };
    const first = await made();
    expect(first?.some(({ type }) => type === 'image/avif')).toBe(true);
    expect(await made()).toEqual(first);
  });

  test('nothing stands in for a picture that lets its ground through', async () => {
    const { media, put } = await mediaFolder();
    await put('media/a.png', await quarters(300, 200).png().toBuffer());
    await put('media/b.png', await quarters(300, 200).ensureAlpha(0.5).png().toBuffer());
    expect((await media.published('media/a.png'))?.placeholder).toMatch(/^data:image\/webp;base64,/);
    expect((await media.published('media/b.png'))?.placeholder).toBeUndefined();
  });

  test('a picture taller than WebP allows is published in its own format', async () => {
    const { media, put } = await mediaFolder();
    await put(
      'media/tall.png',
      await sharp({ create: { width: 300, height: 17_000, channels: 3, background: '#fff' } })
        .png()
        .toBuffer(),
    );
    expect(summary(await media.published('media/tall.png'))).toBe('png 300');
  });

  test('the fallback is never larger than the original it replaces', async () => {
    const { media, put } = await mediaFolder();
    const small = await (await photo(640, 480)).jpeg({ quality: 30 }).toBuffer();
    await put('media/small.jpg', small);
    const fallback = (await media.published('media/small.jpg'))?.files.at(-1);
    expect(fallback?.size).toBeLessThanOrEqual(small.byteLength);
  });

  test('a second build makes nothing again, also after a restart and a rename', async () => {
    const { data, media, put, reopen } = await mediaFolder();
    const jpeg = await (await photo(1000, 700)).jpeg().toBuffer();
    await put('media/a.jpg', jpeg);
    const first = await media.published('media/a.jpg');
    const times = await writtenBelow(path.join(data, 'variants'));
    await put('media/moved/b.jpg', jpeg);
    const noEngine = reopen({ loadEngine: () => Promise.reject(new Error('variants were made again')) });
    expect(await noEngine.published('media/a.jpg')).toEqual(first);
    const again = reopen();
    expect(await again.published('media/a.jpg')).toEqual(first);
    expect(await again.published('media/moved/b.jpg')).toEqual(first);
    expect(await writtenBelow(path.join(data, 'variants'))).toEqual(times);
  });

  test('asked for twice at once, it is made once', async () => {
    const { data, media, put } = await mediaFolder();
    await put('media/a.jpg', await (await photo(1000, 700)).jpeg().toBuffer());
    const answers = await Promise.all([1, 2, 3].map(() => media.published('media/a.jpg')));
    expect(answers[1]).toBe(answers[0]);
    expect(Object.keys(await writtenBelow(path.join(data, 'variants')))).toHaveLength(8);
  });

  test('a variant that was cut or lost is made again', async () => {
    const { media, put } = await mediaFolder();
    await put('media/a.jpg', await (await photo(1000, 700)).jpeg().toBuffer());
    const first = await media.published('media/a.jpg');
    await truncate(first?.files[0]?.source ?? '', 10);
    expect(await media.published('media/a.jpg')).toEqual(first);
    expect((await stat(first?.files[0]?.source ?? '')).size).toBe(first?.files[0]?.size);
    await rm(first?.files[1]?.source ?? '');
    expect(await media.published('media/a.jpg')).toEqual(first);
    expect((await contents(first)).length).toBe(first?.files.length);
  });

  test('a picture replaced under its name is published anew', async () => {
    const { media, put } = await mediaFolder();
    await put('media/a.png', await quarters(500, 300).png().toBuffer());
    const first = await media.published('media/a.png');
    await put('media/a.png', await quarters(502, 300).png().toBuffer());
    expect((await media.published('media/a.png'))?.width).toBe(502);
    expect(first?.width).toBe(500);
  });

  test('without a decoder the cleaned original is published, turned as it was', async () => {
    const { media, put } = await mediaFolder({ loadEngine: async () => undefined });
    const upright = await quarters(600, 400).png().toBuffer();
    await put('media/a.jpg', await turned(upright, 6));
    const published = await media.published('media/a.jpg');
    expect(summary(published)).toMatch(/^jpeg /);
    const [only = Buffer.alloc(0)] = await contents(published);
    const { orientation, exif } = await sharp(only).metadata();
    expect(orientation).toBe(6);
    expect(exif?.includes('GPS')).toBe(false);
    expect(published).toMatchObject({ width: 600, height: 400 });
  });

  test('attachments are published byte for byte', async () => {
    const { folder, media, put } = await mediaFolder();
    const pdf = Buffer.from('%PDF-1.4\nslides\n%%EOF');
    await put('media/slides.pdf', pdf);
    const published = await media.published('media/slides.pdf');
    expect(published?.files).toMatchObject([
      {
        source: path.join(folder, 'media/slides.pdf'),
        type: 'application/pdf',
        extension: '.pdf',
        size: pdf.byteLength,
      },
    ]);
    expect(await contents(published)).toEqual([pdf]);
  });
});

/** Modification times of all files below a folder. */
async function writtenBelow(folder: string): Promise<Record<string, number>> {
  const times: Record<string, number> = {};
  for (const name of await readdir(folder, { recursive: true })) {
    const facts = await stat(path.join(folder, name));
    if (facts.isFile()) times[name] = facts.mtimeMs;
  }
  return times;
}
