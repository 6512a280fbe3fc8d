import type { Log } from '../node/log.ts';

/** The sharp module as it is imported. */
export type Sharp = typeof import('sharp').default;

/** Most pixels a picture may have. */
export const maxPixels = 100_000_000;

/** Largest file of a picture, in bytes: it is held in memory while it is worked on. */
export const maxPictureBytes = 256 * 1024 * 1024;

/**
 * Loads sharp, whose decoders run on threads of their own. Undefined where it has no build for the machine; pictures are
 * then published cleaned but in their original size.
 */
export async function loadSharp(log: Log): Promise<Sharp | undefined> {
  try {
    const { default: sharp } = await import('sharp');
    // Every picture is read once; a cache would only hold memory.
    sharp.cache(false);
    // AVIF's bytes differ with the number of threads that make a picture; several pictures are made at once instead.
    sharp.concurrency(1);
    return sharp;
  } catch (error) {
    log.error('pictures cannot be made smaller on this machine', error);
    return undefined;
  }
}

/** How sharp reads a stranger's file: no more pixels than allowed, and a cut file is an error. */
export const readingOptions = { limitInputPixels: maxPixels, failOn: 'truncated' } as const;
