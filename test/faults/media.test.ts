import { expect, test } from 'vitest';
import { cleanDamaged, damaged, seeded, smallOriginals } from '../main/media/damage.ts';
import { mediaFolder } from '../main/media/media-folder.ts';

test('100,000 damaged files are cleaned or refused, never a crash and never much larger', async () => {
  const originals = await smallOriginals();
  const rounds = Math.ceil(100_000 / originals.length);
  const { tried, refused, grown } = await cleanDamaged(originals, rounds, 11);
  expect(tried).toBeGreaterThanOrEqual(100_000);
  expect(grown).toBe(0);
  expect(refused, 'the control: damage is found').toBeGreaterThan(10_000);
});

test('2,000 damaged files are taken in and published, or refused with a reason, within bounded memory', async () => {
  const { media } = await mediaFolder({ quietMs: 3_600_000 });
  const originals = await smallOriginals();
  const random = seeded(13);
  let refused = 0;
  for (let round = 0; round < 2_000; round += 1) {
    const [, original] = originals[round % originals.length] ?? ['', Buffer.alloc(0)];
    const taken = await media.takeContent(`file-${round}`, damaged(original, random));
    if (taken.ok) await media.published(taken.value.path);
    else {
      expect(taken.failure.kind).toBe('media-refused');
      refused += 1;
    }
  }
  expect(refused, 'the control: damage is found').toBeGreaterThan(400);
  expect(process.memoryUsage.rss()).toBeLessThan(512_000_000);
});
