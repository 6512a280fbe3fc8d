import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { openMedia } from '../../main/media/open-media.ts';
import { silentLog } from '../../main/node/log.ts';
import { forkSideProcess } from '../../main/node/side-process.ts';
import { type BenchTable, median, percentile } from '../support/bench-table.ts';
import { inThePage } from './media/in-the-page.ts';
import { making } from './media/making.ts';
import { photographs } from './media/photographs.ts';

const run1 = promisify(execFile);
const photos = 5;
const widths = [480, 768, 1_080, 1_600];
/** How many come at once where memory is looked at. */
const counts = [1, 10, 40];

/** Photographs of 24 megapixels: taken in, shown, made into everything readers get, beside vipsthumbnail doing the same. */
export async function run(): Promise<BenchTable> {
  const script = path.resolve('out/shipped/picture-process.mjs');
  const root = await mkdtemp(path.join(tmpdir(), 'offprint-bench-'));
  try {
    const contents = await photographs(photos);
    const bytes = median(contents.map((content) => content.byteLength));
    const page = await inThePage(root, contents);
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
        startPictures: () => forkSideProcess(script),
      });
    const media = open();
    const times = { take: [] as number[], glance: [] as number[], made: [] as number[], peer: [] as number[] };
    const paths: string[] = [];
    for (const [index, content] of contents.entries()) {
      const taken = await timed(() => media.takeContent(`photo-${index}.jpg`, content));
      times.take.push(taken.ms);
      if (!taken.value.ok) throw new Error(taken.value.failure.kind);
      const relative = taken.value.value.path;
      paths.push(relative);
      times.glance.push((await timed(() => media.glance(relative, 1_080))).ms);
      const own = async () => times.made.push((await timed(() => media.published(relative))).ms);
      const peer = async () => {
        const work = () => vipsthumbnail(path.join(root, 'blog', relative), path.join(root, 'peer'));
        if (hasPeer) times.peer.push((await timed(work)).ms);
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
    const made = await making(root, contents, script, counts);

    const two = (values: readonly number[]) => `${median(values).toFixed(0)} / ${percentile(values, 95).toFixed(0)}`;
    const fine = (values: readonly number[]) =>
      `${median(values).toFixed(1)} / ${percentile(values, 95).toFixed(1)} (${values.length} keys)`;
    const ratio = (one: readonly number[], other: readonly number[]) => (median(one) / median(other)).toFixed(2);
    const typing95 = (percentile(page.busy, 95) / percentile(page.alone, 95)).toFixed(2);
    return {
      title: 'Pictures',
      method: `Milliseconds, p50 / p95 of ${photos} JPEG photographs of 24 megapixels, ${(bytes / 1e6).toFixed(1)} MB each, one after the other. The first rows are measured in the page of the running program in real Chromium, from the drop on; the others in a program of their own, with its process for pictures, which gives way to everything else. "All that readers get" is AVIF and WebP at ${widths.join(', ')} pixels and JPEG at 1600, durably written.`,
      columns: ['what', 'Offprint', 'beside it', 'ratio'],
      rows: [
        ['dropped: its link is in the text', two(page.link), '-', '-'],
        ['dropped: it is on the disk, durably', two(page.safe), '-', '-'],
        ['dropped: it is seen in the preview', two(page.shown), '-', '-'],
        [
          'key press to paint while forty come in',
          fine(page.busy),
          `${fine(page.alone)} while none does`,
          `${ratio(page.busy, page.alone)} x, p95 ${typing95} x`,
        ],
        ['forty dropped: the last link is in the text', `${page.fortyLinkMs.toFixed(0)}`, '-', '-'],
        [
          'forty dropped, the author types on: the last is on the disk',
          `${(page.fortyMs / 1_000).toFixed(1)} s`,
          '-',
          '-',
        ],
        ['taken in: checked, hashed, on the disk', two(times.take), '-', '-'],
        ['one form for the preview, 1080 pixels', two(times.glance), '-', '-'],
        hasPeer
          ? [
              'all that readers get',
              two(times.made),
              `${two(times.peer)} vipsthumbnail, same widths and formats`,
              `${ratio(times.made, times.peer)} x`,
            ]
          : ['all that readers get', two(times.made), 'vipsthumbnail is missing', '-'],
        [`the same ${photos} for a second build`, `${second.ms.toFixed(0)} together, ${after - before} made`, '-', '-'],
        ...[...made].map(([count, { ms, peakMb, picturesPeakMb }]) => [
          `${count} at once, all that readers get`,
          `${(ms / 1_000).toFixed(1)} s, at the peak ${peakMb} MB and ${picturesPeakMb} MB for pictures`,
          '-',
          '-',
        ]),
      ],
      notes: [
        'Goals: link within 100 ms, seen within 500 ms, typing undisturbed, all within 1.2 x vipsthumbnail, bounded memory, a second build makes none.',
        ...(hasPeer ? [] : ['vipsthumbnail is not installed (Debian: libvips-tools).']),
      ],
    };
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}

async function vipsthumbnail(photo: string, folder: string): Promise<void> {
  // sharp's own libvips names its home, where the system's would look for its parts.
  const { VIPSHOME: _, ...env } = process.env;
  const make = (width: number, form: string) =>
    run1('vipsthumbnail', [photo, '--size', `${width}x`, '-o', path.join(folder, `%s-${width}${form}`)], { env });
  for (const width of widths) {
    await make(width, '.avif[Q=55,effort=1,strip]');
    await make(width, '.webp[Q=80,smart_subsample,strip]');
  }
  await make(1_600, '.jpg[Q=82,interlace,strip]');
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
