import type { Resource } from './app.ts';
import { commonHeaders } from './page-resources.ts';
import type { SiteSession } from './site-session.ts';

/**
 * What the preview frame may do: no script whatever, styles and pictures from the preview's own addresses only. `'self'`
 * is not enough: an author's HTML could then send requests to the program's other addresses.
 */
export function previewPolicy(resourceAddress: string): string {
  const preview = `${resourceAddress}preview/`;
  return [
    "default-src 'none'",
    `style-src ${preview} 'unsafe-inline'`,
    `img-src ${preview} data:`,
    `media-src ${preview}`,
    `font-src ${preview}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'self'",
    "require-trusted-types-for 'script'",
    'trusted-types offprint-preview dompurify',
    'sandbox allow-same-origin',
  ].join('; ');
}

/** A resource of the open site: `preview/…` is a page, theme file or picture of the live preview. */
export async function siteResource(
  session: SiteSession,
  path: string,
  resourceAddress: string,
): Promise<Resource | undefined> {
  const prefix = 'preview/';
  if (!path.startsWith(prefix)) return undefined;
  const found = await session.site.previewResource(path.slice(prefix.length));
  if (found === undefined) return undefined;
  return {
    status: 200,
    headers: {
      ...commonHeaders,
      'content-type': found.type,
      'content-security-policy': previewPolicy(resourceAddress),
    },
    content: found.content,
  };
}
