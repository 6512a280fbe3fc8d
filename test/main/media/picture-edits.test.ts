import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import type { Media, MediaStore } from '../../../main/media/media.ts';
import { openMedia } from '../../../main/media/open-media.ts';
import { silentLog } from '../../../main/node/log.ts';
import { mediaFolder, testNow, unwrapped } from './media-folder.ts';
import { quarterColours, quarters, turned } from './picture-fixtures.ts';

/** Names of the colours in the four quarters of a picture. */
async function quartersOf(media: Media, name: string): Promise<readonly string[]> {
  const published = await media.published(name);
  const picture = await readFile(published?.files.at(-1)?.source ?? '');
  const { data } = await sharp(picture)
    .resize(40, 40, { fit: 'fill' })
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return [
    [10, 10],
    [30, 10],
    [10, 30],
    [30, 30],
  ].map(([x = 0, y = 0]) => nearest([...data.subarray((y * 40 + x) * 3, (y * 40 + x) * 3 + 3)]));
}

const names = ['red', 'green', 'blue', 'yellow'];

function nearest(colour: readonly number[]): string {
  const distances = quarterColours.map((hex) =>
    [1, 3, 5].reduce(
      (sum, at, index) => sum + Math.abs(Number.parseInt(hex.slice(at, at + 2), 16) - (colour[index] ?? 0)),
      0,
    ),
  );
  return names[distances.indexOf(Math.min(...distances))] ?? '';
}

async function withPicture(): Promise<{ readonly store: MediaStore; readonly folder: string; readonly file: string }> {
  const { folder, data, put } = await mediaFolder();
  await put('media/a.jpg', await turned(await quarters(600, 400).png().toBuffer(), 6));
  const store = openMedia({ folder, siteDataFolder: data, now: () => testNow, log: silentLog });
  return { store, folder, file: path.join(folder, 'media/edits.yml') };
}

describe('a picture shown otherwise', () => {
  test('is turned after its own orientation was applied', async () => {
    const { store } = await withPicture();
    expect(await quartersOf(store, 'media/a.jpg')).toEqual(['red', 'green', 'blue', 'yellow']);
    unwrapped(await store.edit('media/a.jpg', { turn: 90 }));
    expect(await store.outline('media/a.jpg')).toMatchObject({ width: 400, height: 600 });
    expect(await quartersOf(store, 'media/a.jpg')).toEqual(['blue', 'red', 'yellow', 'green']);
    expect(await store.published('media/a.jpg')).toMatchObject({ width: 400, height: 600 });
  });

  test('is cropped after its turn', async () => {
    const { store } = await withPicture();
    unwrapped(await store.edit('media/a.jpg', { turn: 180, crop: { left: 0, top: 0, width: 0.5, height: 1 } }));
    expect(await store.published('media/a.jpg')).toMatchObject({ width: 300, height: 400 });
    expect(await quartersOf(store, 'media/a.jpg')).toEqual(['yellow', 'yellow', 'green', 'green']);
    expect(await store.glance('media/a.jpg', 100)).toMatchObject({ width: 300, height: 400 });
  });

  test('is whole again when the edit is taken back, and its file was never touched', async () => {
    const { store, folder } = await withPicture();
    const before = await readFile(path.join(folder, 'media/a.jpg'));
    const first = await store.published('media/a.jpg');
    unwrapped(await store.edit('media/a.jpg', { turn: 270 }));
    expect((await store.published('media/a.jpg'))?.width).toBe(400);
    unwrapped(await store.edit('media/a.jpg', undefined));
    expect(await store.published('media/a.jpg')).toEqual(first);
    expect(await readFile(path.join(folder, 'media/a.jpg'))).toEqual(before);
  });

  test('keeps a point in sight, wherever it is turned and cropped, and nothing is made again for it', async () => {
    const { store, file } = await withPicture();
    const first = await store.published('media/a.jpg');
    unwrapped(await store.edit('media/a.jpg', { focus: { x: 0.3, y: 0.25 } }));
    expect(await readFile(file, 'utf8')).toContain('a.jpg: { focus: [ 0.3, 0.25 ] }');
    expect(await store.published('media/a.jpg')).toEqual({ ...first, focus: '30% 25%' });
    expect(await store.outline('media/a.jpg')).toMatchObject({ focus: '30% 25%' });
    unwrapped(
      await store.edit('media/a.jpg', {
        crop: { left: 0.25, top: 0, width: 0.5, height: 0.2 },
        focus: { x: 0.5, y: 0.9 },
      }),
    );
    expect(await store.published('media/a.jpg')).toMatchObject({ width: 300, height: 80, focus: '50% 100%' });
  });

  test('leaves what else is written in the file of edits', async () => {
    const { store, file } = await withPicture();
    await writeFile(file, '# mine\nb.jpg: { turn: 90 } # why\nodd: 1\n');
    unwrapped(await store.edit('media/a.jpg', { turn: 90, crop: { left: 0.25, top: 0, width: 0.5, height: 1 } }));
    expect(await readFile(file, 'utf8')).toBe(
      '# mine\nb.jpg: { turn: 90 } # why\nodd: 1\na.jpg: { turn: 90, crop: [ 0.25, 0, 0.5, 1 ] }\n',
    );
  });

  test('is written so that a person can read it', async () => {
    const { store, file } = await withPicture();
    unwrapped(await store.edit('media/a.jpg', { turn: 90 }));
    unwrapped(await store.edit('media/2024/05/b.jpg', { turn: 270 }));
    expect((await readFile(file, 'utf8')).split('\n').slice(3)).toEqual([
      '',
      'a.jpg: { turn: 90 }',
      '2024/05/b.jpg: { turn: 270 }',
      '',
    ]);
  });

  test('does not write over a file that cannot be understood', async () => {
    const { store, file } = await withPicture();
    await writeFile(file, 'a.jpg: { turn: 90');
    expect(await store.edit('media/a.jpg', { turn: 90 })).toMatchObject({
      ok: false,
      failure: { kind: 'write-failed' },
    });
    expect(await readFile(file, 'utf8')).toBe('a.jpg: { turn: 90');
  });

  test.each([
    'a.jpg: { turn: 45 }',
    'a.jpg: { crop: [0, 0, 2, 1] }',
    'a.jpg: { focus: [0.5, 3] }',
    'a.jpg: { focus: 0.5 }',
    'a.jpg: { crop: [0, 0, 0, 0] }',
    'a.jpg: { crop: [0, 0, .nan, 1] }',
    'a.jpg: [1, 2]',
    'a.jpg: { turn: 90',
    'just text',
    '&a [*a]',
    '__proto__: { turn: 90 }',
  ])('nonsense in the file is no edit: %s', async (text) => {
    const { store, file } = await withPicture();
    await writeFile(file, text);
    expect(await store.editOf('media/a.jpg')).toBeUndefined();
    expect(await store.published('media/a.jpg')).toMatchObject({ width: 600, height: 400 });
  });
});
