import type { PreviewContext } from '../../common/contract/preview.ts';
import type { MarkdownContext, ResolvedPicture } from '../../common/markdown/context.ts';
import { createLinkIndex, createLinkResolver } from '../../common/markdown/link-resolver.ts';
import { localPathOf } from '../../common/markdown/local-path.ts';

/** A picture on its way into the site, in pixels as far as they are known. */
export interface ComingPicture {
  readonly width?: number;
  readonly height?: number;
  /** The host has all its bytes: it can be shown where it will be. */
  readonly isSent?: boolean;
}

/** Pictures that are on their way, and those that were, by the paths that posts name. Default none. */
export interface PicturesOnTheirWay {
  readonly coming?: ReadonlyMap<string, ComingPicture>;
  readonly come?: ReadonlyMap<string, ComingPicture>;
}

/**
 * Makes what the renderer needs from what the host answered, so that the preview's links and pictures are the site's.
 * A picture that the host did not know yet is shown from where it lies; `onUnknownPicture` hears of it. One that is still
 * `coming` has its place kept, also after it has `come`, so that nothing moves.
 */
export function markdownContext(
  { postId, mediaBase, pictures, files = {}, posts, language }: PreviewContext,
  onUnknownPicture: (path: string) => void,
  { coming = new Map(), come = new Map() }: PicturesOnTheirWay = {},
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
      if (picture) return { ...sizeOf(picture), src: picture.isSent === true ? originalOf(path) : '' };
      onUnknownPicture(path);
      return { ...sizeOf(come.get(path) ?? {}), src: originalOf(path) };
    },
  };
}

function sizeOf({ width, height }: ComingPicture): Pick<ResolvedPicture, 'width' | 'height'> {
  return width === undefined || height === undefined ? {} : { width, height };
}
