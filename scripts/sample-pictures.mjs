/**
 * Draws the pictures and slides of the sample blog anew: `node scripts/sample-pictures.mjs [FOLDER]`. Some carry what
 * real photographs carry (turned by orientation, place, camera serial), so that the cleaning of published pictures shows.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import * as coast from './sample-pictures/coast-scenes.mjs';
import * as evening from './sample-pictures/evening-scenes.mjs';
import * as hall from './sample-pictures/hall-scenes.mjs';
import * as paper from './sample-pictures/paper-scenes.mjs';
import * as shore from './sample-pictures/shore-scenes.mjs';
import { slides } from './sample-pictures/slides.mjs';
import * as travel from './sample-pictures/travel-scenes.mjs';
import * as weather from './sample-pictures/weather-scenes.mjs';

const bergen = {
  GPSLatitudeRef: 'N',
  GPSLatitude: '60/1 23/1 5400/100',
  GPSLongitudeRef: 'E',
  GPSLongitude: '5/1 19/1 1200/100',
};
const gothenburg = {
  GPSLatitudeRef: 'N',
  GPSLatitude: '57/1 42/1 1800/100',
  GPSLongitudeRef: 'E',
  GPSLongitude: '11/1 58/1 3000/100',
};

const pictures = [
  { name: '2018/09/harbour-dawn.jpg', draw: coast.harbourDawn, place: bergen },
  { name: '2019/06/night-train.jpg', draw: coast.nightTrain },
  { name: '2019/06/lofoten-quay.jpg', draw: () => coast.cabins({ seed: 29, late: false }) },
  { name: '2020/03/contour-sheet.jpg', draw: paper.contourSheet },
  { name: '2020/11/tide-curves.jpg', draw: paper.tideCurves },
  { name: '2021/08/island-road.jpg', draw: shore.islandRoad },
  { name: '2021/08/three-peaks.jpg', draw: coast.threePeaks },
  { name: '2021/08/red-cabins.jpg', draw: () => coast.cabins({ seed: 35, late: true }) },
  { name: '2022/02/ink-desk.jpg', draw: paper.inkDesk },
  { name: '2022/10/red-bridge.jpg', draw: travel.redBridge },
  { name: '2022/10/ferry-deck.jpg', draw: travel.ferryDeck },
  { name: '2023/05/lighthouse.jpg', draw: shore.lighthouse, place: bergen, turned: true },
  { name: '2024/05/hall.jpg', draw: hall.hall, place: gothenburg },
  { name: '2024/05/keynote.jpg', draw: hall.keynote, place: gothenburg },
  { name: '2024/05/foyer.jpg', draw: evening.foyer },
  { name: '2024/05/evening-walk.jpg', draw: evening.eveningWalk },
  { name: '2025/12/snow-breakwater.jpg', draw: weather.snowBreakwater },
  { name: '2026/10/fog.jpg', draw: weather.fog },
];

const folder = process.argv[2] ?? fileURLToPath(new URL('../sample/media', import.meta.url));
for (const { name, draw, place, turned } of pictures) await save(name, await encode(draw(), place, turned));
await save('2024/05/slow-harbours-slides.pdf', slides());

async function encode(svg, place, turned = false) {
  const drawn = await sharp(Buffer.from(svg))
    .flatten({ background: '#ffffff' })
    .png({ compressionLevel: 1 })
    .toBuffer();
  // Orientation 6 tells viewers to turn right, so that the stored picture is turned left.
  let image = sharp(drawn).rotate(turned ? 270 : 0);
  if (place)
    image = image.withExif({
      IFD0: { Make: 'Lumen', Model: 'Fjord 24' },
      IFD2: { BodySerialNumber: 'FJ-0042417' },
      IFD3: place,
    });
  if (turned) image = image.withMetadata({ orientation: 6 });
  return image.jpeg({ quality: 80, mozjpeg: true }).toBuffer();
}

async function save(name, content) {
  const file = path.join(folder, ...name.split('/'));
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, content);
  process.stdout.write(`${name} ${Math.round(content.length / 1024)} kB\n`);
}
