import type { ListedAddress } from '../page-task.ts';
import { xmlText } from './xml-text.ts';

/** A sitemap as https://www.sitemaps.org/protocol.html has it. */
export function renderSitemap(pages: readonly ListedAddress[]): string {
  return renderList('urlset', 'url', pages);
}

/** A list of sitemaps, for a site with more pages than one of them may hold. */
export function renderSitemapIndex(sitemaps: readonly ListedAddress[]): string {
  return renderList('sitemapindex', 'sitemap', sitemaps);
}

function renderList(list: string, entry: string, listed: readonly ListedAddress[]): string {
  const entries = listed.map(({ url, changed }) => {
    const lastmod = changed === '' ? '' : `<lastmod>${xmlText(changed)}</lastmod>`;
    return `<${entry}><loc>${xmlText(url)}</loc>${lastmod}</${entry}>\n`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>
<${list} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
${entries.join('')}</${list}>\n`;
}
