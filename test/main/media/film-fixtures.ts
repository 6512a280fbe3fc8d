import { canary, isoBox } from './picture-fixtures.ts';

const word = (...values: readonly number[]) => {
  const bytes = Buffer.alloc(values.length * 4);
  values.forEach((value, index) => {
    bytes.writeUInt32BE(value, index * 4);
  });
  return bytes;
};

/** One track of two samples of `size` bytes each in one chunk at `offset`. */
function track(handler: string, format: string, offset: number, size: number, table: 'stco' | 'co64', claimed = 2) {
  const place = table === 'stco' ? word(0, 1, offset) : word(0, 1, 0, offset);
  const tables = isoBox(
    'stbl',
    isoBox('stsd', word(0, 1), isoBox(format, Buffer.alloc(8))),
    isoBox('stsc', word(0, 1, 1, 2, 1)),
    isoBox('stsz', word(0, 0, claimed, size, size)),
    isoBox(table, place),
  );
  const handling = isoBox('hdlr', word(0, 0), Buffer.from(handler, 'latin1'), Buffer.alloc(13));
  return isoBox('trak', isoBox('mdia', handling, isoBox('minf', tables)));
}

/**
 * The skeleton of a film whose camera wrote its positions into a track of their own, in the middle of the file's data.
 * `claimedSamples` makes the tables lie.
 */
export function actionCameraMovie(
  format: string,
  table: 'stco' | 'co64',
  { claimedSamples = 2 }: { readonly claimedSamples?: number } = {},
): Buffer {
  const start = isoBox('ftyp', Buffer.from('mp41\0\0\0\0mp41', 'latin1'));
  const pictures = Buffer.from('PICTURES'.repeat(4));
  const positions = Buffer.from(`+60.3983+005.3200/${canary}`.padEnd(80, '.'), 'latin1');
  const at = start.byteLength + 8;
  return Buffer.concat([
    start,
    isoBox('mdat', pictures, positions, Buffer.from('SOUND')),
    isoBox(
      'moov',
      track('vide', 'avc1', at, pictures.byteLength / 2, table),
      track('meta', format, at + pictures.byteLength, positions.byteLength / 2, table, claimedSamples),
    ),
  ]);
}

/** The skeleton of a film of a dashboard camera: blocks of positions between the pictures. */
export function dashboardMovie(): Buffer {
  const block = isoBox('free', Buffer.from(`GPS +60.3983+005.3200/${canary}`.padEnd(120, '.'), 'latin1'));
  return Buffer.concat([
    isoBox('ftyp', Buffer.from('mp41\0\0\0\0mp41', 'latin1')),
    isoBox('mdat', Buffer.from('PICTURES'), block, Buffer.from('PICTURES')),
    isoBox('moov', isoBox('gps ', word(0, 1, 36, block.byteLength)), track('vide', 'avc1', 28, 4, 'stco')),
  ]);
}
