import type { MediaItem, MediaRefused } from '../../common/contract/media.ts';
import type { WriteFailed } from '../../common/contract/site.ts';
import type { Result } from '../../common/result.ts';
import { announceFile, type TakeFileParts } from './incoming-file.ts';

/**
 * Takes content that is in memory into the place for media that `postId` shows (`media/<year>/<month>/`, or where the site's
 * own generator expects it), once: content that is already in that post's reach is answered with its own path. Names never
 * replace a file.
 */
export async function takeFile(
  parts: TakeFileParts,
  name: string,
  content: Uint8Array,
  postId: string,
): Promise<Result<MediaItem, MediaRefused | WriteFailed>> {
  const announced = await announceFile(parts, { name, size: content.byteLength, head: content, postId });
  if (!announced.ok) return announced;
  const appended = await announced.value.append(content);
  if (appended.ok) return announced.value.take();
  await announced.value.discard();
  return appended;
}
