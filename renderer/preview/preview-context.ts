import type { PreviewContext } from '../../common/contract/preview.ts';
import type { MarkdownContext, ResolvedPicture } from '../../common/markdown/context.ts';
import { createLinkIndex, createLinkResolver } from '../../common/markdown/link-resolver.ts';
import { localPathOf } from '../../common/markdown/local-path.ts';

/** A picture on its way into the site, in pixels as far as they are known. */
export interface ComingPicture {
  readonly width?: number;
  readonly height?: number;
}

/**
 * Makes what the renderer needs from what the host answered, so that the preview's links and pictures are the site's.
 * A picture that the host did not know yet is shown as the author gave it; `onUnknownPicture` hears of it. One that is still
 * coming has its place kept.
 */
export function markdownContext(
  { postId, mediaBase, pictures, files = {}, posts, language }: PreviewContext,
  onUnknownPicture: (path: string) => void,
  coming: ReadonlyMap<string, ComingPicture> = new Map(),
): MarkdownContext {
  const pictureAt = (path: string) => (Object.hasOwn(pictures, path) ? pictures[path] : undefined);
  const fileAt = (path: string) => (Object.hasOwn(files, path) ? files[path] : undefined);
  const originalOf = (path: string) => mediaBase + path.split('/').map(encodeURIComponent).join('/');
  return {
    language,
    withSourceLines: true,
    resolveLink: createLinkResolver(createLinkIndex(posts), {
      postId,
      fileAddress: (path) =>
        pictureAt(path)?.src ?? fileAt(path) ?? (path.startsWith('media/') ? originalOf(path) : undefined),
    }),
    resolvePicture: (src) => {
      const path = localPathOf(src, postId);
      if (path === undefined) return undefined;
      const known = pictureAt(path);
      if (known) return known;
      const picture = coming.get(path);
      // Without an address: nothing is asked for that is not there.
      if (picture) return { ...sizeOf(picture), src: '' };
      onUnknownPicture(path);
      return { src: originalOf(path) };
    },
  };
}

function sizeOf({ width, height }: ComingPicture): Pick<ResolvedPicture, 'width' | 'height'> {
  return width === undefined || height === undefined ? {} : { width, height };
}
