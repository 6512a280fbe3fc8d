import type { Metadata, Sharp as Picture } from 'sharp';
import type { PictureEdit } from '../../common/contract/media.ts';
import { cleanOriginal } from './clean-original.ts';
import { edited, editedSize } from './edited-picture.ts';
import { readingOptions, type Sharp } from './picture-engine.ts';
import type { MadeFile, MadeMedia } from './variant-store.ts';
import { variantWidths } from './variant-widths.ts';

/** Changes whenever the same original would be published otherwise; old variants are then made anew. */
export const variantsRecipe = 'variants-2';

/** Most pixels one side of a WebP can have; AVIF's limit is one more. */
const maxWebpSide = 16_383;

/** One form of a picture. */
type Encoded = MadeFile & { readonly content: Buffer };

/** Does one piece of work when there is room for it. */
export type InTurn = <Value>(work: () => Promise<Value>) => Promise<Value>;

/** Upright sRGB pixels, eight bits a channel. */
interface Pixels {
  readonly data: Buffer;
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 2 | 3 | 4;
}

/**
 * Makes what is published of a still picture: AVIF and WebP at every fitting width, and behind them the original's own
 * format at the largest (for AVIF, which older readers lack, JPEG or PNG). Turned upright, converted to sRGB, nothing but
 * pixels. The original is decoded once, to the largest width needed. `inTurn` lets encoders begin; default all at once. Throws
 * when it cannot be decoded.
 */
export async function makeVariants(
  sharp: Sharp,
  type: string,
  original: Buffer,
  edit?: PictureEdit,
  inTurn: InTurn = (work) => work(),
): Promise<MadeMedia> {
  const metadata = await sharp(original, readingOptions).metadata();
  const { width, height } = editedSize(metadata.autoOrient, edit);
  const widths = variantWidths(width);
  const largest = await decode(edited(sharp, original, metadata.autoOrient, edit), widths.at(-1) ?? width);
  const cleaned = cleanOriginal(type, original);
  const isLossless = type === 'image/png' && (await isSmallWithoutLoss(sharp, largest));
  const scaled = await Promise.all(widths.map((variantWidth) => scale(sharp, largest, variantWidth)));
  const [webps, avifs, fallback] = await Promise.all([
    Promise.all(scaled.map((pixels) => inTurn(() => encodeWebp(sharp, pixels, isLossless)))),
    // Where WebP loses nothing, AVIF would.
    Promise.all(isLossless ? [] : scaled.map((pixels) => inTurn(() => encodeAvif(sharp, pixels)))),
    type === 'image/webp' ? undefined : inTurn(() => encodeFallback(sharp, type, largest)),
  ]);
  const files = [...worthwhile(avifs, webps), ...webps, fallback].filter((file) => file !== undefined);
  const isKept = edit === undefined && cleaned !== undefined && isShownAsStored(metadata) && width === largest.width;
  return {
    kind: 'image',
    width,
    height,
    ...(hasAlpha(largest) ? {} : { placeholder: await placeholder(sharp, largest) }),
    removed: cleaned?.removed ?? ['other'],
    files: isKept
      ? files.map((file, index) => (index === files.length - 1 ? smaller(file, type, cleaned.content) : file))
      : files,
  };
}

async function decode(original: Picture, width: number): Promise<Pixels> {
  const { data, info } = await original
    .resize({ width, withoutEnlargement: true })
    .toColourspace('srgb')
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height, channels: info.channels as Pixels['channels'] };
}

function open(sharp: Sharp, { data, width, height, channels }: Pixels) {
  return sharp(data, { raw: { width, height, channels }, limitInputPixels: false });
}

async function scale(sharp: Sharp, pixels: Pixels, width: number): Promise<Pixels> {
  if (width === pixels.width) return pixels;
  const { data, info } = await open(sharp, pixels).resize({ width }).raw().toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height, channels: info.channels as Pixels['channels'] };
}

/** Undefined for a picture taller than the format allows. */
async function encodeWebp(sharp: Sharp, pixels: Pixels, isLossless: boolean): Promise<Encoded | undefined> {
  if (pixels.height > maxWebpSide) return undefined;
  const options = isLossless ? { nearLossless: true, quality: 60 } : { quality: 80, smartSubsample: true };
  const content = await open(sharp, pixels).webp(options).toBuffer();
  return named('webp', pixels, content);
}

/**
 * At the second lowest effort this takes about as long as WebP and a fifth fewer bytes; each step beyond it doubles the
 * time for a few per cent. Undefined for a picture too tall.
 */
async function encodeAvif(sharp: Sharp, pixels: Pixels): Promise<Encoded | undefined> {
  if (pixels.height > maxWebpSide) return undefined;
  const content = await open(sharp, pixels).avif({ quality: 55, effort: 1, chromaSubsampling: '4:2:0' }).toBuffer();
  return named('avif', pixels, content);
}

type Made = readonly (Encoded | undefined)[];

/** AVIF is offered where all of it together is smaller; flat and tiny pictures gain nothing. */
function worthwhile(avifs: Made, webps: Made): Made {
  const total = (files: Made) => files.reduce((sum, file) => sum + (file?.content.byteLength ?? 0), 0);
  return avifs.length === webps.length && total(avifs) < total(webps) ? avifs : [];
}

function hasAlpha({ channels }: Pixels): boolean {
  return channels === 2 || channels === 4;
}

async function encodeFallback(sharp: Sharp, type: string, pixels: Pixels): Promise<Encoded> {
  if (type === 'image/png' || hasAlpha(pixels)) return named('png', pixels, await open(sharp, pixels).png().toBuffer());
  return named('jpeg', pixels, await open(sharp, pixels).jpeg({ quality: 82, progressive: true }).toBuffer());
}

function named(format: 'avif' | 'webp' | 'jpeg' | 'png', { width, height }: Pixels, content: Buffer): Encoded {
  const extension = format === 'jpeg' ? '.jpg' : `.${format}`;
  return { name: `${width}${extension}`, content, type: `image/${format}`, extension, width, height };
}

/** Side of the piece that is tried, in pixels: trying the whole of a photograph would take seconds. */
const trialSide = 320;

/** Drawings and screenshots have hard edges that loss would blur, and hardly grow without it. Tried on the middle. */
async function isSmallWithoutLoss(sharp: Sharp, pixels: Pixels): Promise<boolean> {
  const [width, height] = [Math.min(pixels.width, trialSide), Math.min(pixels.height, trialSide)];
  const middle = { left: (pixels.width - width) >> 1, top: (pixels.height - height) >> 1, width, height };
  const data = await open(sharp, pixels).extract(middle).raw().toBuffer();
  const piece = { data, width, height, channels: pixels.channels };
  const [exact, lossy] = await Promise.all([encodeWebp(sharp, piece, true), encodeWebp(sharp, piece, false)]);
  return exact !== undefined && lossy !== undefined && exact.content.byteLength <= lossy.content.byteLength * 1.5;
}

/** True when the stored pixels are what a reader sees: upright, in RGB or grey, eight bits a channel. */
function isShownAsStored({ orientation = 1, space, depth }: Metadata): boolean {
  return orientation === 1 && (space === 'srgb' || space === 'b-w') && depth === 'uchar';
}

/** The author's own bytes, cleaned, where encoding them again would only make them larger. */
function smaller(made: Encoded, type: string, cleaned: Buffer): Encoded {
  return made.type === type && cleaned.byteLength <= made.content.byteLength ? { ...made, content: cleaned } : made;
}

/** A blurred picture of a hundred bytes or so, as a data address, to stand in until the real one has come. */
async function placeholder(sharp: Sharp, pixels: Pixels): Promise<string> {
  const small = await open(sharp, pixels)
    .resize({ width: 16, height: 16, fit: 'inside' })
    .webp({ quality: 30 })
    .toBuffer();
  return `data:image/webp;base64,${small.toString('base64')}`;
}
