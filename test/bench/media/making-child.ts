import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { openMedia } from '../../../main/media/open-media.ts';
import { silentLog } from '../../../main/node/log.ts';
import { forkSideProcess } from '../../../main/node/side-process.ts';
import { another } from './photographs.ts';

/** Different photographs at once, made of those in a folder, in a process that does nothing else: prints time and memory. */
const [photosFolder = '', root = '', script = '', count = ''] = process.argv.slice(2);
const names = Array.from({ length: Number(count) }, (_, index) => `media/${index}.jpg`);
await mkdir(path.join(root, 'media'), { recursive: true });
const photos = await readdir(photosFolder);
for (const [index, name] of names.entries()) {
  const photo = await readFile(path.join(photosFolder, photos[index % photos.length] ?? ''));
  await writeFile(path.join(root, name), another(photo, index));
}
const media = openMedia({
  folder: root,
  siteDataFolder: path.join(root, 'data'),
  now: Date.now,
  log: silentLog,
  startPictures: () => forkSideProcess(script),
});
const startedMs = performance.now();
await Promise.all(names.map((name) => media.published(name)));
const ms = performance.now() - startedMs;
const picturesPeakMb = await childrensPeakMb();
await media.close();
process.stdout.write(JSON.stringify({ ms, peakMb: await peakMb('self'), picturesPeakMb }));

/** The highest mark of the processes beside this one, together. */
async function childrensPeakMb(): Promise<number> {
  const listed = await readFile(`/proc/self/task/${process.pid}/children`, 'utf8').catch(() => '');
  const peaks = await Promise.all(
    listed
      .split(' ')
      .filter((pid) => pid !== '')
      .map(peakMb),
  );
  return peaks.reduce((sum, peak) => sum + peak, 0);
}

/** The highest mark that Linux keeps of a process since it runs this program; 0 where the system does not tell. */
async function peakMb(pid: string): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return Math.round(Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1] ?? 0) / 1_000);
}
