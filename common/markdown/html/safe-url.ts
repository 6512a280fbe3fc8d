const schemePattern = /^([a-z][a-z0-9+.-]*):/i;
const linkSchemes: ReadonlySet<string> = new Set([
  ...[
    'http',
    'https',
    'mailto',
    'tel',
    'sms',
    'geo',
    'xmpp',
    'irc',
    'ircs',
    'matrix',
    'gemini',
    'gopher',
    'ftp',
    'ftps',
    'magnet',
  ],
  ...['doi', 'isbn', 'news', 'nntp', 'webcal', 'feed'],
]);
const mediaSchemes: ReadonlySet<string> = new Set(['http', 'https']);

/**
 * Whether an address may stand in a link (`link`) or be loaded as a picture, sound or film (`media`). Schemes are allowed
 * by name; an address without one is. Browsers skip tabs, line ends and leading control characters, so they are skipped here.
 */
export function isSafeUrl(url: string, use: 'link' | 'media'): boolean {
  const scheme = schemePattern.exec(asBrowsersRead(url))?.[1];
  return scheme === undefined || (use === 'link' ? linkSchemes : mediaSchemes).has(scheme.toLowerCase());
}

/** Whether an address names its own host, `https://…` or `//…`, or another program, `mailto:…`. */
export function isOutside(url: string): boolean {
  const read = asBrowsersRead(url);
  return schemePattern.test(read) || /^[/\\]{2}/.test(read);
}

/** A local address with its percent signs decoded, as the file is named; other addresses as they are. */
export function localAddress(url: string): string {
  if (isOutside(url) || !url.includes('%')) return url;
  try {
    return decodeURIComponent(url);
  } catch {
    return url; // A stray percent sign: the name is meant as written.
  }
}

/** An address as it may stand in HTML: spaces and characters beyond ASCII as percent signs; what is encoded already stays. */
export function encodeAddress(url: string): string {
  return /[^\u0021-\u007e]/.test(url) ? encodeURI(url.toWellFormed()).replaceAll('%25', '%') : url;
}

function asBrowsersRead(url: string): string {
  return url.replace(/^[\u0000-\u0020]+/, '').replace(/[\t\n\r]/g, '');
}
