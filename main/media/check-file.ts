import { readFile } from 'node:fs/promises';
import { cleanMovie } from './clean-movie.ts';
import { isMovie } from './clean-original.ts';
import type { FileType } from './file-type.ts';
import type { PictureFacts } from './inspect-picture.ts';
import { readMovie, withReader } from './movie-file.ts';
import { maxPictureBytes } from './picture-engine.ts';
import { type PictureSize, pictureSize } from './picture-size.ts';
import type { PictureWork } from './pictures/picture-work.ts';
import { isStillPicture } from './published-media.ts';
import type { WorkGate } from './work-gate.ts';

/** What looking into a file needs. */
export interface CheckFileParts {
  readonly gate: WorkGate;
  readonly pictures: PictureWork;
}

/** Of most pictures so much tells how large they are, in bytes. */
const sizeBytes = 256 * 1024;

/** A zip's directory ends with this and at most 64 kB of comment. */
const directoryEnd = 'PK\x05\x06';
const longestDirectoryEnd = 65_557;

/**
 * Looks into a whole file: how large a picture is shown, or why it cannot be published. What passes here is published, so
 * that no link to it is dead.
 */
export async function checkFile(
  parts: CheckFileParts,
  file: string,
  { kind, type }: FileType,
  size: number,
): Promise<PictureFacts> {
  if (kind === 'image')
    return size > maxPictureBytes ? { refused: 'too-large' } : checkPicture(parts, file, type, size);
  if (isMovie(type)) {
    const cleaning = cleanMovie(await withReader(file, readMovie));
    return typeof cleaning === 'string' ? { refused: cleaning } : {};
  }
  if (type.includes('zip') || type.includes('officedocument') || type.includes('oasis')) {
    const end = await withReader(file, (reader) => reader.read(Math.max(0, size - longestDirectoryEnd), size));
    return end.lastIndexOf(directoryEnd, undefined, 'latin1') < 0 ? { refused: 'damaged' } : {};
  }
  return {};
}

/**
 * Its pixels are read to the last, so that a cut one is refused while the author still has the good one. One that takes the
 * decoder down with it is refused as well.
 */
async function checkPicture(
  { gate, pictures }: CheckFileParts,
  file: string,
  type: string,
  size: number,
): Promise<PictureFacts> {
  const { width = 0, height = 0 } = (await storedSize(file, type)) ?? {};
  const weight = Math.max(width * height, size / 4);
  return gate.run(weight, () => pictures.run('inspect', { file, type })).catch(() => ({ refused: 'damaged' }) as const);
}

async function storedSize(file: string, type: string): Promise<PictureSize | undefined> {
  if (!isStillPicture(type)) return undefined;
  const head = await withReader(file, (reader) => reader.read(0, sizeBytes));
  return pictureSize(type, head) ?? pictureSize(type, await readFile(file));
}
