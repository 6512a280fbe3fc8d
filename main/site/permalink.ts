import { cleanAddress } from './addresses.ts';

/** What the words of a permalink pattern stand for. */
export interface PermalinkParts {
  readonly slug: string;
  /** Slugs of the first category's path, `travel/norway`; empty without a category. */
  readonly category: string;
  readonly year: string;
  readonly month: string;
  readonly day: string;
  readonly author: string;
}

/**
 * Address of a post from a pattern such as `/:year/:month/:slug/`, `/:category/:slug/` or `/:slug.html`. A part that is
 * empty leaves its segment out. A pattern without `:slug` gets one, because otherwise posts of one day would share an address.
 */
export function permalinkAddress(pattern: string, parts: PermalinkParts): string {
  const complete = /:slug\b/.test(pattern) ? pattern : `${pattern}/:slug/`;
  const filled = complete.replace(/:(slug|category|year|month|day|author)\b/g, (_, name: keyof PermalinkParts) =>
    parts[name].replaceAll('%', ''),
  );
  return cleanAddress(filled) ?? `/${parts.slug}/`;
}
