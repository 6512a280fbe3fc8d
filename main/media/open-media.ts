import { availableParallelism } from 'node:os';
import path from 'node:path';
import { fail } from '../../common/result.ts';
import type { Log } from '../node/log.ts';
import { openContentIndex } from './content-index.ts';
import type { Media } from './media.ts';
import { loadSharp, maxPixels, type Sharp } from './picture-engine.ts';
import { createPublishedMedia } from './published-media.ts';
import { takeFile } from './take-file.ts';
import { openVariantStore } from './variant-store.ts';
import { createWorkGate } from './work-gate.ts';

/** What the media of a site needs. */
export interface OpenMediaOptions {
  /** The site's folder, absolute, symbolic links resolved. */
  readonly folder: string;
  /** This site's sub-folder of the application's data. */
  readonly siteDataFolder: string;
  /** Set when another program holds the site folder; then nothing is taken in. */
  readonly readOnly?: { readonly holder: string };
  /** UTC milliseconds. */
  readonly now: () => number;
  readonly log: Log;
  /** Default: sharp, where it has a build for this machine. */
  readonly loadEngine?: () => Promise<Sharp | undefined>;
}

/** Opens the pictures and attachments of a site. Reads nothing until it is asked. */
export function openMedia(options: OpenMediaOptions): Media {
  const { folder, siteDataFolder, readOnly, now, log } = options;
  const index = openContentIndex(path.join(siteDataFolder, 'media-index.json'), folder, log);
  const store = openVariantStore(path.join(siteDataFolder, 'variants'));
  const gate = createWorkGate({ room: 1.2 * maxPixels, lanes: Math.max(2, availableParallelism()) });
  let engine: Promise<Sharp | undefined> | undefined;
  const sharp = () => {
    engine ??= options.loadEngine?.() ?? loadSharp(log);
    return engine;
  };
  const published = createPublishedMedia({ folder, index, store, gate, sharp, log });

  return {
    take: async (name, content) =>
      readOnly === undefined
        ? takeFile({ folder, index, gate, sharp, now }, name, content)
        : fail({ kind: 'read-only', holder: readOnly.holder }),
    published,
    close: () => index.save(),
  };
}
