import type { SiteSettings } from '../../common/site-settings.ts';
import type { Links } from './addresses.ts';
import type { LinkView, SiteView } from './views.ts';

/** The `site` variable. */
export function siteView(settings: SiteSettings, links: Links): SiteView {
  const item = ({ label, url }: { readonly label: string; readonly url: string }): LinkView => ({
    title: label,
    href: menuAddress(url, links),
  });
  return {
    title: settings.title,
    tagline: settings.tagline,
    author: settings.author,
    language: settings.language,
    home: links.href('/'),
    url: links.absolute('/'),
    menu: settings.menu.map(item),
    blogroll: settings.blogroll.map(item),
    archive: links.href('/archive/'),
    search: links.href('/search/'),
    search_index: links.href('/search.json'),
    feed: links.href('/feed.xml'),
    json_feed: links.href('/feed.json'),
  };
}

/** An address as an author writes it in settings: `/about/` is below the site's root, a scheme other than http(s) or mailto goes nowhere. */
function menuAddress(written: string, links: Links): string {
  if (/^(https?|mailto):/i.test(written)) return written;
  if (/^[a-z][a-z0-9+.-]*:|^\/\//i.test(written)) return links.href('/');
  return links.href(written.startsWith('/') ? written : `/${written}`);
}
