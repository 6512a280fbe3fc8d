import type { ResolvedLink } from '../../common/markdown/context.ts';
import type { Links } from './addresses.ts';
import type { SiteModel, SitePost } from './model.ts';

/** Answers the links of a post. */
export function linkResolver(model: SiteModel, links: Links) {
  const posts = [...model.posts, ...model.pages];
  const byId = new Map(posts.map((post) => [post.id, post]));
  const byTitle = new Map([...posts].reverse().map((post) => [post.title.toLowerCase(), post]));
  return (from: SitePost) =>
    (href: string, form: 'address' | 'title'): ResolvedLink => {
      if (form === 'title') {
        const found = byTitle.get(href.toLowerCase().replace(/\s+/g, ' '));
        return found === undefined
          ? { href: '', isBroken: true }
          : { href: links.href(found.address), title: found.title };
      }
      if (/^[a-z][a-z0-9+.-]*:|^\/\/|^#/i.test(href)) return { href };
      if (href.startsWith('/')) return { href: links.href(href) };
      const id = new URL(href, `file:///${from.id}`).pathname.slice(1);
      const found = byId.get(id);
      return found === undefined ? { href, isBroken: true } : { href: links.href(found.address) };
    };
}
