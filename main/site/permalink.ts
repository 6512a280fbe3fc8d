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
 * Addresses of posts from a pattern such as `/:year/:month/:slug/`, `/:category/:slug/` or `/:slug.html`, which is read once. A part
 * that is empty leaves its segment out. A pattern without `:slug` gets one, because otherwise posts of one day would share an address.
 */
export function permalinks(pattern: string): (part: (name: keyof PermalinkParts) => string) => string {
  const complete = /:slug\b/.test(pattern) ? pattern : `${pattern}/:slug/`;
  // What stands between the words, and at every second place a word.
  const pieces = complete.replace(/^\/+/, '/').split(/:(slug|category|year|month|day|author)\b/);
  return (part) => {
    let filled = '';
    for (let index = 0; index < pieces.length; index += 1) {
      const piece = pieces[index] ?? '';
      filled += index % 2 === 0 ? piece : part(piece as keyof PermalinkParts).replaceAll('%', '');
    }
    // What most addresses are: nothing in them to be cleaned.
    return isPlain.test(filled) ? filled : (cleanAddress(filled) ?? `/${part('slug')}/`);
  };
}

const isPlain = /^(?:\/[\w-]{1,200})+\/$/;
