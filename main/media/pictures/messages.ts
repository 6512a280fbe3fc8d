import type { PictureTasks } from './picture-work.ts';

/** What the process for pictures is asked; each has one answer with its number. */
export interface PictureRequest {
  readonly number: number;
  readonly kind: keyof PictureTasks;
  readonly asked: PictureTasks[keyof PictureTasks]['asked'];
}

/** What it says: once that it is ready, then what came of each request. `failed` carries the decoder's words. */
export type PictureReply =
  | { readonly said: 'ready'; readonly hasEngine: boolean }
  | { readonly said: 'done'; readonly number: number; readonly answer: unknown }
  | { readonly said: 'failed'; readonly number: number; readonly message: string };
