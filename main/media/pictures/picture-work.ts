import { readFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import type { PictureEdit } from '../../../common/contract/media.ts';
import { edited, shapeOf } from '../edited-picture.ts';
import { inspectPicture, type PictureFacts } from '../inspect-picture.ts';
import { isAnimated } from '../is-animated.ts';
import { type InTurn, makeVariants } from '../make-variants.ts';
import { readingOptions, type Sharp } from '../picture-engine.ts';
import type { MadeMedia } from '../variant-store.ts';
import { createWorkGate } from '../work-gate.ts';
import { type CardDrawing, createCardDrawing } from './draw-card.ts';

/** A picture on the disk. */
interface PictureFile {
  readonly file: string;
  readonly type: string;
}

/** One small form of a picture, as WebP. */
export interface SmallPicture {
  readonly content: Uint8Array;
  /** In pixels. */
  readonly width: number;
  readonly height: number;
}

/** What is done with a decoder. Questions and answers are plain data, so that it can be done in another process. */
export interface PictureTasks {
  /** Whether a picture is whole and how large it is shown. */
  readonly inspect: { readonly asked: PictureFile; readonly answer: PictureFacts };
  /** All that is published of a still picture; undefined when it moves, or without the picture library. */
  readonly variants: {
    readonly asked: PictureFile & { readonly edit?: PictureEdit | undefined };
    readonly answer: MadeMedia | undefined;
  };
  /** One form of about this width, decoded straight to it; undefined as above. */
  readonly glance: {
    readonly asked: PictureFile & { readonly edit?: PictureEdit | undefined; readonly width: number };
    readonly answer: SmallPicture | undefined;
  };
  /** A card for a post without a picture; undefined where it cannot be drawn. */
  readonly card: { readonly asked: CardDrawing; readonly answer: Uint8Array | undefined };
}

/** Does what needs a decoder, wherever that is. */
export interface PictureWork {
  /** False where the picture library has no build for this machine. */
  isThere(): Promise<boolean>;
  /** Rejects when a picture cannot be decoded. */
  run<Kind extends keyof PictureTasks>(
    kind: Kind,
    asked: PictureTasks[Kind]['asked'],
  ): Promise<PictureTasks[Kind]['answer']>;
  /** Gets ready for work that will come soon. */
  warm(): void;
  /** Drops what is under way: it rejects. */
  close(): Promise<void>;
}

/** Does the work in this very process, on the decoder's own threads. */
export function picturesHere(loadEngine: () => Promise<Sharp | undefined>): PictureWork {
  let engine: Promise<Sharp | undefined> | undefined;
  const loaded = () => {
    engine ??= loadEngine();
    return engine;
  };
  const doing = createDoing();
  return {
    isThere: async () => (await loaded()) !== undefined,
    run: async (kind, asked) => doing[kind](await loaded(), asked),
    warm: () => undefined,
    close: async () => undefined,
  };
}

type Doing = {
  readonly [Kind in keyof PictureTasks]: (
    sharp: Sharp | undefined,
    asked: PictureTasks[Kind]['asked'],
  ) => Promise<PictureTasks[Kind]['answer']>;
};

function createDoing(): Doing {
  const drawCard = createCardDrawing();
  // What somebody waits for must find a thread that is free, however many encoders want one.
  const gate = createWorkGate({ room: Number.POSITIVE_INFINITY, lanes: availableParallelism() });
  const inTurn: InTurn = (work) => gate.run(0, work);
  return {
    inspect: async (sharp, { file, type }) => inspectPicture(type, await readFile(file), sharp),
    variants: async (sharp, { file, type, edit }) => {
      if (sharp === undefined) return undefined;
      const bytes = await readFile(file);
      return isAnimated(type, bytes) ? undefined : makeVariants(sharp, type, bytes, shapeOf(edit), inTurn);
    },
    glance: async (sharp, { file, type, edit, width }) => {
      if (sharp === undefined) return undefined;
      const bytes = await readFile(file);
      if (isAnimated(type, bytes)) return undefined;
      const { autoOrient } = await sharp(bytes, readingOptions).metadata();
      const { data, info } = await edited(sharp, bytes, autoOrient, edit)
        .resize({ width, withoutEnlargement: true })
        .toColourspace('srgb')
        .webp({ quality: 75, effort: 0 })
        .toBuffer({ resolveWithObject: true });
      return { content: data, width: info.width, height: info.height };
    },
    card: async (sharp, drawing) => (sharp === undefined ? undefined : drawCard(sharp, drawing)),
  };
}
