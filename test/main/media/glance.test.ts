import { readFile } from 'node:fs/promises';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { mediaFolder } from './media-folder.ts';
import { animation, canary, photo, quarters, tellingExif, turned } from './picture-fixtures.ts';

test('a picture is shown soon in one small form, upright and telling nothing', async () => {
  const { media, put } = await mediaFolder();
  await put('media/a.jpg', await turned(await quarters(1200, 800).png().toBuffer(), 6));
  const file = await media.glance('media/a.jpg', 360);
  expect(file).toMatchObject({ type: 'image/webp', width: 360, height: 240 });
  const content = await readFile(file?.source ?? '');
  expect(content.includes(canary)).toBe(false);
  expect((await sharp(content).metadata()).exif).toBeUndefined();
  expect(await media.glance('media/a.jpg', 360)).toEqual(file);
});

test('what is published already is used instead of making more', async () => {
  const { media, put } = await mediaFolder();
  await put('media/a.jpg', await (await photo(900, 600)).withExif(tellingExif).jpeg().toBuffer());
  const published = await media.published('media/a.jpg');
  expect(await media.glance('media/a.jpg', 360)).toEqual(published?.files[0]);
  expect(await media.glance('media/a.jpg', 700)).toEqual(published?.files[1]);
  expect(await media.glance('media/a.jpg', 5_000)).toEqual(published?.files.at(-1));
});

test('what has no small form is shown as it is published; what may not be published is not shown', async () => {
  const { media, put } = await mediaFolder();
  await put('media/a.gif', await animation('gif'));
  await put('media/slides.pdf', Buffer.from('%PDF-1.4\n%%EOF'));
  await put('media/cut.jpg', (await (await photo(900, 600)).jpeg().toBuffer()).subarray(0, 4_000));
  expect(await media.glance('media/a.gif', 360)).toMatchObject({ type: 'image/gif' });
  expect(await media.glance('media/slides.pdf', 360)).toMatchObject({ type: 'application/pdf' });
  expect(await media.glance('media/cut.jpg', 360)).toBeUndefined();
  expect(await media.glance('../a.jpg', 360)).toBeUndefined();
});
