import { isSameKey, type Keys } from './keys.ts';

/** The parts of a request that decide whether it is answered at all; nothing of its body. */
export interface AskedFor {
  readonly method: string;
  /** The request line's target, as it came. */
  readonly target: string;
  /** Names and values in turn, as they came. */
  readonly rawHeaders: readonly string[];
}

/** What is to be done with a request. */
export type Verdict =
  | { readonly kind: 'page'; readonly path: string }
  | { readonly kind: 'resource'; readonly path: string }
  | { readonly kind: 'call' }
  | { readonly kind: 'events' }
  | Refusal;

/** A request that is not answered, with the status that says why. `allow` lists the methods for status 405. */
export interface Refusal {
  readonly kind: 'refused';
  readonly status: 400 | 401 | 403 | 404 | 405 | 421;
  readonly reason: string;
  readonly allow?: string;
}

/** Decides about a request before anything else looks at it. */
export type Guard = (asked: AskedFor) => Verdict;

/**
 * The guard of the loopback host. In this order: the exact Host (a name that was rebound to 127.0.0.1 differs), a target
 * that is a plain path, our own Origin or none, a fetch that comes from our own page or from the author herself, a known
 * place, its method, its key. Everything that changes something is a POST with the secret in a header, which no other
 * site's page can send.
 */
export function createGuard(port: number, keys: Keys): Guard {
  // Browsers leave the port out of Host and Origin where it is the scheme's own.
  const host = port === 80 ? '127.0.0.1' : `127.0.0.1:${port}`;
  return ({ method, target, rawHeaders }) => {
    const headers = singleHeaders(rawHeaders);
    if (headers === undefined) return refuse(400, 'A header that must be single came twice');
    if (headers.get('host') !== host) return refuse(421, 'This address belongs to another host');
    const path = plainPath(target);
    if (path === undefined) return refuse(400, 'The address is not plain');
    const origin = headers.get('origin');
    if (origin !== undefined && origin !== `http://${host}`) return refuse(403, 'Asked by a page of another site');
    if (!isFetchAllowed(headers, method, path)) return refuse(403, 'Asked from another site');
    return route(method, path, headers, keys);
  };
}

function route(method: string, path: string, headers: ReadonlyMap<string, string>, keys: Keys): Verdict {
  if (path === '/call' || path === '/events') {
    const expected = path === '/call' ? 'POST' : 'GET';
    if (method !== expected) return { ...refuse(405, 'No such method here'), allow: expected };
    const given = /^Bearer ([\w-]+)$/.exec(headers.get('authorization') ?? '')?.[1] ?? '';
    if (!isSameKey(given, keys.secret)) return refuse(401, 'The key is missing or wrong');
    return { kind: path === '/call' ? 'call' : 'events' };
  }
  if (method !== 'GET' && method !== 'HEAD') return { ...refuse(405, 'No such method here'), allow: 'GET, HEAD' };
  const [, resource, readKey = '', below] = /^\/(resource)\/([^/]*)\/(.*)$/s.exec(path) ?? [];
  if (resource === undefined || below === undefined) return { kind: 'page', path };
  // A wrong key and a missing file look the same.
  return isSameKey(readKey, keys.readKey) ? { kind: 'resource', path: below } : refuse(404, 'Not found');
}

/** Headers that decide, which a client has no reason to send twice. */
const decisive: readonly string[] = [
  'host',
  'origin',
  'authorization',
  'sec-fetch-site',
  'sec-fetch-mode',
  'sec-fetch-dest',
];

/** The deciding headers by lower-case name; undefined when one of them came twice. */
function singleHeaders(rawHeaders: readonly string[]): ReadonlyMap<string, string> | undefined {
  const headers = new Map<string, string>();
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = (rawHeaders[index] ?? '').toLowerCase();
    if (!decisive.includes(name)) continue;
    if (headers.has(name)) return undefined;
    headers.set(name, rawHeaders[index + 1] ?? '');
  }
  return headers;
}

/**
 * The target without its query, when it is a path that means the same to everybody: no host in it, no way up, no
 * backslash, no encoded separator, no control character.
 */
function plainPath(target: string): string | undefined {
  const path = target.split('?', 1)[0] ?? '';
  if (!path.startsWith('/') || path.startsWith('//') || path.includes('#')) return undefined;
  let decoded: string;
  try {
    decoded = decodeURIComponent(path);
  } catch {
    return undefined;
  }
  if (/%2f|%5c/i.test(path) || /[\\\u0000-\u001f\u007f]/.test(decoded)) return undefined;
  return decoded.split('/').some((part) => part === '.' || part === '..') ? undefined : path;
}

/**
 * Browsers say where a request comes from. Ours come from our own page; the first one comes from the author (`none`) or
 * from the small file that opens the window (`cross-site`), and may only ask for the page, which holds no secret.
 */
function isFetchAllowed(headers: ReadonlyMap<string, string>, method: string, path: string): boolean {
  const site = headers.get('sec-fetch-site');
  if (site === undefined || site === 'same-origin') return true;
  if (method !== 'GET') return false;
  if (site === 'none') return path !== '/events';
  return (
    site === 'cross-site' &&
    path === '/' &&
    headers.get('sec-fetch-mode') === 'navigate' &&
    headers.get('sec-fetch-dest') === 'document'
  );
}

function refuse(status: Refusal['status'], reason: string): Refusal {
  return { kind: 'refused', status, reason };
}
