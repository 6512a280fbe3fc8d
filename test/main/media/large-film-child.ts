import { closeSync, openSync, readFileSync, readSync } from 'node:fs';
import { mkdir, truncate, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { openMedia } from '../../../main/media/open-media.ts';
import { silentLog } from '../../../main/node/log.ts';
import { isoBox } from './picture-fixtures.ts';

/**
 * Takes a film of 250 MB in below `folder`, publishes it and throws it away; prints the most memory the
 * process ever held, in megabytes. `whole` reads it first, which the measuring must see.
 */
const [folder = '', way = ''] = process.argv.slice(2);
const pieceBytes = 4 * 1024 * 1024;
const filmBytes = 250_000_000;

const film = path.join(folder, 'film.mp4');
const start = Buffer.concat([
  isoBox('ftyp', Buffer.from('mp41\0\0\0\0mp41', 'latin1')),
  isoBox('moov', isoBox('udta', Buffer.from('\xa9xyz+60.3983+005.3200/', 'latin1'))),
]);
const rest = Buffer.alloc(8);
rest.writeUInt32BE(filmBytes - start.byteLength, 0);
rest.write('mdat', 4, 'latin1');
await writeFile(film, Buffer.concat([start, rest]));
await truncate(film, filmBytes);

const whole = way === 'whole' ? readFileSync(film) : undefined;
const site = path.join(folder, `site-${way}`);
await mkdir(site);
const media = openMedia({
  folder: site,
  siteDataFolder: path.join(folder, `data-${way}`),
  now: Date.now,
  log: silentLog,
  quietMs: 3_600_000,
});
const announced = { name: 'film.mp4', size: filmBytes, head: start, postId: '' };
const begun = await media.intakes.begin(announced);
if (!begun.ok) throw new Error(begun.failure.kind);
const handle = openSync(film, 'r');
for (let from = 0; from < filmBytes; from += pieceBytes) {
  const piece = Buffer.alloc(Math.min(pieceBytes, filmBytes - from));
  readSync(handle, piece, 0, piece.byteLength, from);
  const added = await media.intakes.add(begun.value.intake, from, piece);
  if (!added.ok) throw new Error(added.failure.kind);
}
closeSync(handle);
const taken = await media.intakes.end(begun.value.intake, media.take);
if (!taken.ok) throw new Error(JSON.stringify(taken.failure));
const published = await media.published(taken.value.path);
if (published?.files[0]?.size !== filmBytes || published.removed?.[0] !== 'location') throw new Error('not published');
const trashed = await media.trash(taken.value.path);
if (!trashed.ok) throw new Error(JSON.stringify(trashed.failure));
await media.close();
// Kilobytes, on every system but macOS.
const heldBytes = process.resourceUsage().maxRSS * (process.platform === 'darwin' ? 1 : 1_024);
process.stdout.write(String(Math.round(heldBytes / 1_000_000) + (whole === undefined ? 0 : whole.byteLength * 0)));
