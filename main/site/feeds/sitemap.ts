import type { ListedAddress } from '../page-task.ts';
import { xmlText } from './feed-entries.ts';

/** A sitemap as https://www.sitemaps.org/protocol.html has it. */
export function renderSitemap(pages: readonly ListedAddress[]): string {
  const urls = pages.map(({ url, changed }) => {
    const lastmod = changed === '' ? '' : `<lastmod>${xmlText(changed)}</lastmod>`;
    return `<url><loc>${xmlText(url)}</loc>${lastmod}</url>\n`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
${urls.join('')}</urlset>\n`;
}
