import { readdir, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import type { MediaStore } from '../../../main/media/media.ts';
import { mediaFolder, testNow, unwrapped } from './media-folder.ts';
import { quarters } from './picture-fixtures.ts';

const dayMs = 24 * 3_600_000;

/** Every file below a folder, without its folders. */
async function filesBelow(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries.filter((entry) => entry.isFile()).map(({ name }) => name);
}

/** Opens and closes the site on a later day, which is when it is tidied. */
async function onDay(site: Awaited<ReturnType<typeof mediaFolder>>, days: number): Promise<void> {
  await site.reopen({ now: () => testNow + days * dayMs }).close();
}

describe('what nobody can miss is thrown away', () => {
  test('a file leaves the trash after 30 days, not before', async () => {
    const site = await mediaFolder();
    const media = site.media as MediaStore;
    const item = unwrapped(await media.takeContent('quay.png', await quarters(20, 20).png().toBuffer()));
    unwrapped(await media.trash(item.path));
    await media.close();
    await onDay(site, 29);
    expect(await filesBelow(path.join(site.data, 'trash/media')), 'the control: it is still there').toHaveLength(2);
    await onDay(site, 31);
    expect(await filesBelow(path.join(site.data, 'trash/media'))).toEqual([]);
  });

  test('variants of a picture that is gone go 30 days after they were made; those of one that is there stay', async () => {
    const site = await mediaFolder();
    const media = site.media as MediaStore;
    await site.put('media/kept.png', await quarters(20, 20).png().toBuffer());
    await site.put('media/gone.png', await quarters(30, 30).png().toBuffer());
    for (const name of ['kept', 'gone']) {
      const before = new Date(testNow - dayMs);
      await utimes(path.join(site.folder, `media/${name}.png`), before, before);
      expect(await media.published(`media/${name}.png`)).toBeDefined();
    }
    unwrapped(await media.trash('media/gone.png'));
    await media.close();
    const variants = path.join(site.data, 'variants');
    const made = (await filesBelow(variants)).length;
    for (const entry of await readdir(variants, { recursive: true, withFileTypes: true })) {
      if (entry.isFile()) await utimes(path.join(entry.parentPath, entry.name), testNow / 1_000, testNow / 1_000);
    }
    await onDay(site, 29);
    expect(await filesBelow(variants), 'the control: they are still there').toHaveLength(made);
    await onDay(site, 31);
    const left = await filesBelow(variants);
    expect(left.length).toBeGreaterThan(0);
    expect(left.length).toBeLessThan(made);
    expect(await site.reopen().published('media/kept.png')).toBeDefined();
    expect(await filesBelow(variants), 'nothing of the other was made again').toEqual(left);
  });

  test('variants of an old recipe go with the files that only they name', async () => {
    const site = await mediaFolder();
    await site.put('media/kept.png', await quarters(20, 20).png().toBuffer());
    expect(await site.media.published('media/kept.png')).toBeDefined();
    await site.media.close();
    const variants = path.join(site.data, 'variants');
    const current = await filesBelow(variants);
    const [prefix = ''] = await readdir(variants);
    const [hash = ''] = await readdir(path.join(variants, prefix));
    const folder = path.join(variants, prefix, hash);
    await writeFile(path.join(folder, 'variants-0.json'), JSON.stringify({ files: [{ source: 'old.webp' }] }));
    await writeFile(path.join(folder, 'old.webp'), 'old');
    await onDay(site, 2);
    expect(await filesBelow(variants)).toEqual(current);
  });

  test('temporary files that a power cut left among the pictures go after a day', async () => {
    const site = await mediaFolder();
    const name = `media/2026/11/.offprint-${'0'.repeat(18)}.tmp`;
    await site.put(name, Buffer.alloc(10));
    await utimes(path.join(site.folder, name), testNow / 1_000, testNow / 1_000);
    await onDay(site, 2);
    expect(await filesBelow(path.join(site.folder, 'media'))).toEqual([]);
  });
});
