import type { ResolvedLink, ResolvedPicture } from '../../common/markdown/context.ts';
import { createLinkResolver, type LinkIndex } from '../../common/markdown/link-resolver.ts';
import { localPathOf } from '../../common/markdown/local-path.ts';
import type { Links } from './addresses.ts';
import { type BodySource, linkName } from './body.ts';
import type { PostFacts } from './gather.ts';
import type { MediaIndex } from './media-index.ts';
import type { SitePost } from './model.ts';

/** What a post's links and pictures are looked up in. */
export interface AnswerSources {
  readonly media: MediaIndex;
  readonly index: () => LinkIndex;
  readonly links: Links;
  /** The theme's `sizes` of a picture in the text. */
  readonly pictureSizes: string;
}

/** A post's text with the answer to each link and picture in it. */
export function answerBody(post: SitePost, facts: PostFacts, sources: AnswerSources): BodySource {
  const { needs, textKey } = facts;
  if (needs.links.length === 0 && needs.pictures.length === 0) {
    return { postId: post.id, textKey, language: post.language, links: {}, pictures: {} };
  }
  const resolveLink = createLinkResolver(sources.index(), {
    postId: post.id,
    fileAddress: sources.media.address,
    fromTop: sources.links.href,
  });
  const links: Record<string, ResolvedLink> = {};
  for (const { href, form } of needs.links) links[linkName(href, form)] = resolveLink(href, form);
  const pictures: Record<string, ResolvedPicture> = {};
  for (const src of needs.pictures) {
    const path = localPathOf(src, post.id);
    const picture = path === undefined ? undefined : sources.media.picture(path, sources.pictureSizes);
    // Sound and film are named by the same elements and have one form only.
    const file = path === undefined ? undefined : sources.media.address(path);
    const found = picture ?? (file === undefined ? undefined : { src: file });
    if (found !== undefined) pictures[src] = found;
  }
  return { postId: post.id, textKey, language: post.language, links, pictures };
}
