import { cleanMovie } from '../../../main/media/clean-movie.ts';
import { cleanOriginal, isMovie } from '../../../main/media/clean-original.ts';
import { fileType } from '../../../main/media/file-type.ts';
import { readMovie } from '../../../main/media/movie-file.ts';
import { pictureSize, storedOrientation } from '../../../main/media/picture-size.ts';
import { readExif } from '../../../main/media/read-exif.ts';
import { animation, phoneMovie, quarters, tellingExif, tellingXmp } from './picture-fixtures.ts';

/** What became of damaged files. */
export interface DamageReport {
  readonly tried: number;
  readonly refused: number;
  /** Files whose cleaned form grew beyond what cleaning can add. */
  readonly grown: number;
}

/** One small file of each kind that is cleaned. */
export async function smallOriginals(): Promise<readonly (readonly [type: string, content: Buffer])[]> {
  const picture = quarters(60, 40).withExif(tellingExif).withXmp(tellingXmp);
  return [
    ['image/jpeg', await picture.clone().jpeg().toBuffer()],
    ['image/png', await picture.clone().png().toBuffer()],
    ['image/webp', await picture.clone().webp().toBuffer()],
    ['image/avif', await picture.clone().avif({ effort: 0 }).toBuffer()],
    ['image/gif', await animation('gif')],
    ['image/svg+xml', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><g fill="red"><rect width="9"/></g></svg>')],
    ['video/mp4', phoneMovie()],
  ];
}

/** Damages each original `rounds` times and cleans what is left. Throws what cleaning throws, which is a failure. */
export async function cleanDamaged(
  originals: readonly (readonly [string, Buffer])[],
  rounds: number,
  seed: number,
): Promise<DamageReport> {
  const random = seeded(seed);
  let [tried, refused, grown] = [0, 0, 0];
  for (let round = 0; round < rounds; round += 1) {
    for (const [type, original] of originals) {
      const bytes = damaged(original, random);
      fileType(bytes, 'a');
      pictureSize(type, bytes);
      storedOrientation(type, bytes);
      readExif(bytes);
      const cleaned = isMovie(type) ? await cleanedMovie(bytes) : cleanOriginal(type, bytes)?.content;
      tried += 1;
      if (cleaned === undefined) refused += 1;
      else if (cleaned.byteLength > bytes.byteLength * 2 + 200) grown += 1;
    }
  }
  return { tried, refused, grown };
}

/** A film is cleaned where it lies: its bytes, if there is something to be published; ranges beyond its end are a bug. */
async function cleanedMovie(bytes: Buffer): Promise<Buffer | undefined> {
  const read = async (from: number, to: number) => bytes.subarray(from, to);
  const cleaning = cleanMovie(await readMovie({ size: bytes.byteLength, read }));
  if (typeof cleaning === 'string') return undefined;
  for (const { from, to } of cleaning.blanks) {
    if (from < 0 || to < from || to > bytes.byteLength) throw new Error(`blanks ${from} to ${to}`);
  }
  return bytes;
}

/** A copy with some bytes changed, and often cut. */
export function damaged(bytes: Buffer, random: () => number): Buffer {
  const copy = Buffer.from(bytes);
  for (let hit = 0; hit < 1 + random() * 6; hit += 1) {
    const at = Math.floor(random() ** 2 * copy.byteLength);
    copy[at] = random() < 0.3 ? 0xff : Math.floor(random() * 256);
  }
  return random() < 0.4 ? copy.subarray(0, Math.floor(random() * copy.byteLength)) : copy;
}

/** Numbers in [0, 1) that are the same in every run. */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}
