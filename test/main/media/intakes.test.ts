import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { bundleScript } from '../../support/bundle-script.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { mediaFolder, testNow, unwrapped } from './media-folder.ts';
import { phoneMovie, photo, quarters } from './picture-fixtures.ts';

const head = (content: Buffer) => content.subarray(0, 4_096);
const announced = (name: string, content: Buffer) => ({
  name,
  size: content.byteLength,
  head: head(content),
  postId: '',
});

describe('a file that comes in piece by piece', () => {
  test('is told its place before its bytes have come, and lies there whole once it is taken', async () => {
    const { folder, media } = await mediaFolder();
    const content = await (await photo(640, 480)).jpeg().toBuffer();
    const { intake, item } = unwrapped(await media.intakes.begin(announced('Hall.JPG', content)));
    expect(item).toMatchObject({ path: 'media/2026/11/hall.jpg', address: '/media/2026/11/hall.jpg', width: 640 });
    expect(await readdir(folder), 'the control: nothing is there yet').toEqual([]);
    for (let from = 0; from < content.byteLength; from += 5_000)
      unwrapped(await media.intakes.add(intake, from, content.subarray(from, from + 5_000)));
    expect(unwrapped(await media.intakes.end(intake, media.take))).toEqual(item);
    expect(await readFile(path.join(folder, item.path))).toEqual(content);
  });

  test('has a name that no other file on its way gets', async () => {
    const { media } = await mediaFolder();
    const contents = await Promise.all([8, 16, 24].map((width) => quarters(width, 8).png().toBuffer()));
    const begun = await Promise.all(contents.map((content) => media.intakes.begin(announced('quay.png', content))));
    expect(begun.map((one) => unwrapped(one).item.path).sort()).toEqual([
      'media/2026/11/quay-2.png',
      'media/2026/11/quay-3.png',
      'media/2026/11/quay.png',
    ]);
  });

  test('that the site has already is answered with the file that is there', async () => {
    const { folder, media } = await mediaFolder();
    const content = await quarters(40, 40).png().toBuffer();
    unwrapped(await media.takeContent('first.png', content));
    const { intake } = unwrapped(await media.intakes.begin(announced('second.png', content)));
    unwrapped(await media.intakes.add(intake, 0, content));
    const taken = unwrapped(await media.intakes.end(intake, media.take));
    expect(taken).toMatchObject({ path: 'media/2026/11/first.png', isKnown: true });
    expect(await readdir(path.join(folder, 'media/2026/11'))).toEqual(['first.png']);
  });

  test('is refused when it is cut, too long, or something else than its beginning said, and nothing stays', async () => {
    const { folder, media } = await mediaFolder();
    const content = await quarters(40, 40).png().toBuffer();
    const tries: readonly (readonly [string, readonly Buffer[]])[] = [
      ['damaged', [content.subarray(0, -20)]],
      ['damaged', [content, Buffer.from('more')]],
      ['damaged', [Buffer.concat([Buffer.from('#!/bin/sh\n'), content]).subarray(0, content.byteLength)]],
    ];
    for (const [reason, pieces] of tries) {
      const { intake } = unwrapped(await media.intakes.begin(announced('a.png', content)));
      let from = 0;
      let answer: unknown;
      for (const piece of pieces) {
        const added = await media.intakes.add(intake, from, piece);
        if (!added.ok) answer = added;
        from += piece.byteLength;
      }
      answer ??= await media.intakes.end(intake, media.take);
      expect(answer).toMatchObject({ ok: false, failure: { kind: 'media-refused', reason } });
    }
    expect(await readdir(folder)).toEqual([]);
  });

  test('that lost a piece, came twice or waited for ten minutes is gone', async () => {
    let now = testNow;
    const { folder, media } = await mediaFolder({ now: () => now });
    const content = await quarters(40, 40).png().toBuffer();
    const gone = { ok: false, failure: { kind: 'intake-gone' } };
    const { intake } = unwrapped(await media.intakes.begin(announced('a.png', content)));
    expect(await media.intakes.add(intake, 9, content)).toMatchObject(gone);
    unwrapped(await media.intakes.add(intake, 0, content.subarray(0, 50)));
    expect(await media.intakes.add(intake, 0, content.subarray(0, 50))).toMatchObject(gone);
    now += 11 * 60_000;
    unwrapped(await media.intakes.begin(announced('b.png', content)));
    expect(await media.intakes.add(intake, 50, content.subarray(50))).toMatchObject(gone);
    await media.close();
    expect(await readdir(folder)).toEqual([]);
  });

  test('are named after the program was killed over them, once; what came, was given up or is on its way is not', async () => {
    const { media, reopen } = await mediaFolder();
    const pictures = await Promise.all([40, 41, 42, 43].map((side) => quarters(side, 30).png().toBuffer()));
    const begin = async (host: typeof media, index: number) => {
      const content = pictures[index] ?? Buffer.of();
      return unwrapped(await host.intakes.begin(announced(`IMG_${index}.PNG`, content)));
    };
    const [lost, came, stopped] = [await begin(media, 0), await begin(media, 1), await begin(media, 2)];
    unwrapped(await media.intakes.add(came.intake, 0, pictures[1] ?? Buffer.of()));
    unwrapped(await media.intakes.end(came.intake, (file) => media.take(file)));
    await media.intakes.stop(stopped.intake);
    expect(await media.intakes.lost(), 'the control: here it is still on its way').toEqual([]);

    const next = reopen();
    await begin(next, 3);
    const other = reopen({ readOnly: () => ({ holder: 'desktop' }) });
    expect(await other.intakes.lost()).toEqual([]);
    expect(await next.intakes.lost()).toEqual([{ path: lost.item.path, name: 'IMG_0.PNG' }]);
    expect(await next.intakes.lost()).toEqual([]);
  });

  test('of more than two gigabytes is refused before a byte of it comes', async () => {
    const { media } = await mediaFolder();
    const film = { name: 'day.mp4', size: 3 * 1024 ** 3, head: phoneMovie(), postId: '' };
    expect(await media.intakes.begin(film)).toMatchObject({ ok: false, failure: { reason: 'too-large' } });
  });
});

test('a film of 250 MB comes in, is cleaned and thrown away without being held in memory', async () => {
  const folder = await temporaryFolder();
  const sharp = createRequire(import.meta.url).resolve('sharp');
  const child = await bundleScript('test/main/media/large-film-child.ts', path.join(folder, 'child.mjs'), {
    alias: { sharp },
    external: [sharp],
  });
  const heldMb = async (way: 'pieces' | 'whole') =>
    Number((await promisify(execFile)(process.execPath, [child, folder, way])).stdout);
  expect(await heldMb('pieces')).toBeLessThan(220);
  expect(await heldMb('whole'), 'the control: held whole, it is seen').toBeGreaterThan(250);
}, 120_000);
