import { lookup } from 'node:dns/promises';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { isIP } from 'node:net';
import { isPublicAddress } from './public-address.ts';

/** How the network is reached. Tests bring their own; the program uses `publicNetwork`. */
export interface Network {
  /** IP addresses of a host's name. */
  readonly resolve: (host: string) => Promise<readonly string[]>;
  /** Whether an IP address may be connected to. */
  readonly mayConnect: (address: string) => boolean;
  readonly waitMs: (ms: number) => Promise<void>;
}

/** The real network, its public part only. */
export const publicNetwork: Network = {
  resolve: async (host) => (await lookup(host, { all: true })).map(({ address }) => address),
  mayConnect: isPublicAddress,
  waitMs: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
};

/** What a server answered, redirects followed; or why nobody was asked. */
export type Answer = { readonly response: IncomingMessage } | { readonly problem: 'refused' | 'unreachable' };

const maxRedirects = 5;
const idleMs = 30_000;

/**
 * Asks for an address. Each host's name is resolved once, every address it has must be allowed, and the connection goes to
 * the very address that was looked at, at each redirect anew: a name that changes its mind leads nowhere.
 */
export async function ask(url: string, headers: Readonly<Record<string, string>>, network: Network): Promise<Answer> {
  let next = url;
  for (let hop = 0; hop <= maxRedirects; hop += 1) {
    const target = URL.canParse(next) ? new URL(next) : undefined;
    if (target === undefined || !/^https?:$/.test(target.protocol) || target.username !== '')
      return { problem: 'refused' };
    const address = await allowedAddress(target.hostname, network);
    if (address === 'refused' || address === 'unreachable') return { problem: address };
    const response = await send(target, address, headers).catch(() => undefined);
    if (response === undefined) return { problem: 'unreachable' };
    const { location } = response.headers;
    const isRedirect = [301, 302, 303, 307, 308].includes(response.statusCode ?? 0) && location !== undefined;
    if (!isRedirect) return { response };
    response.destroy();
    if (!URL.canParse(location, target.href)) return { problem: 'unreachable' };
    next = new URL(location, target).href;
  }
  return { problem: 'unreachable' };
}

async function allowedAddress(hostname: string, network: Network): Promise<string> {
  const host = hostname.replace(/^\[|\]$/g, '');
  const addresses = isIP(host) === 0 ? await network.resolve(host).catch(() => []) : [host];
  const [first] = addresses;
  if (first === undefined) return 'unreachable';
  return addresses.every((address) => network.mayConnect(address)) ? first : 'refused';
}

function send(target: URL, address: string, headers: Readonly<Record<string, string>>): Promise<IncomingMessage> {
  const start = target.protocol === 'https:' ? httpsRequest : httpRequest;
  return new Promise((resolve, reject) => {
    const request = start(
      target,
      {
        headers: {
          'user-agent': 'Offprint (its author moves this blog)',
          accept: 'image/*,audio/*,video/*,*/*;q=0.5',
          ...headers,
        },
        timeout: idleMs,
        // Connects to the address that was looked at, whatever the name means by now.
        lookup: (_host, options, done) => {
          const family = isIP(address) === 6 ? 6 : 4;
          if (options.all === true) done(null, [{ address, family }]);
          else done(null, address, family);
        },
      },
      resolve,
    );
    request.on('timeout', () => request.destroy(new Error('No answer in time')));
    request.on('error', reject);
    request.end();
  });
}
