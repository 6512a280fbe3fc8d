import { request } from 'node:http';
import type { Socket } from 'node:net';
import type { Dispatcher } from 'undici';
import { Refusal } from './target.ts';

/** Tells the proxy that an address is to be reached through, as an address itself; undefined for none. */
export type ProxyFor = (url: string) => Promise<string | undefined>;

/**
 * What the environment says, in the way all programs read it: `https_proxy`, `http_proxy`, `all_proxy` and the exceptions in
 * `no_proxy`, in small or capital letters.
 */
export function proxyFromEnvironment(environment: NodeJS.ProcessEnv): ProxyFor {
  const variable = (name: string) => environment[name] || environment[name.toUpperCase()];
  return async (url) => {
    if (!URL.canParse(url)) return undefined;
    const { protocol, hostname, port } = new URL(url);
    const proxy = variable(`${protocol.slice(0, -1)}_proxy`) ?? variable('all_proxy');
    if (proxy === undefined || isExcepted(variable('no_proxy') ?? '', hostname, port)) return undefined;
    return /^[a-z0-9]+:\/\//i.test(proxy) ? proxy : `http://${proxy}`;
  };
}

function isExcepted(exceptions: string, host: string, port: string): boolean {
  return exceptions.split(/[\s,]+/).some((entry) => {
    if (entry === '*') return true;
    const [name = '', onlyPort] = entry.replace(/^\*?\./, '').split(/:(?=\d+$)/);
    if (name === '' || (onlyPort !== undefined && onlyPort !== port)) return false;
    return host.toLowerCase() === name.toLowerCase() || host.toLowerCase().endsWith(`.${name.toLowerCase()}`);
  });
}

/** A `fetch` that goes through the system's proxy where there is one. */
export function fetchThrough(proxyFor: ProxyFor = proxyFromEnvironment(process.env)): typeof globalThis.fetch {
  const agents = new Map<string, Dispatcher>();
  return async (input, init) => {
    const url = input instanceof Request ? input.url : String(input);
    const proxy = await proxyFor(url);
    if (proxy === undefined) return fetch(input, init);
    const undici = await import('undici');
    const agent =
      agents.get(proxy) ?? (/^socks/.test(proxy) ? new undici.Socks5ProxyAgent(proxy) : new undici.ProxyAgent(proxy));
    agents.set(proxy, agent);
    // The runtime's own fetch is this library's, of the same standard; only their types are written down twice.
    const options = { ...init, dispatcher: agent } as Parameters<typeof undici.fetch>[1];
    return (await undici.fetch(url, options)) as unknown as Response;
  };
}

/** Opens a way to a host and port through a proxy that speaks HTTP (RFC 9110, CONNECT). Throws a refusal when it will not. */
export function tunnelThrough(proxy: string, host: string, port: number): Promise<Socket> {
  const { hostname, port: proxyPort, username, password } = new URL(proxy);
  const sign = Buffer.from(`${decodeURIComponent(username)}:${decodeURIComponent(password)}`).toString('base64');
  const asked = request({
    host: hostname,
    port: proxyPort === '' ? 80 : Number(proxyPort),
    method: 'CONNECT',
    path: `${host}:${port}`,
    headers: username === '' ? {} : { 'proxy-authorization': `Basic ${sign}` },
    timeout: 20_000,
  });
  return new Promise((resolve, reject) => {
    asked.once('connect', (response, socket) => {
      if (response.statusCode === 200) {
        socket.setTimeout(0);
        return resolve(socket);
      }
      socket.destroy();
      reject(new Refusal('proxy', `${response.statusCode} ${response.statusMessage ?? ''}`.trim()));
    });
    asked.once('timeout', () => asked.destroy(Object.assign(new Error('proxy'), { code: 'ETIMEDOUT' })));
    asked.once('error', reject);
    asked.end();
  });
}
