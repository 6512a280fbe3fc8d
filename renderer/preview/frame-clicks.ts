import type { PreviewContext } from '../../common/contract/preview.ts';
import type { PostId } from '../../common/post.ts';

/** What a click on a link in the preview means. */
export type LinkClick =
  | { readonly kind: 'post'; readonly id: PostId; readonly anchor: string | undefined }
  | { readonly kind: 'outside'; readonly url: string }
  | { readonly kind: 'anchor'; readonly id: string }
  | { readonly kind: 'nothing' };

/** Decides what a link of the frame's page means. `href` is the attribute as it stands, `base` the page's own address. */
export function readLink(href: string, base: string, posts: PreviewContext['posts']): LinkClick {
  if (href.startsWith('#')) return { kind: 'anchor', id: decode(href.slice(1)) };
  if (!URL.canParse(href, base)) return { kind: 'nothing' };
  const url = new URL(href, base);
  const anchor = url.hash === '' ? undefined : decode(url.hash.slice(1));
  const page = withoutHash(url);
  const post = posts.find(({ address }) => URL.canParse(address, base) && withoutHash(new URL(address, base)) === page);
  if (post) return { kind: 'post', id: post.id, anchor };
  if (page === withoutHash(new URL(base)))
    return anchor === undefined ? { kind: 'nothing' } : { kind: 'anchor', id: anchor };
  // Addresses beside the frame's page are the program's own, with its secret in them: they are never handed out.
  const isOurs = url.origin === new URL(base).origin && url.protocol === new URL(base).protocol;
  return !isOurs && ['http:', 'https:', 'mailto:'].includes(url.protocol)
    ? { kind: 'outside', url: url.href }
    : { kind: 'nothing' };
}

function withoutHash(url: URL): string {
  return url.href.slice(0, url.href.length - url.hash.length);
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
