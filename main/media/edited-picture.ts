import type { Sharp as Picture } from 'sharp';
import type { PictureEdit } from '../../common/contract/media.ts';
import { readingOptions, type Sharp } from './picture-engine.ts';
import type { PictureSize } from './picture-size.ts';

/** A picture upright, turned and cropped as its author wants it shown. `size` is its own, upright. */
export function edited(sharp: Sharp, original: Buffer, size: PictureSize, edit: PictureEdit | undefined): Picture {
  const upright = sharp(original, { ...readingOptions, autoOrient: true });
  const turned = edit?.turn === undefined ? upright : upright.rotate(edit.turn);
  return edit?.crop === undefined ? turned : turned.extract(cropIn(turnedSize(size, edit), edit.crop));
}

/** Its size after that, in pixels. */
export function editedSize(size: PictureSize, edit: PictureEdit | undefined): PictureSize {
  if (edit === undefined) return { width: size.width, height: size.height };
  const turned = turnedSize(size, edit);
  if (edit.crop === undefined) return turned;
  const { width, height } = cropIn(turned, edit.crop);
  return { width, height };
}

/** The part of an edit that changes pixels; undefined when it changes none. Where eyes should go changes none. */
export function shapeOf(edit: PictureEdit | undefined): PictureEdit | undefined {
  if (edit?.turn === undefined && edit?.crop === undefined) return undefined;
  const { focus: _, ...shape } = edit;
  return shape;
}

/**
 * The point that stays in sight when a theme cuts the picture to a frame, as CSS writes `object-position`: `30% 20%` of
 * the picture as it is shown. Undefined when the author chose none.
 */
export function focusOf(edit: PictureEdit | undefined): string | undefined {
  if (edit?.focus === undefined) return undefined;
  const { left, top, width, height } = edit.crop ?? { left: 0, top: 0, width: 1, height: 1 };
  const percent = (share: number) => Math.round(Math.min(1, Math.max(0, share)) * 100);
  return `${percent((edit.focus.x - left) / width)}% ${percent((edit.focus.y - top) / height)}%`;
}

/** Names an edit, so that what was made with it is told from what was made without. */
export function editName(edit: PictureEdit | undefined): string {
  if (edit === undefined) return '';
  const { left, top, width, height } = edit.crop ?? { left: 0, top: 0, width: 1, height: 1 };
  return [edit.turn ?? 0, ...[left, top, width, height].map((share) => Math.round(share * 10_000))].join('-');
}

function turnedSize({ width, height }: PictureSize, { turn }: PictureEdit): PictureSize {
  return turn === 90 || turn === 270 ? { width: height, height: width } : { width, height };
}

function cropIn(size: PictureSize, crop: NonNullable<PictureEdit['crop']>) {
  const left = Math.min(size.width - 1, Math.round(crop.left * size.width));
  const top = Math.min(size.height - 1, Math.round(crop.top * size.height));
  const width = Math.max(1, Math.min(size.width - left, Math.round(crop.width * size.width)));
  const height = Math.max(1, Math.min(size.height - top, Math.round(crop.height * size.height)));
  return { left, top, width, height };
}
