import sharp from 'sharp';

/** Pixels of the photographs: 24 million. */
const [width, height] = [6_000, 4_000];

/** JPEG photographs of 24 megapixels with soft shapes and fine grain, every second one as a telephone held upright stores it. */
export async function photographs(count: number): Promise<readonly Buffer[]> {
  const raw = { width, height, channels: 3 } as const;
  const grain = await noise(width, height, 128, 8).raw().toBuffer();
  const made: Buffer[] = [];
  for (let seed = 0; seed < count; seed += 1) {
    const small = await noise(60, 40, 110 + seed * 6, 60)
      .png()
      .toBuffer();
    const shapes = await sharp(small).resize(width, height, { kernel: 'cubic' }).removeAlpha().raw().toBuffer();
    made.push(
      await sharp(shapes, { raw })
        .composite([{ input: grain, raw, blend: 'soft-light' }])
        .withMetadata({ orientation: seed % 2 === 0 ? 1 : 6 })
        .jpeg({ quality: 88 })
        .toBuffer(),
    );
  }
  return made;
}

/** The same picture as another file: bytes behind its end. */
export function another(photo: Buffer, number: number): Buffer {
  return Buffer.concat([photo, Buffer.from([number])]);
}

function noise(wide: number, high: number, mean: number, sigma: number) {
  return sharp({
    create: { width: wide, height: high, channels: 3, background: '#000', noise: { type: 'gaussian', mean, sigma } },
  });
}
