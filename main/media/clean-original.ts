import { cleanAvif } from './clean-avif.ts';
import { cleanGif } from './clean-gif.ts';
import { cleanJpeg } from './clean-jpeg.ts';
import { cleanPng } from './clean-png.ts';
import { cleanSvg } from './clean-svg.ts';
import { cleanWebp } from './clean-webp.ts';
import type { Cleaned } from './removed-parts.ts';

const cleaners: Readonly<Record<string, (bytes: Buffer) => Cleaned | undefined>> = {
  'image/jpeg': cleanJpeg,
  'image/png': cleanPng,
  'image/webp': cleanWebp,
  'image/gif': cleanGif,
  'image/avif': cleanAvif,
  'image/svg+xml': cleanSvg,
};

/** True for types that can carry a place or a script and are therefore never published byte for byte. */
export function needsCleaning(type: string): boolean {
  return Object.hasOwn(cleaners, type) || isMovie(type);
}

/** True for sound and film in boxes, which are cleaned on the disk, see `clean-movie.ts`: they may be gigabytes. */
export function isMovie(type: string): boolean {
  return ['video/mp4', 'video/quicktime', 'audio/mp4'].includes(type);
}

/** A picture without what readers must not get, shown exactly as before. Undefined when it is damaged. */
export function cleanOriginal(type: string, bytes: Buffer): Cleaned | undefined {
  return Object.hasOwn(cleaners, type) ? cleaners[type]?.(bytes) : { content: bytes, removed: [] };
}
