import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { openMedia } from '../../../main/media/open-media.ts';
import { silentLog } from '../../../main/node/log.ts';
import { another } from './photographs.ts';

/** Forty different photographs at once, made of those in a folder, in a process that does nothing else: prints time and memory. */
const [photosFolder = '', root = ''] = process.argv.slice(2);
const names = Array.from({ length: 40 }, (_, index) => `media/${index}.jpg`);
await mkdir(path.join(root, 'media'), { recursive: true });
const photos = await readdir(photosFolder);
for (const [index, name] of names.entries()) {
  const photo = await readFile(path.join(photosFolder, photos[index % photos.length] ?? ''));
  await writeFile(path.join(root, name), another(photo, index));
}
const media = openMedia({ folder: root, siteDataFolder: path.join(root, 'data'), now: Date.now, log: silentLog });
const held = () => Math.round(process.memoryUsage.rss() / 1e6);
const beforeMb = held();
const startedMs = performance.now();
await Promise.all(names.map((name) => media.published(name)));
const ms = performance.now() - startedMs;
await media.close();
// Kilobytes, on every system but macOS.
const peakBytes = process.resourceUsage().maxRSS * (process.platform === 'darwin' ? 1 : 1_024);
process.stdout.write(JSON.stringify({ ms, peakMb: Math.round(peakBytes / 1e6), beforeMb }));
