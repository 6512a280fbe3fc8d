import { crc32, deflateSync } from 'node:zlib';
import sharp, { type Sharp } from 'sharp';

/** Text that must never be found in anything published. */
export const canary = 'CANARY-4711';

/** What a telephone writes into every picture. */
export const tellingExif = {
  IFD0: { Make: 'Lumen', Model: 'Fjord 24', Artist: canary, ImageDescription: canary },
  IFD2: { BodySerialNumber: canary, DateTimeOriginal: '2024:05:26 10:00:00' },
  IFD3: {
    GPSLatitudeRef: 'N',
    GPSLatitude: '60/1 23/1 5400/100',
    GPSLongitudeRef: 'E',
    GPSLongitude: '5/1 19/1 1200/100',
  },
};

/** An XMP packet with a place and a name. */
export const tellingXmp = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description xmlns:exif="http://ns.adobe.com/exif/1.0/" exif:GPSLatitude="60,23.9N" exif:GPSLongitude="5,19.2E" rdf:about="${canary}"/></rdf:RDF></x:xmpmeta>`;

/** Colours of the four quarters of `quarters`: top left, top right, bottom left, bottom right. */
export const quarterColours = ['#e03030', '#30a040', '#3050d0', '#e0c030'] as const;

/** A picture whose quarters differ, so that turning and mirroring show. */
export function quarters(width: number, height: number): Sharp {
  const [w, h] = [width / 2, height / 2];
  const rects = quarterColours.map(
    (fill, index) =>
      `<rect x="${(index % 2) * w}" y="${Math.floor(index / 2) * h}" width="${w}" height="${h}" fill="${fill}"/>`,
  );
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${rects.join('')}</svg>`;
  return sharp(Buffer.from(svg)).removeAlpha();
}

/** A photograph-like JPEG: noise on a gradient, so that it does not shrink to nothing. */
export async function photo(width: number, height: number): Promise<Sharp> {
  const pixels = Buffer.alloc(width * height * 3);
  let state = 42;
  for (let at = 0; at < pixels.length; at += 1) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    pixels[at] = ((at / pixels.length) * 200 + (state >>> 27)) & 255;
  }
  return sharp(pixels, { raw: { width, height, channels: 3 } });
}

/** Stores `upright` the way a camera held in `orientation` (1 to 8, as Exif counts) does. */
export async function turned(upright: Buffer, orientation: number): Promise<Buffer> {
  const degrees = { 3: 180, 4: 180, 5: 90, 6: 270, 7: 270, 8: 90 }[orientation] ?? 0;
  const rotated = await sharp(upright).rotate(degrees).png().toBuffer();
  const isMirrored = [2, 4, 5, 7].includes(orientation);
  const pixels = await sharp(rotated).flop(isMirrored).png().toBuffer();
  return sharp(pixels).withExif(tellingExif).withMetadata({ orientation }).jpeg({ quality: 95 }).toBuffer();
}

/** Puts a segment behind the start of a JPEG. */
export function withJpegSegment(jpeg: Buffer, marker: number, content: Buffer): Buffer {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(content.byteLength + 2, 2);
  return Buffer.concat([jpeg.subarray(0, 2), head, content, jpeg.subarray(2)]);
}

/** A PNG chunk with its checksum. */
export function pngChunk(type: string, content: Buffer): Buffer {
  const head = Buffer.alloc(8);
  head.writeUInt32BE(content.byteLength, 0);
  head.write(type, 4, 'latin1');
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(content, crc32(head.subarray(4))), 0);
  return Buffer.concat([head, content, sum]);
}

/** Puts chunks behind a PNG's header. */
export function withPngChunks(png: Buffer, ...chunks: readonly Buffer[]): Buffer {
  return Buffer.concat([png.subarray(0, 33), ...chunks, png.subarray(33)]);
}

/** A PNG of black pixels that is tiny on disk and `width` by `height` in memory. */
export function pngBomb(width: number, height: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([1, 0, 0, 0, 0], 8);
  const row = Math.ceil(width / 8) + 1;
  const rows = deflateSync(Buffer.alloc(Math.min(row * height, 40_000_000)), { level: 9 });
  const signature = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');
  return Buffer.concat([
    signature,
    pngChunk('IHDR', header),
    pngChunk('IDAT', rows),
    pngChunk('IEND', Buffer.alloc(0)),
  ]);
}

/** A JPEG that claims other dimensions than it has. */
export function jpegClaiming(jpeg: Buffer, width: number, height: number): Buffer {
  const claiming = Buffer.from(jpeg);
  const frame = claiming.indexOf(Buffer.from([0xff, 0xc0]));
  claiming.writeUInt16BE(height, frame + 5);
  claiming.writeUInt16BE(width, frame + 7);
  return claiming;
}

/** An animation of three frames. */
export async function animation(format: 'gif' | 'webp'): Promise<Buffer> {
  const frames = await Promise.all(
    quarterColours.slice(0, 3).map((background) =>
      sharp({ create: { width: 40, height: 30, channels: 3, background } })
        .png()
        .toBuffer(),
    ),
  );
  const joined = sharp(frames, { join: { animated: true } });
  return format === 'gif'
    ? joined.gif({ delay: [100, 100, 100], loop: 0 }).toBuffer()
    : joined.webp({ loop: 0 }).toBuffer();
}

/** One box of an ISO base media file. */
export function isoBox(type: string, ...content: readonly Buffer[]): Buffer {
  const body = Buffer.concat(content);
  const head = Buffer.alloc(8);
  head.writeUInt32BE(body.byteLength + 8, 0);
  head.write(type, 4, 'latin1');
  return Buffer.concat([head, body]);
}

/** The skeleton of a film from a telephone, with the place in its user data. */
export function phoneMovie(): Buffer {
  const place = isoBox('\xa9xyz', Buffer.from(`\0\x12\x15\xc7+60.3983+005.3200/${canary}`, 'latin1'));
  return Buffer.concat([
    isoBox('ftyp', Buffer.from('isom\0\0\x02\0isommp41', 'latin1')),
    isoBox('moov', isoBox('mvhd', Buffer.alloc(100)), isoBox('udta', place)),
    isoBox('mdat', Buffer.from('sound and pictures')),
  ]);
}
