import type { MediaItem, MediaRefused } from '../common/contract/media.ts';
import { type BegunMedia, maxPieceBytes } from '../common/contract/media-intake.ts';
import { type Failed, fail, ok, type Result } from '../common/result.ts';
import type { Client } from './client.ts';

/** As much of a file's beginning tells what it is and how large its picture is, in bytes. */
const headBytes = 256 * 1024;

/** How a file is sent, where it differs from the usual. */
export interface SendOptions {
  /** Waited for before each piece; default nothing. */
  readonly before?: () => Promise<void>;
  /** Hears which share of the file has gone, 0 to 1. */
  readonly onShare?: (share: number) => void;
}

/** Tells the host of a file: answers where it will be. Only its beginning is read. `name` defaults to the file's own. */
export async function announceMedia(
  client: Client,
  file: File,
  postId: string,
  name = file.name,
): Promise<Result<BegunMedia>> {
  const head = await bytesOf(file, 0, headBytes);
  // What cannot be read any more has no bytes, and is refused for that.
  return client.call('media.begin', { name, size: file.size, head: head ?? new Uint8Array(), postId });
}

/** Sends the bytes of a file that was announced, piece by piece, so that its size costs no memory. */
export async function sendMedia(
  client: Client,
  { intake }: BegunMedia,
  file: File,
  { before, onShare }: SendOptions = {},
): Promise<Result<void>> {
  for (let from = 0; from < file.size; from += maxPieceBytes) {
    await before?.();
    const content = await bytesOf(file, from, from + maxPieceBytes);
    if (content === undefined) {
      await client.call('media.stop', { intake });
      return unreadable(file.name);
    }
    const added = await client.call('media.add', { intake, from, content });
    if (!added.ok) return added;
    onShare?.(Math.min(1, (from + content.byteLength) / file.size));
  }
  return ok(undefined);
}

/** Announces a file, sends it and has it taken in. */
export async function takeMedia(client: Client, file: File, postId: string): Promise<Result<MediaItem>> {
  const begun = await announceMedia(client, file, postId);
  if (!begun.ok) return begun;
  const sent = await sendMedia(client, begun.value, file);
  return sent.ok ? client.call('media.take', { intake: begun.value.intake }) : sent;
}

/** Undefined when the file was moved or changed since it was given: browsers do not read it then. */
async function bytesOf(file: File, from: number, to: number): Promise<Uint8Array | undefined> {
  try {
    return new Uint8Array(await file.slice(from, to).arrayBuffer());
  } catch {
    return undefined;
  }
}

function unreadable(name: string): Failed<MediaRefused> {
  return fail({ kind: 'media-refused', name, reason: 'damaged' });
}
