import type { PostId } from '../post.ts';
import type { LinkForm, ResolvedLink } from './context.ts';
import { isOutside } from './html/safe-url.ts';
import { localPathOf } from './local-path.ts';
import { anchorSlug } from './plain-text.ts';

/** A post or page that can be linked to. `address` is what links write. */
export interface LinkablePost {
  readonly id: PostId;
  readonly title: string;
  readonly slug: string;
  readonly address: string;
}

/** Finds posts by what authors call them. */
export interface LinkIndex {
  byFile(path: string): LinkablePost | undefined;
  /** By title, slug or file name, in this order of preference; letter case and runs of spaces do not count. */
  byName(name: string): LinkablePost | undefined;
}

/**
 * The index of many posts, made when it is first asked: most texts link to no post. Of posts with equal names the first
 * counts.
 */
export function createLinkIndex(posts: readonly LinkablePost[]): LinkIndex {
  let made: LinkIndex | undefined;
  const index = () => {
    made ??= indexOf(posts);
    return made;
  };
  return { byFile: (path) => index().byFile(path), byName: (name) => index().byName(name) };
}

function indexOf(posts: readonly LinkablePost[]): LinkIndex {
  const files = new Map<string, LinkablePost>();
  const names: Map<string, LinkablePost>[] = [new Map(), new Map(), new Map()];
  for (const post of posts) {
    files.set(post.id, post);
    const fileName = post.id.split('/').at(-1) ?? post.id;
    [post.title, post.slug, fileName.replace(/\.md$/i, '')].forEach((name, rank) => {
      const key = comparableName(name);
      if (key !== '' && !names[rank]?.has(key)) names[rank]?.set(key, post);
    });
  }
  return {
    byFile: (path) => files.get(path) ?? files.get(`${path}.md`),
    byName: (name) => {
      const key = comparableName(name.replace(/\.md$/i, ''));
      return names.map((index) => index.get(key)).find((post) => post !== undefined) ?? files.get(name);
    },
  };
}

/** What a post's links are resolved with, besides the index. */
export interface LinkSurroundings {
  readonly postId: PostId;
  /** Address of a picture or attachment by its path inside the site folder; undefined when there is none. */
  readonly fileAddress: (path: string) => string | undefined;
  /** What a link from the top of the site (`/about/`) is written as; default: as it is. */
  readonly fromTop?: (address: string) => string;
}

/** Answers a post's links, for the site and the preview alike: by file, by address, by `[[title, slug or file name#heading]]`. */
export function createLinkResolver(
  index: LinkIndex,
  { postId, fileAddress, fromTop = (address) => address }: LinkSurroundings,
): (href: string, form: LinkForm) => ResolvedLink {
  return (href, form) => {
    const [target, anchor] = splitAnchor(href);
    if (form === 'title') {
      const hash = anchor === '' ? '' : `#${anchorSlug(anchor)}`;
      if (target === '') return { href: hash, title: anchor };
      const found = index.byName(target);
      return found ? { href: found.address + hash, title: found.title } : { href: '', isBroken: true };
    }
    if (isOutside(href) || target === '' || target.startsWith('?')) return { href };
    const path = localPathOf(target, postId);
    const post = path === undefined ? undefined : index.byFile(path);
    if (post) return { href: post.address + (anchor === '' ? '' : `#${anchor}`), title: post.title };
    const file = path === undefined ? undefined : fileAddress(path);
    if (file !== undefined) return { href: file + (anchor === '' ? '' : `#${anchor}`) };
    return href.startsWith('/') && !/\.md$/i.test(target) ? { href: fromTop(href) } : { href, isBroken: true };
  };
}

function splitAnchor(href: string): [string, string] {
  const at = href.indexOf('#');
  return at < 0 ? [href.trim(), ''] : [href.slice(0, at).trim(), href.slice(at + 1)];
}

/** A name as links are compared by: letter case and runs of spaces do not count. */
export function comparableName(name: string): string {
  return name.normalize('NFC').trim().toLowerCase().replace(/\s+/g, ' ');
}
