import path from 'node:path';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { projectRoot } from '../../support/test-ports.ts';
import { mediaFolder } from './media-folder.ts';

const cardFontsFolder = path.join(projectRoot, 'themes/fonts');

/** Share of pixels that are darker than the paper. */
async function inked(source: string, region: { left: number; top: number; width: number; height: number }) {
  const data = await sharp(source).extract(region).greyscale().raw().toBuffer();
  return data.filter((grey) => grey < 160).length / data.length;
}

describe('the card of a post without a picture', () => {
  test.each([
    ['a short title', 'Fog'],
    [
      'a long title',
      'What a tide table does not say, and why the harbour master never told anybody about it '.repeat(3),
    ],
    ['a title of other alphabets', 'Łódź, Ærøskøbing, Ελλάδα, Тбилиси'],
    ['a title that looks like markup', '<b>5 & 6 < 7</b> &amp; <span size="huge">'],
  ])('is drawn for %s, with the blog’s name below', async (what, title) => {
    const { media } = await mediaFolder({ cardFontsFolder });
    const card = await media.card({ title, siteTitle: 'Slow Harbour' });
    expect(card).toMatchObject({ type: 'image/jpeg', width: 1_200, height: 630 });
    const source = card?.source ?? '';
    expect(await inked(source, { left: 96, top: 130, width: 1_008, height: 300 }), what).toBeGreaterThan(0.01);
    expect(await inked(source, { left: 96, top: 490, width: 400, height: 60 })).toBeGreaterThan(0.01);
    expect(await inked(source, { left: 0, top: 560, width: 1_200, height: 60 }), 'nothing runs over').toBe(0);
    expect(await inked(source, { left: 1_110, top: 0, width: 90, height: 630 })).toBe(0);
  });

  test('is drawn once, and another for another title', async () => {
    const { media, reopen } = await mediaFolder({ cardFontsFolder });
    const first = await media.card({ title: 'One', siteTitle: 'Blog' });
    expect(await reopen().card({ title: 'One', siteTitle: 'Blog' })).toEqual(first);
    expect((await media.card({ title: 'Two', siteTitle: 'Blog' }))?.sha256).not.toBe(first?.sha256);
  });

  test('is left out where it cannot be drawn', async () => {
    const card = { title: 'One', siteTitle: 'Blog' };
    expect(await (await mediaFolder()).media.card(card)).toBeUndefined();
    expect(
      await (await mediaFolder({ cardFontsFolder, loadEngine: async () => undefined })).media.card(card),
    ).toBeUndefined();
  });
});
