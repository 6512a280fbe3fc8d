import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { crc32, deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { isAnimated } from '../../../main/media/is-animated.ts';
import { contents, mediaFolder, unwrapped } from './media-folder.ts';
import { animation, isoBox, quarters } from './picture-fixtures.ts';

/** One chunk of a PNG. */
function chunk(type: string, content: Buffer): Buffer {
  const head = Buffer.alloc(4);
  head.writeUInt32BE(content.byteLength);
  const named = Buffer.concat([Buffer.from(type, 'latin1'), content]);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(named));
  return Buffer.concat([head, named, sum]);
}

/** Numbers of four bytes. */
const longs = (...values: readonly number[]) => {
  const bytes = Buffer.alloc(values.length * 4);
  values.forEach((value, index) => {
    bytes.writeUInt32BE(value, index * 4);
  });
  return bytes;
};

/** A PNG of two frames, 40 x 30: the animation's chunks stand around those of a still picture. */
async function movingPng(): Promise<Buffer> {
  const still = await quarters(40, 30).png().toBuffer();
  const data = still.indexOf('IDAT') - 4;
  const end = still.indexOf('IEND') - 4;
  const frame = (sequence: number) =>
    chunk('fcTL', Buffer.concat([longs(sequence, 40, 30, 0, 0), Buffer.from([0, 1, 0, 10, 0, 0])]));
  const second = deflateSync(Buffer.alloc(30 * (1 + 40 * 3), 0));
  return Buffer.concat([
    still.subarray(0, data),
    chunk('acTL', longs(2, 0)),
    frame(0),
    still.subarray(data, end),
    frame(1),
    chunk('fdAT', Buffer.concat([longs(2), second])),
    still.subarray(end),
  ]);
}

/** An AVIF that says it is a sequence, as encoders write them: the first frame as an item, and a film beside it. */
async function movingAvif(): Promise<Buffer> {
  const still = await quarters(40, 30).avif({ effort: 0 }).toBuffer();
  const moving = Buffer.from(still);
  moving.write('avis', 8, 'latin1');
  return Buffer.concat([moving, isoBox('moov', isoBox('mvhd', Buffer.alloc(100)))]);
}

const kinds: readonly (readonly [string, string, () => Promise<Buffer>])[] = [
  ['GIF', 'a.gif', () => animation('gif')],
  ['WebP', 'a.webp', () => animation('webp')],
  ['PNG', 'a.png', movingPng],
  ['AVIF', 'a.avif', movingAvif],
];

describe('an animation keeps all its frames', () => {
  test.each(kinds)('%s: taken in, seen in the preview, published', async (_name, name, make) => {
    const { folder, media } = await mediaFolder();
    const bytes = await make();
    const taken = unwrapped(await media.takeContent(name, bytes));
    expect(taken).toMatchObject({ kind: 'image', width: 40, height: 30 });
    expect(isAnimated(taken.type, bytes)).toBe(true);
    expect(await readFile(path.join(folder, taken.path))).toEqual(bytes);
    expect(await media.files()).toMatchObject([{ path: taken.path, isAnimated: true }]);

    const published = await media.published(taken.path);
    expect(published?.files).toHaveLength(1);
    const [content = Buffer.of()] = await contents(published);
    expect(published?.files[0]).toMatchObject({ type: taken.type, width: 40, height: 30 });
    expect(isAnimated(taken.type, content)).toBe(true);
    const seen = await media.glance(taken.path, 360);
    expect(await readFile(seen !== undefined && 'source' in seen ? seen.source : '')).toEqual(content);
    expect((await media.outline(taken.path))?.files[0]?.type).toBe(taken.type);
  });

  test('the control: a still picture of each kind gets its sizes', async () => {
    const { media, put } = await mediaFolder();
    for (const format of ['webp', 'png', 'avif'] as const) {
      const still = await sharp(await quarters(600, 400).png().toBuffer())
        .toFormat(format)
        .toBuffer();
      await put(`media/a.${format}`, still);
      expect((await media.published(`media/a.${format}`))?.files.length).toBeGreaterThan(1);
    }
    expect((await media.files()).some(({ isAnimated: moves }) => moves === true)).toBe(false);
  });
});
