/**
 * The first proxy of what Chromium answers for an address (`PROXY host:port; SOCKS5 host:port; DIRECT`), as an address of
 * its own; undefined when it is to be reached straight.
 */
export function proxyFromAnswer(answer: string): string | undefined {
  const [kind = '', place = ''] = (answer.split(';')[0] ?? '').trim().split(/\s+/);
  const scheme = { PROXY: 'http', HTTPS: 'https', SOCKS: 'socks5', SOCKS5: 'socks5' }[kind.toUpperCase()];
  return scheme === undefined || place === '' ? undefined : `${scheme}://${place}`;
}

/** The address to ask Chromium about: it knows proxies for the web, and a server elsewhere is reached like a secure page. */
export function askableAddress(url: string): string {
  return url.replace(/^sftp:/, 'https:');
}
