import type { ResolvedLink, ResolvedPicture } from '../../common/markdown/context.ts';
import type { BodySource } from './body.ts';
import { linkName } from './body.ts';
import type { PostText } from './gather.ts';
import type { MediaIndex } from './media-index.ts';
import { mediaPathOf } from './media-path.ts';
import type { SitePost } from './model.ts';

/** Where links between posts lead. */
export type LinkResolver = (href: string, form: 'address' | 'title') => ResolvedLink;

/** A post's text with the answer to each link and picture in it. */
export function answerBody(
  post: SitePost,
  text: PostText,
  { media, resolveLink, pictureSizes }: { media: MediaIndex; resolveLink: LinkResolver; pictureSizes: string },
): BodySource {
  const links: Record<string, ResolvedLink> = {};
  for (const { href, form } of text.needs.links) {
    const path = form === 'address' ? mediaPathOf(href, post.id) : undefined;
    const file = path === undefined ? undefined : media.address(path);
    links[linkName(href, form)] = file === undefined ? resolveLink(href, form) : { href: file };
  }
  const pictures: Record<string, ResolvedPicture> = {};
  for (const src of text.needs.pictures) {
    const path = mediaPathOf(src, post.id);
    const picture = path === undefined ? undefined : media.picture(path, pictureSizes);
    if (picture !== undefined) pictures[src] = picture;
  }
  return { postId: post.id, text: text.text, language: post.language, links, pictures };
}
