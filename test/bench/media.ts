import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import sharp from 'sharp';
import { openMedia } from '../../main/media/open-media.ts';
import { silentLog } from '../../main/node/log.ts';
import { type BenchTable, median, percentile } from '../support/bench-table.ts';

const run1 = promisify(execFile);
const photos = 8;
const widths = [480, 768, 1_080, 1_600];

/** Photographs of 24 megapixels: taken in, shown, made into everything readers get, beside vipsthumbnail doing the same. */
export async function run(): Promise<BenchTable> {
  const root = await mkdtemp(path.join(tmpdir(), 'offprint-bench-'));
  try {
    const contents = await Promise.all(Array.from({ length: photos }, (_, seed) => photograph(seed)));
    const bytes = median(contents.map((content) => content.byteLength));
    const hasPeer = await vipsthumbnailIsThere();
    await mkdir(path.join(root, 'blog'));
    await mkdir(path.join(root, 'peer'));
    const open = () =>
      openMedia({
        folder: path.join(root, 'blog'),
        siteDataFolder: path.join(root, 'data'),
        now: Date.now,
        log: silentLog,
        quietMs: 3_600_000,
      });
    const media = open();
    const times = { take: [] as number[], glance: [] as number[], made: [] as number[], peer: [] as number[] };
    const paths: string[] = [];
    for (const [index, content] of contents.entries()) {
      const taken = await timed(() => media.take(`photo-${index}.jpg`, content));
      times.take.push(taken.ms);
      if (!taken.value.ok) throw new Error(taken.value.failure.kind);
      const relative = taken.value.value.path;
      paths.push(relative);
      times.glance.push((await timed(() => media.glance(relative, 1_080))).ms);
      const own = async () => times.made.push((await timed(() => media.published(relative))).ms);
      const peer = async () => {
        if (hasPeer)
          times.peer.push(
            (await timed(() => vipsthumbnail(path.join(root, 'blog', relative), path.join(root, 'peer')))).ms,
          );
      };
      // Whoever goes first finds a cooler cache, so they take turns.
      for (const work of index % 2 === 0 ? [own, peer] : [peer, own]) await work();
    }
    await media.close();
    const again = open();
    const before = await countFiles(path.join(root, 'data'));
    const second = await timed(() => Promise.all(paths.map((relative) => again.published(relative))));
    const after = await countFiles(path.join(root, 'data'));
    await again.close();
    const forty = await fortyAtOnce(root, contents);

    const two = (values: readonly number[]) => `${median(values).toFixed(0)} / ${percentile(values, 95).toFixed(0)}`;
    const ratio = hasPeer ? `${(median(times.made) / median(times.peer)).toFixed(2)} x` : '-';
    return {
      title: 'Pictures',
      method: `Milliseconds, p50 / p95 of ${photos} JPEG photographs of 24 megapixels, ${(bytes / 1e6).toFixed(1)} MB each, one after the other. "All that readers get" is WebP at ${widths.join(', ')} pixels and JPEG at 1600, durably written.`,
      columns: ['what', 'Offprint', 'vipsthumbnail, same widths and formats', 'ratio'],
      rows: [
        ['taken in: checked, hashed, on the disk; then the link is written', two(times.take), '-', '-'],
        ['first seen in the preview, 1080 pixels', two(times.glance), '-', '-'],
        ['all that readers get', two(times.made), hasPeer ? two(times.peer) : 'missing', ratio],
        [`the same ${photos} for a second build`, `${second.ms.toFixed(0)} together, ${after - before} made`, '-', '-'],
        [
          'forty at once, all that readers get',
          `${(forty.ms / 1_000).toFixed(1)} s, ${forty.peakMb} MB at the peak`,
          '-',
          '-',
        ],
      ],
      notes: [
        'Goals: taken in within 100 ms, seen within 500 ms, all within 1.2 x vipsthumbnail, bounded memory, a second build makes none.',
        ...(hasPeer ? [] : ['vipsthumbnail is not installed (Debian: libvips-tools).']),
      ],
    };
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}

/** Forty different photographs at once in a fresh folder; memory is sampled while they are made. */
async function fortyAtOnce(
  root: string,
  contents: readonly Buffer[],
): Promise<{ readonly ms: number; readonly peakMb: number }> {
  const folder = path.join(root, 'forty');
  await mkdir(path.join(folder, 'media'), { recursive: true });
  const names = Array.from({ length: 40 }, (_, index) => `media/${index}.jpg`);
  for (const [index, name] of names.entries()) {
    // Bytes behind a picture's end make it another file with the same pixels.
    const content = contents[index % contents.length] ?? Buffer.alloc(0);
    await writeFile(path.join(folder, name), Buffer.concat([content, Buffer.from([index])]));
  }
  const media = openMedia({ folder, siteDataFolder: path.join(root, 'forty-data'), now: Date.now, log: silentLog });
  let peak = process.memoryUsage.rss();
  const sampling = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage.rss());
  }, 20);
  const { ms } = await timed(() => Promise.all(names.map((name) => media.published(name))));
  clearInterval(sampling);
  await media.close();
  return { ms, peakMb: Math.round(peak / 1e6) };
}

/** Soft shapes with fine grain, 6000 by 4000 pixels, turned as a telephone held upright stores it. */
async function photograph(seed: number): Promise<Buffer> {
  const noise = { type: 'gaussian', mean: 110 + seed * 4, sigma: 60 } as const;
  const shapes = await sharp({ create: { width: 60, height: 40, channels: 3, background: '#000', noise } })
    .png()
    .toBuffer();
  const large = await sharp(shapes).resize(6_000, 4_000, { kernel: 'cubic' }).png({ compressionLevel: 0 }).toBuffer();
  const grain = await sharp({
    create: { width: 6_000, height: 4_000, channels: 3, background: '#000', noise: { ...noise, mean: 128, sigma: 8 } },
  })
    .png({ compressionLevel: 0 })
    .toBuffer();
  return sharp(large)
    .composite([{ input: grain, blend: 'soft-light' }])
    .withMetadata({ orientation: seed % 2 === 0 ? 1 : 6 })
    .jpeg({ quality: 88 })
    .toBuffer();
}

async function vipsthumbnail(photo: string, folder: string): Promise<void> {
  for (const width of widths)
    await run1('vipsthumbnail', [
      photo,
      '--size',
      `${width}x`,
      '-o',
      path.join(folder, `%s-${width}.webp[Q=80,smart_subsample,strip]`),
    ]);
  await run1('vipsthumbnail', [photo, '--size', '1600x', '-o', path.join(folder, '%s-1600.jpg[Q=82,interlace,strip]')]);
}

async function vipsthumbnailIsThere(): Promise<boolean> {
  const isThere = () =>
    run1('vipsthumbnail', ['--vips-version']).then(
      () => true,
      () => false,
    );
  if (await isThere()) return true;
  await run1('apt-get', ['install', '-y', '--no-install-recommends', 'libvips-tools']).catch(() => undefined);
  return isThere();
}

async function countFiles(folder: string): Promise<number> {
  return (await readdir(folder, { recursive: true })).length;
}

async function timed<Value>(work: () => Promise<Value>): Promise<{ readonly ms: number; readonly value: Value }> {
  const startedMs = performance.now();
  const value = await work();
  return { ms: performance.now() - startedMs, value };
}
