import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { mediaFolder, unwrapped } from './media-folder.ts';
import { animation, canary, photo, quarters, tellingExif, turned } from './picture-fixtures.ts';

test('a picture is shown soon in one small form, upright and telling nothing', async () => {
  const { media, put } = await mediaFolder();
  await put('media/a.jpg', await turned(await quarters(1200, 800).png().toBuffer(), 6));
  const file = await media.glance('media/a.jpg', 360);
  expect(file).toMatchObject({ type: 'image/webp', width: 360, height: 240 });
  const content = file !== undefined && 'content' in file ? file.content : Buffer.of();
  expect(Buffer.from(content).includes(canary)).toBe(false);
  expect((await sharp(content).metadata()).exif).toBeUndefined();
  const kept = async () => {
    const again = await media.glance('media/a.jpg', 360);
    return again !== undefined && 'source' in again ? readFile(again.source) : undefined;
  };
  await expect.poll(kept).toEqual(Buffer.from(content));
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

test('one picture alone is made for the preview while it comes in; of several none is, until the preview asks', async () => {
  const { data, media } = await mediaFolder();
  const made = async () => {
    const files = await readdir(path.join(data, 'variants'), { recursive: true }).catch(() => []);
    return files.filter((file) => file.endsWith('glance-1080.json')).length;
  };
  const bytes = await Promise.all([900, 901, 902].map(async (width) => (await photo(width, 600)).jpeg().toBuffer()));
  const begin = async (content: Buffer | undefined) => {
    if (content === undefined) throw new Error('no picture');
    const file = { name: 'a.jpg', size: content.byteLength, head: content, postId: '' };
    return { content, intake: unwrapped(await media.intakes.begin(file)).intake };
  };
  const take = async ({ content, intake }: { content: Buffer; intake: string }) => {
    unwrapped(await media.intakes.add(intake, 0, content));
    return unwrapped(await media.intakes.end(intake, (file) => media.take(file)));
  };
  const [one, two] = [await begin(bytes[0]), await begin(bytes[1])];
  await take(one);
  expect(await made()).toBe(0);
  await take(two);
  await expect.poll(made).toBe(1);
  const alone = await take(await begin(bytes[2]));
  expect(await media.glance(alone.path, 1_080)).toMatchObject({ width: 902, height: 600 });
  await expect.poll(made).toBe(2);
});

test('a picture whose bytes have come is shown under the path where it will be, before it is there', async () => {
  const { folder, media } = await mediaFolder();
  const content = await turned(await quarters(1200, 800).png().toBuffer(), 6);
  const begun = unwrapped(
    await media.intakes.begin({ name: 'Hall.jpg', size: content.byteLength, head: content, postId: '' }),
  );
  const half = Math.floor(content.byteLength / 2);
  unwrapped(await media.intakes.add(begun.intake, 0, content.subarray(0, half)));
  expect(await media.glance(begun.item.path, 360), 'the control: half of it shows nothing').toBeUndefined();
  unwrapped(await media.intakes.add(begun.intake, half, content.subarray(half)));
  expect(await media.glance(begun.item.path, 360)).toMatchObject({ type: 'image/webp', width: 360, height: 240 });
  expect((await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.jpg'))).toEqual([]);
  await media.intakes.stop(begun.intake);
  expect(await media.glance(begun.item.path, 360), 'given up').toBeUndefined();
});

test('a drawing on its way, which has no small form, is shown once it is in its place', async () => {
  const { media } = await mediaFolder();
  const content = await animation('gif');
  const begun = unwrapped(
    await media.intakes.begin({ name: 'tide.gif', size: content.byteLength, head: content, postId: '' }),
  );
  unwrapped(await media.intakes.add(begun.intake, 0, content));
  const seen = media.glance(begun.item.path, 360);
  unwrapped(await media.intakes.end(begun.intake, (file) => media.take(file)));
  expect(await seen).toMatchObject({ type: 'image/gif' });
});
