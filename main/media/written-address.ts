import { belowTop, type MediaTops, mediaAddress, relativeAddress } from '../../common/media-address.ts';

/**
 * How a post writes a file's new path, in the style of the address it replaces: from the top with or without a slash, or
 * relative to the post; encoded where it was or has to be; what followed `?` or `#` stays.
 */
export function writtenAddress(newPath: string, old: string, postId: string, tops: MediaTops = ['']): string {
  const suffix = /[?#].*$/s.exec(old)?.[0] ?? '';
  const fromTop = mediaAddress(newPath, postId, tops);
  if (old.startsWith('/') || belowTop(newPath, tops) === undefined) return `${fromTop}${suffix}`;
  if (old.startsWith('media/') && newPath.startsWith('media/')) return `${fromTop.slice(1)}${suffix}`;
  return `${relativeAddress(newPath, postId)}${suffix}`;
}
