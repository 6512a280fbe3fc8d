/**
 * Addresses of pages. Inside the program an address is readable text below the site's root (`/2026/11/über-uns/`); it is
 * percent-encoded only where it is written into a page, with the path of the site's own address in front.
 */

/** Writes addresses into pages. */
export interface Links {
  /** As the site's own pages link to it: `/blog/2026/11/on-the-train/`. */
  href(address: string): string;
  /** With scheme and host, for feeds, canonical links and cards. */
  absolute(address: string): string;
}

/** Links of a site whose public address is `siteUrl`; it may have a path of its own (`https://example.org/blog/`). */
export function siteLinks(siteUrl: string): Links {
  const { origin, pathname } = siteRoot(siteUrl);
  // The same few addresses are written on every page.
  const known = new Map<string, string>();
  const href = (address: string): string => {
    const before = known.get(address);
    if (before !== undefined) return before;
    const made = encodeAddress(pathname + address.replace(/^\/+/, ''));
    known.set(address, made);
    return made;
  };
  return { href, absolute: (address) => origin + href(address) };
}

/** Links of a preview: every link is whole, so that nothing in the frame leads to the program's own addresses. */
export function previewLinks(siteUrl: string): Links {
  const { absolute } = siteLinks(siteUrl);
  return { href: absolute, absolute };
}

/** Percent-encodes what may not stand in the path of a URL; what is encoded already is not encoded twice. */
export function encodeAddress(address: string): string {
  if (isPlainAddress.test(address)) return address;
  const [path = '', fragment] = splitOnce(address, '#');
  const encoded = encodeURI(path.toWellFormed().normalize('NFC')).replaceAll('%25', '%').replaceAll('?', '%3F');
  return fragment === undefined ? encoded : `${encoded}#${encodeURI(fragment.toWellFormed())}`;
}

/** File that answers an address: `/about/` is `about/index.html`, `/old.html` is itself. */
export function addressToPath(address: string): string {
  const path = address.replace(/^\/+/, '');
  return path === '' || path.endsWith('/') ? `${path}index.html` : path;
}

/**
 * An author's own address in our form: one slash in front, one behind unless it names a file, no empty or dot segments,
 * nothing that a URL or a file system gives a meaning. Undefined when nothing is left of it: no plain host answers `/?p=12`.
 */
export function cleanAddress(written: string): string | undefined {
  const path = decode(written.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i, '').replace(/[?#].*$/s, ''));
  const segments = path
    .split(/[/\\]/)
    .map(cleanSegment)
    .filter((segment) => segment !== '');
  const last = segments.at(-1);
  if (last === undefined) return undefined;
  const namesFile = /\.[a-z][a-z0-9]{1,4}$/i.test(last) && !path.endsWith('/');
  return `/${segments.join('/')}${namesFile ? '' : '/'}`;
}

/** Two addresses that some host or file system cannot tell apart have the same comparable form. */
export function comparableAddress(address: string): string {
  const path = addressToPath(address);
  return (isAscii.test(path) ? path : path.normalize('NFC')).toLowerCase();
}

/** What most segments and addresses are: nothing in them to be cleaned or encoded. */
const isPlainSegment = /^[\w-]{1,200}$/;
const isPlainAddress = /^[\w./~-]*$/;
const isAscii = /^[\0-\x7f]*$/;

function cleanSegment(segment: string): string {
  if (isPlainSegment.test(segment)) return segment;
  const cleaned = segment
    .normalize('NFC')
    .replace(/[\u0000-\u001f\u007f<>:"|?*#%\u2028\u2029\u202a-\u202e\u2066-\u2069]/g, '')
    .trim()
    .replace(/\.+$/, '');
  return shorten(cleaned, 200);
}

/** File names hold 255 bytes; leaves room for an extension and a temporary name's tail. */
function shorten(segment: string, maxBytes: number): string {
  let short = segment.toWellFormed();
  while (Buffer.byteLength(short) > maxBytes) short = [...short].slice(0, -1).join('');
  return short;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function splitOnce(text: string, separator: string): [string, string?] {
  const at = text.indexOf(separator);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}

function siteRoot(siteUrl: string): URL {
  const url = new URL(URL.canParse(siteUrl) ? siteUrl : 'https://example.org/');
  if (!url.pathname.endsWith('/')) url.pathname += '/';
  return url;
}
