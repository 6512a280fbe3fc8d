import type { MediaRefused } from '../../common/contract/media.ts';
import { cleanGif } from './clean-gif.ts';
import { cleanOriginal } from './clean-original.ts';
import { cleanSvg } from './clean-svg.ts';
import { isAnimated } from './is-animated.ts';
import { maxPixels, readingOptions, type Sharp } from './picture-engine.ts';
import { shownSize } from './picture-size.ts';

/** A picture that can be shown, or why it cannot. */
export type PictureFacts =
  | { readonly width?: number; readonly height?: number }
  | { readonly refused: MediaRefused['reason'] };

/**
 * Looks whether a picture is whole and not too large, and how large it is shown. A JPEG's end is found without decoding it,
 * which for a large photograph would take longer than an author waits; other formats are decoded once.
 */
export async function inspectPicture(type: string, bytes: Buffer, sharp: Sharp | undefined): Promise<PictureFacts> {
  if (type === 'image/svg+xml') return cleanSvg(bytes) ?? { refused: 'damaged' };
  if (type === 'image/gif') {
    const gif = cleanGif(bytes);
    return gif === undefined ? { refused: 'damaged' } : withinLimit(gif.width, gif.height);
  }
  // The decoder reads one frame of a sequence, or refuses what browsers play.
  if (sharp === undefined || (type === 'image/avif' && isAnimated(type, bytes))) {
    const cleaned = cleanOriginal(type, bytes);
    const size = shownSize(type, bytes, cleaned?.orientation);
    return cleaned === undefined || size === undefined ? { refused: 'damaged' } : withinLimit(size.width, size.height);
  }
  try {
    const { autoOrient } = await sharp(bytes, { ...readingOptions, limitInputPixels: false }).metadata();
    const facts = withinLimit(autoOrient.width, autoOrient.height);
    if ('refused' in facts) return facts;
    if (type === 'image/jpeg') return cleanOriginal(type, bytes) === undefined ? { refused: 'damaged' } : facts;
    await sharp(bytes, readingOptions).resize({ width: 16, height: 16, fit: 'inside' }).raw().toBuffer();
    return facts;
  } catch {
    return { refused: 'damaged' };
  }
}

function withinLimit(width: number, height: number): PictureFacts {
  if (width === 0 || height === 0) return { refused: 'damaged' };
  return width * height > maxPixels ? { refused: 'too-large' } : { width, height };
}
