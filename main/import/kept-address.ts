import { timeZone } from '../../common/dates.ts';

/** A post or page, as far as its address depends on it. */
export interface AddressedPost {
  readonly kind: 'post' | 'page';
  /** Path of its file inside the site folder. */
  readonly file: string;
  readonly slug: string;
  readonly date: string | undefined;
  /** The path it had. */
  readonly address: string;
}

/**
 * True when the site gives a post the very address it had, so that its front matter need not state one. Patterns with more than
 * date and slug are never trusted: stating an address is always right.
 */
export function keepsAddress(
  post: AddressedPost,
  site: { readonly permalink: string; readonly timeZone: string },
): boolean {
  const expected = post.kind === 'post' ? postAddress(post, site) : pageAddress(post);
  return expected !== undefined && plain(expected) === plain(post.address);
}

/** True when two paths differ in their last slash or percent-encoding only. */
export function samePath(one: string, other: string): boolean {
  return plain(one).toLowerCase() === plain(other).toLowerCase();
}

/** A folder's name without what file systems or addresses give a meaning. */
export function withoutDots(name: string): string {
  return name.replace(/[\\/:*?"<>|\u0000-\u001f.]+/g, '-');
}

function postAddress(
  { slug, date }: AddressedPost,
  { permalink, timeZone: zoneName }: { readonly permalink: string; readonly timeZone: string },
): string | undefined {
  if (/:(?!year\b|month\b|day\b|slug\b)[a-z]/.test(permalink) || !permalink.includes(':slug')) return undefined;
  const zone = timeZone(zoneName);
  const ms = date === undefined ? undefined : zone.parse(date);
  const [year = '', month = '', day = ''] = ms === undefined ? [] : zone.format(ms).slice(0, 10).split('-');
  return permalink.replace(':year', year).replace(':month', month).replace(':day', day).replace(':slug', slug);
}

function pageAddress({ file }: AddressedPost): string {
  const way = file.replace(/^pages\//, '').replace(/\.md$/, '');
  return way === 'index' ? '/' : `/${way.replace(/\/index$/, '')}/`;
}

function plain(path: string): string {
  const trimmed = path.replace(/\/+$/, '');
  try {
    return decodeURIComponent(trimmed).normalize('NFC');
  } catch {
    return trimmed;
  }
}
