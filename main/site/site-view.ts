import type { SiteSettings } from '../../common/site-settings.ts';
import type { Links } from './addresses.ts';
import { languageName, type SiteSection } from './sections.ts';
import type { LanguageView, LinkView, SiteView } from './views.ts';

/** The `site` variable of the section at `root`. */
export function siteView(
  settings: SiteSettings,
  links: Links,
  root: string,
  sections: readonly SiteSection[],
): SiteView {
  const item = ({ label, url }: { readonly label: string; readonly url: string }): LinkView => ({
    title: label,
    href: menuAddress(url, links),
  });
  return {
    title: settings.title,
    tagline: settings.tagline,
    author: settings.author,
    language: settings.language,
    home: links.href(root),
    url: links.absolute(root),
    languages: sections.length < 2 ? [] : sections.map((section) => languageView(section, links)),
    menu: settings.menu.map(item),
    blogroll: settings.blogroll.map(item),
    archive: links.href(`${root}archive/`),
    search: links.href(`${root}search/`),
    search_index: links.href(`${root}search/index.json`),
    feed: links.href(`${root}feed.xml`),
    json_feed: links.href(`${root}feed.json`),
  };
}

function languageView({ language, root }: SiteSection, links: Links): LanguageView {
  return { language, title: languageName(language), href: links.href(root) };
}

/** An address as an author writes it in settings: `/about/` is below the site's root, a scheme other than http(s) or mailto goes nowhere. */
function menuAddress(written: string, links: Links): string {
  if (/^(https?|mailto):/i.test(written)) return written;
  if (/^[a-z][a-z0-9+.-]*:|^\/\//i.test(written)) return links.href('/');
  return links.href(written.startsWith('/') ? written : `/${written}`);
}
