import { expect, test } from 'vitest';
import { cleanOriginal } from '../../../main/media/clean-original.ts';
import { fileType } from '../../../main/media/file-type.ts';
import { pictureSize } from '../../../main/media/picture-size.ts';
import { readExif } from '../../../main/media/read-exif.ts';
import { animation, phoneMovie, quarters, tellingExif, tellingXmp } from './picture-fixtures.ts';

/** Numbers in [0, 1) that are the same in every run. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

function damage(bytes: Buffer, random: () => number): Buffer {
  const damaged = Buffer.from(bytes);
  for (let hit = 0; hit < 1 + random() * 6; hit += 1) {
    const at = Math.floor(random() ** 2 * damaged.byteLength);
    damaged[at] = random() < 0.3 ? 0xff : Math.floor(random() * 256);
  }
  return random() < 0.4 ? damaged.subarray(0, Math.floor(random() * damaged.byteLength)) : damaged;
}

test('damaged bytes are cleaned or refused, never a crash and never much larger', async () => {
  const picture = quarters(60, 40).withExif(tellingExif).withXmp(tellingXmp);
  const originals: readonly (readonly [string, Buffer])[] = [
    ['image/jpeg', await picture.clone().jpeg().toBuffer()],
    ['image/png', await picture.clone().png().toBuffer()],
    ['image/webp', await picture.clone().webp().toBuffer()],
    ['image/avif', await picture.clone().avif({ effort: 0 }).toBuffer()],
    ['image/gif', await animation('gif')],
    ['image/svg+xml', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><g fill="red"><rect width="9"/></g></svg>')],
    ['video/mp4', phoneMovie()],
  ];
  const random = seeded(7);
  let refused = 0;
  for (let round = 0; round < 500; round += 1) {
    for (const [type, original] of originals) {
      const bytes = damage(original, random);
      fileType(bytes, 'a');
      pictureSize(type, bytes);
      readExif(bytes);
      const cleaned = cleanOriginal(type, bytes);
      if (cleaned === undefined) refused += 1;
      else expect(cleaned.content.byteLength).toBeLessThan(bytes.byteLength * 2 + 200);
    }
  }
  expect(refused, 'the control: damage is found').toBeGreaterThan(500);
});
