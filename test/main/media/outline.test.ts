import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { mediaFolder, unwrapped } from './media-folder.ts';
import { animation, photo, quarters, turned } from './picture-fixtures.ts';

test('a picture that is not made yet is outlined with its size as shown, and made behind', async () => {
  const { folder, media, put } = await mediaFolder({ quietMs: 0 });
  await put('media/a.jpg', await turned(await quarters(1200, 800).png().toBuffer(), 6));
  expect(await media.outline('media/a.jpg')).toMatchObject({
    kind: 'image',
    width: 1200,
    height: 800,
    files: [{ source: path.join(folder, 'media/a.jpg'), isOutline: true, type: 'image/jpeg' }],
  });
  await expect.poll(async () => (await media.outline('media/a.jpg'))?.files.length).toBeGreaterThan(2);
  const { placeholder, ...published } = (await media.published('media/a.jpg')) ?? {};
  expect(placeholder).toBeDefined();
  expect(await media.outline('media/a.jpg')).toEqual(published);
});

test('what needs no variants is answered as it is published', async () => {
  const { media, put } = await mediaFolder();
  await put('media/a.gif', await animation('gif'));
  expect(await media.outline('media/a.gif')).toEqual(await media.published('media/a.gif'));
  expect(await media.outline('media/none.jpg')).toBeUndefined();
  expect(await media.outline('../a.jpg')).toBeUndefined();
});

test('closing drops what waits in the background and finishes what has begun', async () => {
  const { data, media } = await mediaFolder({ quietMs: 0 });
  for (let number = 0; number < 12; number += 1) {
    unwrapped(await media.takeContent('a.jpg', await (await photo(900 + number, 600)).jpeg().toBuffer()));
  }
  await media.close();
  const names = await readdir(path.join(data, 'variants'), { recursive: true }).catch(() => []);
  const made = names.filter((name) => /variants-\d+\.json$/.test(name));
  expect(made.length).toBeLessThan(12);
  for (const name of made) expect(await readdir(path.dirname(path.join(data, 'variants', name)))).toContain('480.webp');
});
