import { availableParallelism } from 'node:os';
import path from 'node:path';
import { fail } from '../../common/result.ts';
import type { LayoutName } from '../library/layout.ts';
import type { Log } from '../node/log.ts';
import type { SideProcess } from '../node/side-process.ts';
import { createBackground } from './background.ts';
import { copyTo, replaceFile } from './change-files.ts';
import { openComingRecord } from './coming-record.ts';
import { openContentIndex } from './content-index.ts';
import { findMoved } from './find-moved.ts';
import { createGlances } from './glance.ts';
import type { IncomingFile } from './incoming-file.ts';
import { announceFile, type TakeFileParts } from './incoming-file.ts';
import { createIntakes, type Intakes } from './intakes.ts';
import type { MediaStore } from './media.ts';
import { createMediaFacts } from './media-facts.ts';
import { findMediaPlaces, type MediaPlaces } from './media-places.ts';
import { forgetTrashed, listTrash, restoreFile, trashFile } from './media-trash.ts';
import { createOutline } from './outline.ts';
import { openPictureEdits } from './picture-edits.ts';
import { loadSharp, maxPixels, type Sharp } from './picture-engine.ts';
import { picturesHere } from './pictures/picture-work.ts';
import { picturesBeside } from './pictures/pictures-beside.ts';
import { createPublishedMedia } from './published-media.ts';
import { createSocialCards } from './social-card.ts';
import { takeFile } from './take-file.ts';
import { tidyMedia } from './tidy-media.ts';
import { openVariantStore } from './variant-store.ts';
import { createWorkGate } from './work-gate.ts';

/** What the media of a site needs. */
export interface OpenMediaOptions {
  /** The site's folder, absolute, symbolic links resolved. */
  readonly folder: string;
  /** This site's sub-folder of the application's data. */
  readonly siteDataFolder: string;
  /** Who holds the site folder, while another program does; then nothing is taken in. Default nobody. */
  readonly readOnly?: () => { readonly holder: string } | undefined;
  /** Whose folder it is, which decides where pictures go; default Offprint's own. */
  readonly layout?: LayoutName;
  /** UTC milliseconds. */
  readonly now: () => number;
  readonly log: Log;
  /** Folder with the font of social cards; without it none are drawn. */
  readonly cardFontsFolder?: string;
  /** Quiet time after which pictures that nobody waits for are made, in milliseconds; default 3,000. */
  readonly quietMs?: number;
  /** Starts the process in which pictures are read and made (`pictures/picture-process.ts`); default: that is done in this one. */
  readonly startPictures?: () => SideProcess;
  /** Default: sharp, where it has a build for this machine. */
  readonly loadEngine?: () => Promise<Sharp | undefined>;
}

/** Opens the pictures and attachments of a site. Reads nothing until it is asked. */
export function openMedia(options: OpenMediaOptions): MediaStore {
  const { folder, siteDataFolder, readOnly, now, log } = options;
  const index = openContentIndex(path.join(siteDataFolder, 'media-index.json'), folder, log);
  const variantsFolder = path.join(siteDataFolder, 'variants');
  const store = openVariantStore(variantsFolder);
  const layout = options.layout ?? 'offprint';
  const edits = openPictureEdits(folder, layout);
  let foundPlaces: Promise<MediaPlaces> | undefined;
  const places = () => {
    foundPlaces ??= findMediaPlaces(folder, layout);
    return foundPlaces;
  };
  const gate = createWorkGate({ room: 1.2 * maxPixels, lanes: Math.max(2, availableParallelism()) });
  const here = picturesHere(() => options.loadEngine?.() ?? loadSharp(log));
  const { startPictures } = options;
  const pictures = startPictures === undefined ? here : picturesBeside({ start: startPictures, here, log });
  const published = createPublishedMedia({ folder, places, index, store, gate, pictures, log, edits });
  // What somebody waits for must not stand behind forty photographs that nobody waits for.
  const glanceGate = createWorkGate({ room: Number.POSITIVE_INFINITY, lanes: 2 });
  const glances = createGlances({ folder, places, index, store, gate: glanceGate, pictures, log, edits }, published);

  const background = createBackground(
    async (relative) => {
      await published(relative);
    },
    log,
    options.quietMs ?? 3_000,
  );
  const outline = createOutline(
    { folder, places, index, store, gate, pictures, log, edits },
    published,
    background.add,
  );
  const trashFolder = path.join(siteDataFolder, 'trash', 'media');
  const parts = { folder, places, index, gate, pictures, now, trashFolder, promised: new Set<string>() };
  const refused = () => {
    const other = readOnly?.();
    return other === undefined ? undefined : fail({ kind: 'read-only', holder: other.holder } as const);
  };

  // One picture alone is looked at as soon as it has come; of forty, those that the preview shows.
  const onWhole: TakeFileParts['onWhole'] = (file) => glances.coming(file, intakes.count() <= 1);
  const record = openComingRecord(path.join(siteDataFolder, 'media-coming.jsonl'), folder, log);
  // What another program has on its way is not lost.
  const coming = { ...record, lost: async () => (refused() === undefined ? record.lost() : []) };
  const intakes: Intakes = createIntakes(
    async (file) => {
      const announced = refused() ?? (await announceFile({ ...parts, onWhole }, file));
      // While its bytes come, the process that looks into it gets ready.
      if (announced.ok && announced.value.type.kind === 'image') pictures.warm();
      return announced;
    },
    now,
    coming,
  );
  const taking = async (take: IncomingFile['take']) => {
    const taken = refused() ?? (await take());
    if (taken.ok) background.add(taken.value.path);
    return taken;
  };
  return {
    intakes,
    take: (file) => taking(() => file.take()),
    takeContent: async (name, content, postId = '') => taking(() => takeFile(parts, name, content, postId)),
    published,
    glance: glances.of,
    outline,
    places,
    card: createSocialCards({ store, pictures, fontsFolder: options.cardFontsFolder ?? '' }),
    files: createMediaFacts(folder, places),
    findMoved: (missing) => findMoved(parts, missing),
    copyTo: async (relative, name) => refused() ?? copyTo(parts, relative, name),
    replace: async (relative, file) => refused() ?? replaceFile(parts, relative, file),
    trash: async (relative) => refused() ?? trashFile(parts, relative),
    trashed: () => listTrash(parts),
    forget: (key) => forgetTrashed(parts, key),
    restore: async (key) => refused() ?? restoreFile(parts, key),
    editOf: (relative) => edits.of(relative),
    edit: async (relative, edit) => refused() ?? edits.put(relative, edit),
    close: async () => {
      await intakes.close();
      // What nobody waits for is not waited for.
      const ended = Promise.all([background.close(), glances.close()]);
      await pictures.close();
      await ended;
      await index.save();
      const tidying = { ...parts, variantsFolder, stampFile: path.join(siteDataFolder, 'media-tidied') };
      if (refused() === undefined) {
        await tidyMedia(tidying).catch((error: unknown) => log.error('old pictures were not thrown away', error));
      }
    },
  };
}
