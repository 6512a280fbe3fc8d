import type { Resource } from './app.ts';
import { commonHeaders } from './page-resources.ts';
import { farPages } from './site/preview.ts';
import type { SiteSession } from './site-session.ts';

/**
 * What the preview frame may do: no script whatever, styles and pictures from the preview's own addresses only. `'self'`
 * is not enough: an author's HTML could then send requests to the program's other addresses. Pictures from other sites load
 * only where the author asked for them, and over https alone: no host answers its own addresses there.
 */
export function previewPolicy(resourceAddress: string, withFarPictures = false): string {
  const preview = `${resourceAddress}preview/`;
  return [
    "default-src 'none'",
    `style-src ${preview} 'unsafe-inline'`,
    `img-src ${preview} data:${withFarPictures ? ' https:' : ''}`,
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

/**
 * A resource of the open site: `preview/…` is a page, theme file or picture of the live preview, `publish/…` a picture that a
 * comparison before publishing named.
 */
export async function siteResource(
  session: SiteSession,
  path: string,
  resourceAddress: string,
): Promise<Resource | undefined> {
  const compared = /^publish\/([0-9a-f]{64}\.[a-z0-9]+)$/.exec(path)?.[1];
  if (compared !== undefined) return comparedPicture(session, compared);
  const prefix = 'preview/';
  if (!path.startsWith(prefix)) return undefined;
  const found = await session.site.previewResource(path.slice(prefix.length));
  if (found === undefined) return undefined;
  const { type, ...content } = found;
  const policy = previewPolicy(resourceAddress, path.startsWith(`${prefix}${farPages}/`));
  return {
    status: 200,
    headers: { ...commonHeaders, 'content-type': type, 'content-security-policy': policy },
    ...content,
  };
}

async function comparedPicture({ publisher }: SiteSession, name: string): Promise<Resource | undefined> {
  const found = await publisher.picture(name);
  if (found === undefined) return undefined;
  const policy = { 'content-security-policy': "default-src 'none'; sandbox" };
  return { status: 200, headers: { ...commonHeaders, 'content-type': found.type, ...policy }, content: found.content };
}
